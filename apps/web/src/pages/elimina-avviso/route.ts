import { BULLETIN_KINDS, type BulletinKind } from '@stanza/core';
import type { FastifyInstance } from 'fastify';
import { BULLETIN_PATHS, type BulletinPath } from '../../http/bulletin-path.ts';
import { Problem } from '../../http/problem.ts';
import { actorOf, enteOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { texts } from './texts.it.ts';
import { eliminaAvvisoView } from './view-model.ts';

const pagesOf = (scope: FastifyInstance, { portal, show }: WebContext, kind: BulletinKind): void => {
  const path = `/operatori/${BULLETIN_PATHS[kind]}`;
  scope.get<BulletinPath>(`${path}/:avviso/elimina`, async (request, reply) => {
    const ente = enteOf(request);
    const { avviso } = request.params;
    const found = await portal.unitOfWork.read(ente.id, ({ bulletins }) => bulletins.byId(kind, avviso));
    if (found === null || found.imported) throw new Problem('not_found');
    return show(request, reply, {
      template: 'elimina-avviso',
      view: eliminaAvvisoView(`/${ente.slug}${path}`, kind, found),
      title: texts.perTipo[kind].titolo,
      path: [{ label: texts.perTipo[kind].elenco, href: `/${ente.slug}${path}` }],
    });
  });
  scope.post<BulletinPath>(`${path}/:avviso/elimina`, async (request, reply) => {
    const ente = enteOf(request);
    const deleted = await portal.deleteBulletin(ente.id, actorOf(request), kind, request.params.avviso);
    if (!deleted.ok) throw new Problem(deleted.error.code);
    return reply.redirect(`/${ente.slug}${path}?fatto=eliminato`, 303);
  });
};

/** "Elimina": a confirmation, then the notice or the deadline is gone. */
export const eliminaAvvisoPage = (scope: FastifyInstance, context: WebContext): void => {
  for (const kind of BULLETIN_KINDS) pagesOf(scope, context, kind);
};
