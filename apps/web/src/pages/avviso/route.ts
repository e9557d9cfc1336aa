import { type BulletinKind, dayInItaly } from '@stanza/core';
import type { FastifyInstance } from 'fastify';
import { Problem } from '../../http/problem.ts';
import { enteOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { texts } from './texts.it.ts';
import { avvisoView } from './view-model.ts';

/** A notice or a deadline of the Comune: where each of those in "La mia stanza" leads (manual §7). */
export const avvisoPage = (scope: FastifyInstance, { portal, show }: WebContext): void => {
  const page = (path: string, kind: BulletinKind) =>
    scope.get<{ Params: { avviso: string } }>(`/${path}/:avviso`, async (request, reply) => {
      const ente = enteOf(request);
      const today = dayInItaly(portal.clock.now());
      const found = await portal.unitOfWork.read(ente.id, ({ reads }) =>
        reads.bulletin(kind, request.params.avviso, today),
      );
      if (found === null) throw new Problem('not_found');
      const stanza = `/${ente.slug}/stanza`;
      return show(request, reply, {
        template: 'avviso',
        view: avvisoView(kind, found, stanza),
        title: found.title,
        path: [{ label: texts.stanza, href: stanza }],
        section: 'stanza',
      });
    });
  page('avvisi', 'news');
  page('scadenze', 'deadline');
};
