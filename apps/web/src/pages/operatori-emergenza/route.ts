import {
  dayAndTime,
  type EmergencyLine,
  type EmergencyNumber,
  type EmergencyPeriod,
  emergencyLineMark,
  type FieldError,
  isKeptElsewhere,
} from '@stanza/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CSRF_FIELD } from '../../http/csrf.ts';
import { type FormFields, formFields } from '../../http/form.ts';
import { queryText } from '../../http/params.ts';
import { Problem } from '../../http/problem.ts';
import { actorOf, enteOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { notice } from '../../ui/components.ts';
import { ACTIONS, type Action, type Returned, typedFrom } from './forms.ts';
import { chosenLine } from './seen-line.ts';
import { texts } from './texts.it.ts';
import { copiedYear, emergenzaView } from './view-model.ts';

const MOST_CLOSED = 20;

type Refusal =
  | { readonly code: 'not_found' }
  | { readonly code: 'invalid'; readonly errors: readonly FieldError[] }
  | { readonly code: 'missing_line'; readonly line: EmergencyNumber }
  | { readonly code: 'line_exists' | 'line_changed'; readonly line: EmergencyLine }
  | { readonly code: Exclude<keyof typeof texts.rifiuti, 'csrf'> };

/** -1 is the version of nothing. */
const versionOf = (text: string | undefined): number => (/^\d{1,9}$/u.test(text ?? '') ? Number(text) : -1);

const sentenceOf = (refusal: Exclude<Refusal, { code: 'not_found' | 'invalid' }>, action: Action): string => {
  if (refusal.code === 'missing_line') return texts.manca(refusal.line.number, refusal.line.year);
  if (refusal.code === 'line_exists' || refusal.code === 'line_changed') {
    const { number, year, at, subject, correspondent } = refusal.line;
    const say = refusal.code === 'line_exists' ? texts.esiste : texts.corretta;
    return say(number, year, dayAndTime(at), subject, correspondent);
  }
  return refusal.code === 'stale_version' && action === 'chiudi' ? texts.cambiato : texts.rifiuti[refusal.code];
};

/** @param closed the one that was closed last first */
const doneText = (done: Action, [last]: readonly EmergencyPeriod[]): string =>
  done === 'chiudi' && last?.closed?.registered === 0 ? texts.chiusoSenza : texts.fatto[done];

/** The emergency register, for the administrators: opened, extended, copied, closed (DPR 445/2000 art. 63). */
export const operatoriEmergenzaPage = (scope: FastifyInstance, { portal, csrf, show }: WebContext): void => {
  const path = '/operatori/registro-protocollo/emergenza';
  const registerOf = (request: FastifyRequest) => `/${enteOf(request).slug}/operatori/registro-protocollo`;

  const page = async (
    request: FastifyRequest,
    reply: FastifyReply,
    returned: Returned | null,
    { status = 200, flash = null as ReturnType<typeof notice> | null, done = undefined as Action | undefined } = {},
  ) => {
    const now = portal.clock.now();
    const shown = await portal.unitOfWork.read(enteOf(request).id, async ({ emergencies, protocol, registrations }) => {
      const [current, lines] = [await emergencies.current(), await emergencies.lines()];
      return {
        current,
        lines,
        closed: await emergencies.closed(MOST_CLOSED),
        isElsewhere: isKeptElsewhere(await registrations.choices()),
        lastNumber: current === null ? 0 : await protocol.lastEmergencyNumber(copiedYear(current, lines)),
      };
    });
    const register = registerOf(request);
    return show(request, reply, {
      template: 'operatori-emergenza',
      view: emergenzaView(`${register}/emergenza`, register, { ...shown, now }, returned),
      title: texts.titolo,
      path: [{ label: texts.registro, href: register }],
      status,
      flash: done === undefined ? flash : notice('success', { text: doneText(done, shown.closed) }),
    });
  };

  const act = async (request: FastifyRequest, action: Action, fields: FormFields): Promise<Refusal | null> => {
    const [tenantId, actor, typed] = [enteOf(request).id, actorOf(request), typedFrom(fields)];
    const acts = {
      apri: () => portal.openEmergency(tenantId, actor, typed),
      proroga: () => portal.extendEmergency(tenantId, actor, { ...typed, until: fields.fino ?? '' }),
      voce: () => portal.saveEmergencyLine(tenantId, actor, typed, typed.seen),
      togli: async () => {
        const lines = await portal.unitOfWork.read(tenantId, ({ emergencies }) => emergencies.lines());
        const { line, seen } = chosenLine(typed.line, lines);
        return portal.deleteEmergencyLine(tenantId, actor, line, seen);
      },
      chiudi: () => portal.closeEmergency(tenantId, actor, { ...typed, version: versionOf(fields.versione) }),
    } as const;
    const done = await acts[action]();
    return done.ok ? null : done.error;
  };

  const again = (request: FastifyRequest, reply: FastifyReply, returned: Returned, refusal: Refusal) => {
    if (refusal.code === 'not_found') throw new Problem('not_found');
    if (refusal.code === 'invalid') {
      return page(request, reply, { ...returned, errors: refusal.errors }, { status: 422 });
    }
    const flash = notice('error', { text: sentenceOf(refusal, returned.action) });
    const seen = refusal.code === 'line_exists' ? emergencyLineMark(refusal.line) : returned.typed.seen;
    return page(request, reply, { ...returned, typed: { ...returned.typed, seen } }, { status: 409, flash });
  };

  scope.get(path, (request, reply) => {
    const done = ACTIONS.find((action) => action === queryText(request, 'fatto'));
    return page(request, reply, null, { done });
  });

  scope.post(path, { config: { csrf: 'page' } }, async (request, reply) => {
    const fields = formFields(request);
    const action = ACTIONS.find((one) => one === fields.azione);
    const isOurs = csrf.verify(request, fields[CSRF_FIELD]);
    if (action === undefined) throw new Problem(isOurs ? 'bad_request' : 'csrf');
    const returned = { action, typed: typedFrom(fields), errors: [] };
    if (!isOurs) {
      return page(request, reply, returned, { status: 403, flash: notice('error', { text: texts.rifiuti.csrf }) });
    }
    const refusal = await act(request, action, fields);
    if (refusal !== null) return again(request, reply, returned, refusal);
    return reply.redirect(`${registerOf(request)}/emergenza?fatto=${action}`, 303);
  });
};
