import { type ProfileInput, USUAL_SIGN_IN_LEVEL } from '@stanza/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { addressIn } from '../../http/address-in.ts';
import { CSRF_FIELD } from '../../http/csrf.ts';
import { type FormFields, formFields } from '../../http/form.ts';
import { queryText } from '../../http/params.ts';
import { refusedEmailNotice } from '../../http/refused-email-notice.ts';
import { citizenOf, enteOf, signedInOf } from '../../http/request-facts.ts';
import { returnPage } from '../../http/return-path.ts';
import { sendToSignIn } from '../../http/sign-in-level.ts';
import type { WebContext } from '../../http/web-context.ts';
import { writtenIn } from '../../step-form/written-in.ts';
import { notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';
import { type ProfiloState, profileOf, profiloView } from './view-model.ts';

const inputFrom = (fields: FormFields): ProfileInput => ({
  email: fields.email ?? '',
  telefono: fields.telefono ?? '',
  residenza: addressIn(fields, 'residenza'),
  domicilioDiverso: fields.domicilio_diverso === 'si',
  domicilio: addressIn(fields, 'domicilio'),
});

/** "Completa i dati del tuo profilo" (manual §5): asked at the first sign-in, open to changes ever after. */
export const profiloPage = (scope: FastifyInstance, { portal, csrf, show, routes }: WebContext): void => {
  const page = async (
    request: FastifyRequest,
    reply: FastifyReply,
    state: Omit<ProfiloState, 'citizen' | 'acceptances' | 'base'>,
    status = 200,
    flash = null as ReturnType<typeof notice> | null,
  ) => {
    const ente = enteOf(request);
    const citizen = citizenOf(request);
    const acceptances = await portal.unitOfWork.read(ente.id, ({ terms }) => terms.acceptances(citizen.id));
    return show(request, reply, {
      template: 'profilo',
      view: profiloView({ ...state, citizen, acceptances, base: `/${ente.slug}` }),
      title: texts.titolo,
      section: 'profilo',
      status,
      hasErrors: state.errors.length > 0,
      flash,
    });
  };

  scope.get('/profilo', (request, reply) => {
    // What is in a profile is not shown to who has given a password alone either.
    if (request.level < USUAL_SIGN_IN_LEVEL && citizenOf(request).profileCompletedAt !== null) {
      return sendToSignIn(request, reply, USUAL_SIGN_IN_LEVEL);
    }
    const { slug } = enteOf(request);
    const saved =
      queryText(request, 'salvato') === 'si'
        ? notice('success', { text: texts.salvato })
        : refusedEmailNotice(citizenOf(request));
    const destination = returnPage(routes, slug, queryText(request, 'verso')) ?? '';
    return page(request, reply, { input: profileOf(citizenOf(request)), errors: [], destination }, 200, saved);
  });

  scope.post('/profilo', { config: { csrf: 'page' } }, async (request, reply) => {
    const ente = enteOf(request);
    const fields = formFields(request);
    const input = inputFrom(fields);
    const destination = returnPage(routes, ente.slug, fields.verso) ?? '';
    if (!csrf.verify(request, fields[CSRF_FIELD])) {
      return page(request, reply, { input, errors: [], destination }, 403, notice('error', { text: texts.scaduta }));
    }
    const saved = await portal.saveProfile(ente.id, signedInOf(request), input);
    if (!saved.ok) {
      const { error } = saved;
      if (error.code === 'level_too_low') return sendToSignIn(request, reply, error.asked, writtenIn(fields));
      return page(request, reply, { input, errors: error.errors, destination }, 422);
    }
    return reply.redirect(destination === '' ? `/${ente.slug}/profilo?salvato=si` : destination, 303);
  });
};
