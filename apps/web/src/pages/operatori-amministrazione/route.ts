import type { FastifyInstance } from 'fastify';
import { enteOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { texts } from './texts.it.ts';
import { operatoriAmministrazioneView } from './view-model.ts';

/** What the administrators look after (ente.md): the way to their pages. */
export const operatoriAmministrazionePage = (scope: FastifyInstance, { portal, show }: WebContext): void => {
  scope.get('/operatori/amministrazione', async (request, reply) => {
    const ente = enteOf(request);
    const undelivered = await portal.unitOfWork.read(ente.id, ({ invitations }) =>
      invitations.undelivered(portal.clock.now()),
    );
    return show(request, reply, {
      template: 'operatori-amministrazione',
      view: operatoriAmministrazioneView(`/${ente.slug}/operatori`, undelivered.length),
      title: texts.titolo,
    });
  });
};
