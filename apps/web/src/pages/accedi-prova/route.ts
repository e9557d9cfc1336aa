import { testCitizens } from '@stanza/gateways';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { formFields } from '../../http/form.ts';
import { paramAs, queryText } from '../../http/params.ts';
import { enteOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { texts } from './texts.it.ts';
import { accediProvaView } from './view-model.ts';

/** The door of the test identity provider: pick one of the invented citizens. Never registered in production. */
export const accediProvaPage = (scope: FastifyInstance, { portal, sessions, show }: WebContext): void => {
  scope.get('/accedi/prova', async (request, reply) => {
    const requestId = paramAs(z.uuid(), queryText(request, 'richiesta'));
    return show(request, reply, {
      template: 'accedi-prova',
      view: accediProvaView(`/${enteOf(request).slug}`, requestId, testCitizens),
      title: texts.titolo,
    });
  });

  scope.post('/accedi/prova', async (request, reply) => {
    const ente = enteOf(request);
    const fields = formFields(request);
    const verified = await portal.identityProvider.verify(fields);
    if (verified === null) {
      const requestId = paramAs(z.uuid(), fields.richiesta ?? '');
      return show(request, reply, {
        template: 'accedi-prova',
        view: accediProvaView(`/${ente.slug}`, requestId, testCitizens, texts.scegli),
        title: texts.titolo,
        status: 422,
        hasErrors: true,
      });
    }
    const opened = z.uuid().safeParse(fields.richiesta);
    const going = opened.success ? await portal.signInRequests.consume(ente.id, opened.data, portal.clock.now()) : null;
    // Too late, or used already: begin again rather than guess where this was going.
    if (going === null) return reply.redirect(`/${ente.slug}/accedi`, 303);
    const citizen = await portal.signInCitizen(ente.id, verified);
    await sessions.start(request, reply, ente, { kind: 'citizen', id: citizen.id });
    return reply.redirect(going.destination, 303);
  });
};
