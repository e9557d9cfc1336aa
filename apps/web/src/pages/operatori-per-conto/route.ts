import { attachmentIdSchema, type CounterCitizenInput, mediaType, practiceIdSchema } from '@stanza/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type FormFields, formFields } from '../../http/form.ts';
import { officePracticeOf } from '../../http/office-practice.ts';
import { paramAs, queryText } from '../../http/params.ts';
import { Problem } from '../../http/problem.ts';
import { enteOf, operatorOf } from '../../http/request-facts.ts';
import { sendFile } from '../../http/send-file.ts';
import type { WebContext } from '../../http/web-context.ts';
import { notice } from '../../ui/components.ts';
import { type CitizenForm, citizenView } from './citizen-view.ts';
import { texts } from './texts.it.ts';
import { type Chosen, deleteView, perContoView, sentView } from './view-model.ts';

interface Path {
  Params: { pratica: string };
}

const inputFrom = (fields: FormFields): CounterCitizenInput => {
  const of = (name: string) => fields[name] ?? '';
  return {
    codiceFiscale: of('codice_fiscale'),
    cognome: of('cognome'),
    nome: of('nome'),
    sesso: of('sesso'),
    dataNascita: of('data_nascita'),
    luogoNascita: of('luogo_nascita'),
    email: of('email'),
    telefono: of('telefono'),
    residenza: {
      via: of('residenza.via'),
      civico: of('residenza.civico'),
      cap: of('residenza.cap'),
      comune: of('residenza.comune'),
      provincia: of('residenza.provincia'),
    },
  };
};

/**
 * "Per conto di un cittadino" (ente.md): at the counter an operator chooses a service and a citizen, and begins. The codice
 * fiscale is only ever in the body of a form, never in an address.
 */
