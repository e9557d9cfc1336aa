import { chargeTotal, type OperatorId, operatorIdSchema, type TenantId } from '@stanza/core';
import type { FastifyInstance } from 'fastify';
import { type AccountPath, accountOfPath } from '../../http/account-of-path.ts';
import { paramAs } from '../../http/params.ts';
import { Problem } from '../../http/problem.ts';
import { actorOf, enteOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { texts } from './texts.it.ts';
import { type AskedAct, operatoriOperatoreConfermaView } from './view-model.ts';

const DONE: Readonly<Record<AskedAct, string>> = { disabilita: 'disabilitato', azzera: 'azzerato' };

/** What an administrator is asked about: disabling an operator, taking their second factor away. */
export const operatoriOperatoreConfermaPage = (scope: FastifyInstance, { portal, show }: WebContext): void => {
  const path = '/operatori/personale';
  const openPractices = async (tenantId: TenantId, id: OperatorId) =>
    chargeTotal(await portal.unitOfWork.read(tenantId, ({ accounts }) => accounts.chargeOf(id)));

  for (const act of ['disabilita', 'azzera'] as const) {
    scope.get<AccountPath>(`${path}/:operatore/${act}`, async (request, reply) => {
      const ente = enteOf(request);
      const account = await accountOfPath(portal, request);
      const open = act === 'disabilita' ? await openPractices(ente.id, account.id) : 0;
      const base = `/${ente.slug}${path}`;
      return show(request, reply, {
        template: 'operatori-operatore-conferma',
        view: operatoriOperatoreConfermaView(
          `${base}/${account.id}`,
          `/${ente.slug}/operatori/in-carico/${account.id}`,
          act,
          account,
          open,
        ),
        title: texts.atti[act].titolo,
        path: [
          { label: texts.personale, href: base },
          { label: account.name, href: `${base}/${account.id}` },
        ],
      });
    });

    scope.post<AccountPath>(`${path}/:operatore/${act}`, async (request, reply) => {
      const ente = enteOf(request);
      const actor = actorOf(request);
      const id = paramAs(operatorIdSchema, request.params.operatore);
      const outcome =
        act === 'disabilita'
          ? await portal.switchOperator(ente.id, actor, id, false)
          : await portal.resetSecondFactor(ente.id, actor, id);
      if (!outcome.ok) throw new Problem(outcome.error.code);
      return reply.redirect(`/${ente.slug}${path}/${id}?fatto=${DONE[act]}`, 303);
    });
  }
};
