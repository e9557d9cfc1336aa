import { mayWorkOn } from '@stanza/core';
import type { FastifyInstance } from 'fastify';
import { enteOf, operatorOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { texts } from './texts.it.ts';
import { operatoriProtocolloView } from './view-model.ts';

/** "Configurazione di protocollo" (ente.md): registry and values of each service that the operator works on, to be read. */
export const operatoriProtocolloPage = (scope: FastifyInstance, { portal, show }: WebContext): void => {
  scope.get('/operatori/protocollo', async (request, reply) => {
    const ente = enteOf(request);
    const found = await portal.unitOfWork.read(ente.id, async ({ services, registrations, appIo }) => ({
      all: await services.list(),
      choices: await registrations.choices(),
      appIoKeys: await appIo.list(),
    }));
    const services = found.all.filter(({ id }) => mayWorkOn(operatorOf(request), id));
    return show(request, reply, {
      template: 'operatori-protocollo',
      view: operatoriProtocolloView({ ...found, services }),
      title: texts.titolo,
    });
  });
};
