import { type FieldError, type OperatorAccount, operatorIdSchema } from '@stanza/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type AccountPath, accountOfPath } from '../../http/account-of-path.ts';
import { CSRF_FIELD } from '../../http/csrf.ts';
import { allValues, formFields } from '../../http/form.ts';
import { formVersion } from '../../http/form-version.ts';
import { paramAs, queryText } from '../../http/params.ts';
import { Problem } from '../../http/problem.ts';
import { actorOf, enteOf, operatorOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { notice } from '../../ui/components.ts';
import { type TypedOperator, typedOf } from './form-view.ts';
import { texts } from './texts.it.ts';
import { nuovoOperatoreView, operatoriOperatoreView } from './view-model.ts';

const DONE = ['aggiunto', 'salvato', 'inviato', 'disabilitato', 'riabilitato', 'azzerato'] as const;

/** Nothing was tried again. */
const NOTHING = 'nulla';

/** How the form comes back. */
interface Shown {
  readonly typed: TypedOperator;
  readonly version: number;
  readonly errors: readonly FieldError[];
  readonly roleError?: string;
  readonly now?: OperatorAccount;
  readonly status: number;
  readonly sentence: string | null;
}

const typedIn = (request: FastifyRequest): TypedOperator => {
  const { nome = '', email = '', ruolo = '' } = formFields(request);
  return { name: nome, email, role: ruolo, services: allValues(request, 'servizi') };
};

/** An operator as the administrators see them: added, changed, mailed, enabled again. */
export const operatoriOperatorePage = (scope: FastifyInstance, { portal, csrf, show }: WebContext): void => {
  const path = '/operatori/personale';
  const crumbs = (base: string) => [{ label: texts.personale, href: `${base}${path}` }];

  const newPage = async (
    request: FastifyRequest,
    reply: FastifyReply,
    typed: TypedOperator,
    shown: { readonly errors: readonly FieldError[]; readonly status: number; readonly sentence: string | null },
  ) => {
    const ente = enteOf(request);
    const services = await portal.unitOfWork.read(ente.id, (stores) => stores.services.list());
    const action = `/${ente.slug}${path}/nuovo`;
    return show(request, reply, {
      template: 'operatori-operatore',
      view: nuovoOperatoreView({ action, typed, version: null, services, charge: new Map(), errors: shown.errors }),
      title: texts.nuovo,
      path: crumbs(`/${ente.slug}`),
      status: shown.status,
      flash: shown.sentence === null ? null : notice('error', { text: shown.sentence }),
    });
  };

  const page = async (
    request: FastifyRequest,
    reply: FastifyReply,
    account: OperatorAccount,
    { now, status, sentence, ...form }: Shown,
  ) => {
    const ente = enteOf(request);
    const base = `/${ente.slug}`;
    const { services, charge, latest } = await portal.unitOfWork.read(ente.id, async (stores) => ({
      services: await stores.services.list(),
      charge: await stores.accounts.chargeOf(account.id),
      latest: await stores.invitations.latestOf(account.id),
    }));
    const isSelf = account.id === operatorOf(request).id;
    const shown = { office: `${base}/operatori`, account, latest, isSelf, now: portal.clock.now() };
    const done = DONE.find((one) => one === queryText(request, 'fatto'));
    const success = done === undefined || status !== 200 ? null : notice('success', { text: texts.fatto[done] });
    const nothing = queryText(request, 'fatto') === NOTHING ? texts.nonRiprovato : null;
    const wrong = sentence ?? nothing;
    return show(request, reply, {
      template: 'operatori-operatore',
      view: operatoriOperatoreView(
        { ...form, services, charge, action: `${base}${path}/${account.id}` },
        shown,
        now ?? null,
      ),
      title: account.name,
      path: crumbs(base),
      status,
      flash: wrong === null ? success : notice('error', { text: wrong }),
    });
  };

  scope.get(`${path}/nuovo`, (request, reply) => {
    const empty = { name: '', email: '', role: 'operatore', services: [] };
    return newPage(request, reply, empty, { errors: [], status: 200, sentence: null });
  });

  scope.post(`${path}/nuovo`, { config: { csrf: 'page' } }, async (request, reply) => {
    const ente = enteOf(request);
    const typed = typedIn(request);
    const again = (status: number, errors: readonly FieldError[], sentence: string | null) =>
      newPage(request, reply, typed, { errors, status, sentence });
    if (!csrf.verify(request, formFields(request)[CSRF_FIELD])) return again(403, [], texts.scaduta);
    const invited = await portal.inviteOperator(ente.id, actorOf(request), typed);
    if (invited.ok) return reply.redirect(`/${ente.slug}${path}/${invited.value}?fatto=aggiunto`, 303);
    const { error } = invited;
    if (error.code === 'not_found') throw new Problem('not_found');
    return error.code === 'invalid_operator' ? again(422, error.errors, null) : again(429, [], texts.troppi);
  });

  scope.get<AccountPath>(`${path}/:operatore`, async (request, reply) => {
    const account = await accountOfPath(portal, request);
    const { version } = account;
    return page(request, reply, account, { typed: typedOf(account), version, errors: [], status: 200, sentence: null });
  });

  scope.post<AccountPath>(`${path}/:operatore`, { config: { csrf: 'page' } }, async (request, reply) => {
    const ente = enteOf(request);
    const account = await accountOfPath(portal, request);
    const fields = formFields(request);
    const [typed, version] = [typedIn(request), formVersion(fields)];
    const again = (given: Omit<Partial<Shown>, 'typed'> & Pick<Shown, 'status'>) =>
      page(request, reply, account, { typed, version, errors: [], sentence: null, ...given });
    if (!csrf.verify(request, fields[CSRF_FIELD])) return again({ status: 403, sentence: texts.scaduta });
    const saved = await portal.saveOperator(ente.id, actorOf(request), { id: account.id, version }, typed);
    if (saved.ok) return reply.redirect(`/${ente.slug}${path}/${account.id}?fatto=salvato`, 303);
    const { error } = saved;
    if (error.code === 'not_found') throw new Problem('not_found');
    if (error.code === 'not_yourself') return again({ status: 422, roleError: texts.nonTe });
    if (error.code === 'invalid_operator') return again({ status: 422, errors: error.errors });
    const { now } = error;
    return again({ status: 409, sentence: texts.cambiato, now, version: now.version });
  });

  /** A button of the page. */
  const button = (
    name: string,
    done: (typeof DONE)[number],
    act: (
      ...given: Parameters<typeof portal.sendInvitation>
    ) => ReturnType<typeof portal.sendInvitation | typeof portal.switchOperator>,
    notDone = '',
  ): void => {
    scope.post<AccountPath>(`${path}/:operatore/${name}`, async (request, reply) => {
      const ente = enteOf(request);
      const id = paramAs(operatorIdSchema, request.params.operatore);
      const outcome = await act(ente.id, actorOf(request), id);
      const page = `/${ente.slug}${path}/${id}`;
      // Somebody else was there before, as the page shows.
      if (!outcome.ok && outcome.error.code === 'not_possible') return reply.redirect(page + notDone, 303);
      if (!outcome.ok) throw new Problem(outcome.error.code);
      return reply.redirect(`${page}?fatto=${done}`, 303);
    });
  };
  button('invito', 'inviato', portal.sendInvitation);
  button('riprova', 'inviato', portal.retryInvitation, `?fatto=${NOTHING}`);
  button('riabilita', 'riabilitato', (tenantId, actor, id) => portal.switchOperator(tenantId, actor, id, true));
};
