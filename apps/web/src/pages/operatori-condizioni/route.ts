import type { FastifyInstance } from 'fastify';
import { queryText } from '../../http/params.ts';
import { enteOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';
import { operatoriCondizioniView } from './view-model.ts';

/** The documents that citizens accept, for the administrators (manual §4). */
export const operatoriCondizioniPage = (scope: FastifyInstance, { portal, show }: WebContext): void => {
  scope.get('/operatori/condizioni', async (request, reply) => {
    const ente = enteOf(request);
    const office = `/${ente.slug}/operatori`;
    const documents = await portal.unitOfWork.read(ente.id, ({ terms }) => terms.current());
    return show(request, reply, {
      template: 'operatori-condizioni',
      view: operatoriCondizioniView(`${office}/condizioni`, documents),
      title: texts.titolo,
      flash: queryText(request, 'fatto') === 'pubblicato' ? notice('success', { text: texts.pubblicato }) : null,
    });
  });
};
