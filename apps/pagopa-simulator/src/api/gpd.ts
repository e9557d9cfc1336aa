import { z } from 'zod';
import type { Position } from '../book/book.ts';
import type { Ledger } from '../book/ledger.ts';
import { positionBodySchema } from '../book/position-body.ts';
import type { Refused } from '../book/refused.ts';
import { listPositions } from './gpd-list.ts';
import { optionReply, positionBodyReply, positionReply } from './gpd-replies.ts';
import { type ApiCall, type ApiReply, json, problem } from './reply.ts';

const issueOf = (error: z.ZodError): string =>
  error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');

const markBody = z.strictObject({
  paymentDate: z.iso
    .datetime()
    .or(z.iso.datetime({ local: true }))
    .optional(),
});

/** The calls of GPD v1. Whoever calls has a key of the ente that is in the path. */
export const gpdCalls = (ledger: Ledger, now: () => Date) => {
  const refuse = ({ status, title }: Refused): ApiReply => problem(status, title);
  /** Does something with the position in the path. */
  const withPosition = (
    { creditor, params: { iupd = '' } }: ApiCall,
    work: (position: Position) => ApiReply,
  ): ApiReply => {
    const position = ledger.find(creditor.fiscalCode, iupd);
    if (position === undefined) return problem(404, 'Not found the debt position');
    const isMine = position.paymentOption.every(({ iuv }) => creditor.segregationCodes.includes(iuv.slice(0, 2)));
    return isMine ? work(position) : problem(403, 'The caller does not have proper authorization');
  };
  /** Changes the state of the position in the path, and answers with it. */
  const changed =
    (change: (position: Position) => Refused | null) =>
    (call: ApiCall): ApiReply =>
      withPosition(call, (position) => {
        const refused = change(position);
        return refused === null ? json(200, positionBodyReply(position)) : refuse(refused);
      });

  return {
    create({ creditor, query, body }: ApiCall): ApiReply {
      const read = positionBodySchema.safeParse(body);
      if (!read.success) return problem(400, issueOf(read.error));
      const { fiscalCode, segregationCodes: codes } = creditor;
      const toPublish = query.toPublish === 'true';
      const made = ledger.create({ creditor: fiscalCode, codes, body: read.data, toPublish });
      return ledger.isRefused(made) ? refuse(made) : json(201, positionBodyReply(made));
    },
    read: (call: ApiCall): ApiReply => withPosition(call, (position) => json(200, positionReply(position))),
    list: ({ creditor, query }: ApiCall): ApiReply => listPositions(ledger.all(creditor.fiscalCode), creditor, query),
    update: (call: ApiCall): ApiReply =>
      withPosition(call, (position) => {
        const read = positionBodySchema.safeParse(call.body);
        if (!read.success) return problem(400, issueOf(read.error));
        if (read.data.iupd !== position.iupd) return problem(400, 'IUPD mismatch');
        const toPublish = call.query.toPublish === 'true';
        const made = ledger.update(position, { codes: call.creditor.segregationCodes, body: read.data, toPublish });
        return ledger.isRefused(made) ? refuse(made) : json(200, positionBodyReply(made));
      }),
    publish: changed(ledger.publish),
    invalidate: changed(ledger.invalidate),
    remove: (call: ApiCall): ApiReply =>
      withPosition(call, (position) => {
        const refused = ledger.remove(position);
        return refused === null ? json(200, 'Debt position has been deleted') : refuse(refused);
      }),
    mark({ creditor, params: { nav = '' }, body }: ApiCall): ApiReply {
      const read = markBody.safeParse(body);
      if (!read.success) return problem(400, issueOf(read.error));
      const found = ledger.findOption(creditor.fiscalCode, nav);
      if (found === null) return problem(404, 'Not found the payment option');
      const [position, option] = found;
      const { paymentDate } = read.data;
      const refused = ledger.mark(position, option, paymentDate === undefined ? now() : new Date(paymentDate));
      return refused === null ? json(200, optionReply(creditor.fiscalCode, option)) : refuse(refused);
    },
  };
};
