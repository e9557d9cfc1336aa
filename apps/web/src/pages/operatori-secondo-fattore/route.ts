import { attachesWithPassword } from '@stanza/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CSRF_FIELD } from '../../http/csrf.ts';
import { formFields } from '../../http/form.ts';
import { queryText } from '../../http/params.ts';
import { actorOf, enteOf, operatorOf } from '../../http/request-facts.ts';
import { returnPage } from '../../http/return-path.ts';
import type { WebContext } from '../../http/web-context.ts';
import { passwordTexts } from '../../texts/passwords.it.ts';
import { recoveryCodeTexts } from '../../texts/recovery-codes.it.ts';
import { notice } from '../../ui/components.ts';
import { recoveryCodesView } from '../../ui/recovery-codes-view.ts';
import { texts } from './texts.it.ts';
import { type FactorForm, operatoriSecondoFattoreView } from './view-model.ts';

interface Shown {
  readonly destination: string | null;
  /** The secret that is on the page already. */
  readonly sealed: string | null;
  readonly errors: FactorForm['errors'];
  readonly status: number;
  readonly sentence: string | null;
}

/** Where an operator sets up the second factor: an administrator before anything else. Each visit shows a secret of its own. */
export const operatoriSecondoFattorePage = (
  scope: FastifyInstance,
  { portal, sessions, csrf, show, routes }: WebContext,
): void => {
  const path = '/operatori/secondo-fattore';
  const crumbs = (request: FastifyRequest) => {
    const office = `/${enteOf(request).slug}/operatori`;
    if (request.mustSetUp) return [];
    return [{ label: texts.profilo, href: `${office}/profilo` }];
  };

  const page = async (request: FastifyRequest, reply: FastifyReply, shown: Shown) => {
    const ente = enteOf(request);
    const operator = operatorOf(request);
    const account = await portal.unitOfWork.read(ente.id, ({ accounts }) => accounts.byId(operator.id));
    const chosen = account?.hasSecondFactor === true ? 'cambio' : 'scelta';
    const view = operatoriSecondoFattoreView({
      action: `/${ente.slug}${path}`,
      destination: shown.destination ?? '',
      setup: portal.beginSecondFactor(ente, operator, shown.sealed),
      reason: request.mustSetUp ? 'obbligo' : chosen,
      asksPassword: account === null || attachesWithPassword(account, portal.clock.now()),
      errors: shown.errors,
    });
    return show(request, reply, {
      template: 'operatori-secondo-fattore',
      view,
      title: texts.titolo,
      path: crumbs(request),
      status: shown.status,
      flash: shown.sentence === null ? null : notice('error', { text: shown.sentence }),
    });
  };

  scope.get(path, (request, reply) => {
    const destination = returnPage(routes, enteOf(request).slug, queryText(request, 'verso'));
    return page(request, reply, { destination, sealed: null, errors: {}, status: 200, sentence: null });
  });

  scope.post(path, { config: { csrf: 'page' } }, async (request, reply) => {
    const ente = enteOf(request);
    const { sigillo = '', codice = '', password = '', verso, [CSRF_FIELD]: token } = formFields(request);
    const destination = returnPage(routes, ente.slug, verso);
    const again = (status: number, errors: FactorForm['errors'], sentence: string | null = null) =>
      page(request, reply, { destination, sealed: sigillo, errors, status, sentence });
    if (!csrf.verify(request, token)) return again(403, {}, texts.scaduta);
    const typed = { sealed: sigillo, code: codice.slice(0, 20), password };
    const done = await portal.setUpSecondFactor(ente.id, actorOf(request), typed);
    if (!done.ok) {
      if (done.error.code === 'wrong_code') return again(422, { codice: texts.sbagliato });
      if (done.error.code === 'wrong_password') return again(422, { password: passwordTexts.sbagliata });
      return again(429, {}, passwordTexts.troppi);
    }
    const { recoveryCodes, epoch } = done.value;
    const { id } = operatorOf(request);
    await sessions.start(request, reply, ente, { kind: 'operator', id, epoch, awaitsCode: false });
    request.mustSetUp = false;
    // Shown by the answer itself: they are kept nowhere, so no page can be gone to that has them.
    return show(request, reply, {
      template: 'operatori-secondo-fattore/codici',
      view: recoveryCodesView(recoveryCodes, destination ?? `/${ente.slug}/operatori`),
      title: recoveryCodeTexts.titolo,
      path: crumbs(request),
    });
  });
};