export const operatoriPerContoPage = (scope: FastifyInstance, context: WebContext): void => {
  const { portal, show } = context;
  const home = (request: FastifyRequest) => `/${enteOf(request).slug}/operatori`;
  const path = (request: FastifyRequest) => [{ label: texts.pannello, href: home(request) }];

  const showChoice = async (request: FastifyRequest, reply: FastifyReply, chosen: Chosen, status: number) => {
    const listed = await portal.listCounterDrafts(enteOf(request).id, operatorOf(request));
    const view = perContoView(`${home(request)}/per-conto`, listed, chosen);
    const deleted = queryText(request, 'bozza') === 'eliminata' ? notice('success', { text: texts.eliminata }) : null;
    const spec = { template: 'operatori-per-conto', view, title: texts.titolo, path: path(request) };
    return show(request, reply, { ...spec, status, flash: deleted });
  };

  const showCitizen = (request: FastifyRequest, reply: FastifyReply, given: CitizenForm, status: number) =>
    show(request, reply, {
      template: 'operatori-per-conto/cittadino',
      view: citizenView(`${home(request)}/per-conto`, given),
      title: texts.cittadino,
      path: [...path(request), { label: texts.titolo, href: `${home(request)}/per-conto` }],
      status,
    });

  scope.get('/operatori/per-conto', (request, reply) =>
    showChoice(request, reply, { servizio: '', codiceFiscale: '', errors: [] }, 200),
  );

  scope.post('/operatori/per-conto/cittadino', async (request, reply) => {
    const fields = formFields(request);
    const { servizio = '', codice_fiscale: codiceFiscale = '' } = fields;
    const found = await portal.findForCounter(enteOf(request).id, operatorOf(request), servizio, codiceFiscale);
    if (found.ok) {
      return showCitizen(
        request,
        reply,
        { ...found.value, input: inputFrom({ codice_fiscale: codiceFiscale }), errors: null },
        200,
      );
    }
    const { error } = found;
    if (error.code === 'service_not_found' && servizio !== '') throw new Problem('not_found');
    if (error.code !== 'service_not_found' && error.code !== 'invalid_citizen') throw new Problem(error.code);
    const errors = error.code === 'invalid_citizen' ? error.errors : [{ field: 'servizio', code: 'required' as const }];
    return showChoice(request, reply, { servizio, codiceFiscale, errors }, 422);
  });

  scope.post('/operatori/per-conto', async (request, reply) => {
    const fields = formFields(request);
    const { servizio = '' } = fields;
    const [tenantId, operator, input] = [enteOf(request).id, operatorOf(request), inputFrom(fields)];
    const opened = await portal.openForCitizen(tenantId, operator, servizio, input);
    if (opened.ok) return reply.redirect(`${home(request)}/per-conto/${opened.value}/compila`, 303);
    const { error } = opened;
    if (error.code === 'service_not_found') throw new Problem('not_found');
    if (error.code !== 'invalid_citizen') throw new Problem(error.code);
    const { errors } = error;
    const found = await portal.findForCounter(tenantId, operator, servizio, input.codiceFiscale);
    if (found.ok) return showCitizen(request, reply, { ...found.value, input, errors }, 422);
    return showChoice(request, reply, { servizio, codiceFiscale: input.codiceFiscale, errors }, 422);
  });

  const draftOf = async (request: FastifyRequest<Path>) => {
    const id = paramAs(practiceIdSchema, request.params.pratica);
    const draft = await portal.viewDraft(enteOf(request).id, operatorOf(request), id);
    if (draft.ok) return draft.value;
    throw new Problem(draft.error.code === 'already_sent' ? 'not_possible' : draft.error.code);
  };

  scope.get<Path>('/operatori/per-conto/:pratica/elimina', async (request, reply) =>
    show(request, reply, {
      template: 'operatori-per-conto/elimina',
      view: deleteView(`${home(request)}/per-conto`, await draftOf(request)),
      title: texts.elimina,
      path: [...path(request), { label: texts.titolo, href: `${home(request)}/per-conto` }],
    }),
  );

  scope.post<Path>('/operatori/per-conto/:pratica/elimina', async (request, reply) => {
    const id = paramAs(practiceIdSchema, request.params.pratica);
    const deleted = await portal.deleteDraft(enteOf(request).id, operatorOf(request), id);
    if (deleted.ok) return reply.redirect(`${home(request)}/per-conto?bozza=eliminata`, 303);
    throw new Problem(deleted.error.code === 'already_sent' ? 'not_possible' : deleted.error.code);
  });

  /** The files of a draft, or of the answer to a request of integration, that an operator fills in. */
  const unsentFiles = async (request: FastifyRequest<Path>) => {
    const id = paramAs(practiceIdSchema, request.params.pratica);
    const [tenantId, operator] = [enteOf(request).id, operatorOf(request)];
    const draft = await portal.viewDraft(tenantId, operator, id);
    const unsent = draft.ok ? draft : await portal.viewIntegration(tenantId, operator, id);
    if (!unsent.ok) throw new Problem('not_found');
    return unsent.value.files;
  };

  scope.get<{ Params: { pratica: string; allegato: string } }>(
    '/operatori/per-conto/:pratica/allegati/:allegato',
    async (request, reply) => {
      const files = await unsentFiles(request);
      const wanted = paramAs(attachmentIdSchema, request.params.allegato);
      const file = files.find(({ id }) => id === wanted);
      if (file === undefined) throw new Problem('not_found');
      return sendFile(reply, portal.storage, enteOf(request).id, { ...file, mediaType: mediaType(file.type) });
    },
  );

  scope.get<Path>('/operatori/per-conto/:pratica/inviata', async (request, reply) => {
    const viewed = await officePracticeOf(portal, request);
    if (viewed.practice.openedBy !== operatorOf(request).id) throw new Problem('not_found');
    return show(request, reply, {
      template: 'operatori-per-conto/inviata',
      view: sentView(home(request), viewed),
      title: texts.inviata,
      path: [...path(request), { label: texts.titolo, href: `${home(request)}/per-conto` }],
    });
  });
};
