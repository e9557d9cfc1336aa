import type { FastifyInstance } from 'fastify';
import { enteOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { texts } from './texts.it.ts';
import { operatoriAmministrazioneView } from './view-model.ts';

/** What the administrators look after (ente.md): the way to their pages. */
export const operatoriAmministrazionePage = (scope: FastifyInstance, { show }: WebContext): void => {
  scope.get('/operatori/amministrazione', (request, reply) => {
    const office = `/${enteOf(request).slug}/operatori`;
    return show(request, reply, {
      template: 'operatori-amministrazione',
      view: operatoriAmministrazioneView(office),
      title: texts.titolo,
    });
  });
};
