import { testCitizens } from '@stanza/gateways';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { CSRF_FIELD } from '../../http/csrf.ts';
import { formFields } from '../../http/form.ts';
import { paramAs, queryText } from '../../http/params.ts';
import { Problem } from '../../http/problem.ts';
import { enteOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { type NoticeView, notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';
import { accediProvaView } from './view-model.ts';

/** The door of the test identity provider: pick one of the invented citizens. Never registered in production. */
export const accediProvaPage = (scope: FastifyInstance, { portal, sessions, csrf, show }: WebContext): void => {
  scope.get('/accedi/prova', async (request, reply) => {
    const requestId = paramAs(z.uuid(), queryText(request, 'richiesta'));
    return show(request, reply, {
      template: 'accedi-prova',
      view: accediProvaView(`/${enteOf(request).slug}`, requestId, testCitizens),
      title: texts.titolo,
    });
  });

  scope.post('/accedi/prova', { config: { csrf: 'page' } }, async (request, reply) => {
    const ente = enteOf(request);
    const fields = formFields(request);
    const again = (status: number, error: string | null, flash: NoticeView | null) =>
      show(request, reply, {
        template: 'accedi-prova',
        view: accediProvaView(`/${ente.slug}`, paramAs(z.uuid(), fields.richiesta ?? ''), testCitizens, error),
        title: texts.titolo,
        status,
        hasErrors: true,
        flash,
      });
    if (portal.identityProvider === null) throw new Problem('not_found');
    const opened = z.uuid().safeParse(fields.richiesta);
    if (!csrf.verify(request, fields[CSRF_FIELD])) {
      if (!opened.success) throw new Problem('csrf');
      return again(403, null, notice('error', { text: texts.scaduta }));
    }
    const verified = await portal.identityProvider.verify(fields);
    if (verified === null) return again(422, texts.scegli, null);
    const going = opened.success ? await portal.signInRequests.consume(ente.id, opened.data, portal.clock.now()) : null;
    // Too late, or used already: begin again rather than guess where this was going.
    if (going === null) return reply.redirect(`/${ente.slug}/accedi`, 303);
    const citizen = await portal.signInCitizen(ente.id, verified);
    await sessions.start(request, reply, ente, { kind: 'citizen', id: citizen.id });
    return reply.redirect(going.destination, 303);
  });
};
