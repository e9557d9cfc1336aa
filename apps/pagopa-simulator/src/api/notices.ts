import type { Ledger } from '../book/ledger.ts';
import { writeNotice } from '../pdf/write-notice.ts';
import { noticeBody } from './notice-body.ts';
import { type ApiCall, type ApiReply, problem } from './reply.ts';

/** The one call of print-payment-notice that is simulated. It writes whatever it is told, also of a position that is not there. */
export const noticesCalls = (ledger: Ledger) => ({
  async generate({ creditor, body }: ApiCall): Promise<ApiReply> {
    const read = noticeBody.safeParse(body);
    if (!read.success) return problem(400, 'The notice is not valid');
    const { data } = read.data;
    if (data.creditorInstitution.taxCode !== creditor.fiscalCode) return { status: 403, body: null };
    const office = ledger.findOption(creditor.fiscalCode, data.notice.code)?.[0].officeName ?? null;
    const pdf = await writeNotice({ ...data, creditor: { ...creditor, office } });
    return { status: 201, headers: { 'content-type': 'application/pdf' }, body: pdf };
  },
});
