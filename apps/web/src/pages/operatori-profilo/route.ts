import type { WrongPassword } from '@stanza/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CSRF_FIELD } from '../../http/csrf.ts';
import { type FormFields, formFields } from '../../http/form.ts';
import { queryText } from '../../http/params.ts';
import { actorOf, enteOf, operatorOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { passwordTexts } from '../../texts/passwords.it.ts';
import { recoveryCodeTexts } from '../../texts/recovery-codes.it.ts';
import { notice } from '../../ui/components.ts';
import { recoveryCodesView } from '../../ui/recovery-codes-view.ts';
import { texts } from './texts.it.ts';
import { operatoriProfiloView, type ProfileField, type ProfileForm, type ProfileShown } from './view-model.ts';

const DONE = ['password', 'disattivato', 'sessioni'] as const;

interface Refused {
  readonly status: number;
  readonly wrong: ProfileShown['wrong'];
  readonly sentence: string | null;
}

const refusedBy = ({ code }: WrongPassword | { readonly code: 'not_possible' }, form: ProfileForm): Refused => {
  if (code === 'not_possible') return { status: 409, wrong: null, sentence: texts.nonPossibile };
  if (code === 'too_many_attempts') return { status: 429, wrong: null, sentence: passwordTexts.troppi };
  return { status: 422, wrong: { form, field: 'vecchia', message: passwordTexts.sbagliata }, sentence: null };
};

/** "Il mio accesso": an operator's own password, second factor and sessions. */
export const operatoriProfiloPage = (scope: FastifyInstance, { portal, sessions, csrf, show }: WebContext): void => {
  const path = '/operatori/profilo';
  const officeOf = (request: FastifyRequest): string => `/${enteOf(request).slug}/operatori`;

  const flashOf = (request: FastifyRequest, refused: Refused | null) => {
    if (refused !== null) return refused.sentence === null ? null : notice('error', { text: refused.sentence });
    const done = DONE.find((one) => one === queryText(request, 'fatto'));
    return done === undefined ? null : notice('success', { text: texts.fatto[done] });
  };

  const page = async (request: FastifyRequest, reply: FastifyReply, refused: Refused | null) => {
    const { id } = operatorOf(request);
    const found = await portal.unitOfWork.read(enteOf(request).id, async ({ accounts }) => ({
      account: await accounts.byId(id),
      factor: await accounts.secondFactor(id),
    }));
    if (found.account === null) throw new Error(`The operator ${id} is not there`);
    const office = officeOf(request);
    const shown = { ...found, account: found.account, here: `${office}/profilo`, wrong: refused?.wrong ?? null };
    return show(request, reply, {
      template: 'operatori-profilo',
      view: operatoriProfiloView(office, shown),
      title: texts.titolo,
      status: refused?.status ?? 200,
      flash: flashOf(request, refused),
    });
  };

  /** The session in hand goes on, under a new token; all others have ended. */
  const goOn = (request: FastifyRequest, reply: FastifyReply, epoch: number) => {
    const { id } = operatorOf(request);
    return sessions.start(request, reply, enteOf(request), { kind: 'operator', id, epoch, awaitsCode: false });
  };
  const done = (request: FastifyRequest, reply: FastifyReply, what: (typeof DONE)[number]) =>
    reply.redirect(`${officeOf(request)}/profilo?fatto=${what}`, 303);

  /** A form of the page, which comes back with a sentence when it had expired. */
  const form = (
    name: string,
    work: (request: FastifyRequest, reply: FastifyReply, fields: FormFields) => Promise<FastifyReply>,
  ): void => {
    // Where a form was sent that came back: asked for again, the address is that of the page.
    scope.get(`${path}/${name}`, (request, reply) => reply.redirect(`${officeOf(request)}/profilo`, 303));
    scope.post(`${path}/${name}`, { config: { csrf: 'page' } }, async (request, reply) => {
      const fields = formFields(request);
      if (csrf.verify(request, fields[CSRF_FIELD])) return work(request, reply, fields);
      return page(request, reply, { status: 403, wrong: null, sentence: texts.scaduta });
    });
  };

  scope.get(path, (request, reply) => page(request, reply, null));

  form('password', async (request, reply, { vecchia = '', nuova = '', ripeti }) => {
    const wrong = (message: string, field: ProfileField = 'nuova') =>
      page(request, reply, { status: 422, wrong: { form: 'password', field, message }, sentence: null });
    if (nuova !== ripeti) return wrong(passwordTexts.diverse, 'ripeti');
    const passwords = { old: vecchia, chosen: nuova };
    const changed = await portal.changePassword(enteOf(request).id, actorOf(request), passwords);
    if (!changed.ok) {
      const { error } = changed;
      if (error.code === 'bad_password') return wrong(passwordTexts.difetti[error.flaw]);
      return page(request, reply, refusedBy(error, 'password'));
    }
    await goOn(request, reply, changed.value.epoch);
    return done(request, reply, 'password');
  });

  form('sessioni', async (request, reply) => {
    const { epoch } = await portal.endSessions(enteOf(request).id, actorOf(request));
    await goOn(request, reply, epoch);
    return done(request, reply, 'sessioni');
  });

  form('disattiva', async (request, reply, { vecchia = '' }) => {
    const off = await portal.switchOffSecondFactor(enteOf(request).id, actorOf(request), vecchia);
    if (!off.ok) return page(request, reply, refusedBy(off.error, 'disattiva'));
    await goOn(request, reply, off.value.epoch);
    return done(request, reply, 'disattivato');
  });

  form('codici', async (request, reply, { vecchia = '' }) => {
    const codes = await portal.renewRecoveryCodes(enteOf(request).id, actorOf(request), vecchia);
    if (!codes.ok) return page(request, reply, refusedBy(codes.error, 'codici'));
    // Shown by the answer itself: they are kept nowhere, so no page can be gone to that has them.
    return show(request, reply, {
      template: 'operatori-profilo/codici',
      view: recoveryCodesView(codes.value, `${officeOf(request)}/profilo`),
      title: recoveryCodeTexts.titolo,
    });
  });
};
