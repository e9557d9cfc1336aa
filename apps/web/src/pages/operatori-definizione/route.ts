import type { PathRefusal, SeenService } from '@stanza/core';
import { readDefinitionFile } from '@stanza/services';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type FormFields, readForm } from '../../http/form.ts';
import { formVersion } from '../../http/form-version.ts';
import { queryText } from '../../http/params.ts';
import { Problem } from '../../http/problem.ts';
import { actorOf, enteOf } from '../../http/request-facts.ts';
import { contentDisposition } from '../../http/send-file.ts';
import type { WebContext } from '../../http/web-context.ts';
import { notice } from '../../ui/components.ts';
import { type FormShown, makeShowDefinition, type Target } from './show-definition.ts';
import { texts } from './texts.it.ts';
import { MAX_FILE_BYTES } from './view-model.ts';

interface ServicePath {
  Params: { servizio: string };
}

/** What was sent: a file, or the text that was pasted or travels with the preview. */
interface Sent {
  readonly fields: FormFields;
  readonly csrfValid: boolean;
  readonly source: Uint8Array | string;
  /** The same to be shown again; empty when the file is none that could be. */
  readonly text: string;
}

const readSent = async (request: FastifyRequest, { csrf }: WebContext): Promise<Sent> => {
  const chunks: Uint8Array[] = [];
  const { fields, csrfValid } = await readForm(request, csrf, MAX_FILE_BYTES, async ({ field, source }) => {
    for await (const chunk of source) if (field === 'file') chunks.push(chunk);
  });
  const { definizione = '' } = fields;
  if (chunks.length === 0) return { fields, csrfValid, source: definizione, text: definizione };
  const source = Buffer.concat(chunks);
  return { fields, csrfValid, source, text: source.length > MAX_FILE_BYTES ? '' : source.toString('utf8') };
};

const pathSentence = (refusal: PathRefusal): string =>
  refusal.code === 'slug_changed'
    ? texts.percorso.slug_changed(refusal.slug, refusal.expected)
    : texts.percorso[refusal.code](refusal.slug);

/** A definition is chosen, checked, looked at and published: as a new service, or as the next revision of one. */
export const operatoriDefinizionePage = (scope: FastifyInstance, context: WebContext): void => {
  const { portal } = context;
  const { targetOf, showForm, showPreview } = makeShowDefinition(context);
  const refused = (request: FastifyRequest, reply: FastifyReply, target: Target, text: string, sentence: string) =>
    showForm(request, reply, target, { text, status: 422, flash: notice('error', { text: sentence }) });

  const receive = async (request: FastifyRequest, reply: FastifyReply, slug: string | null) => {
    const ente = enteOf(request);
    const target = await targetOf(request, slug);
    const { fields, csrfValid, source, text } = await readSent(request, context);
    const again = (shown: Omit<FormShown, 'text'>) => showForm(request, reply, target, { ...shown, text });
    if (!csrfValid) return again({ status: 403, flash: notice('error', { text: texts.scaduta }) });
    if (fields.azione === 'correggi') return again({ status: 200 });
    const read = readDefinitionFile(source);
    if (!read.ok) return again({ status: 422, invalid: read.error });
    const definition = read.value;
    if (fields.azione !== 'pubblica') {
      const refusal = await portal.checkDefinitionPath(ente.id, definition, slug);
      if (refusal !== null) return refused(request, reply, target, text, pathSentence(refusal));
      return showPreview(request, reply, target, { definition, text });
    }
    const seen: SeenService | null = slug === null ? null : { slug, revision: formVersion(fields) };
    const published = await portal.publishDefinition(ente.id, actorOf(request), definition, seen);
    if (published.ok) {
      const done = slug === null ? 'nuovo' : 'revisione';
      return reply.redirect(`${target.office}/servizi/${published.value.slug}/definizione?fatto=${done}`, 303);
    }
    const { error } = published;
    if (error.code === 'not_found') throw new Problem('not_found');
    if (error.code !== 'stale_revision') return refused(request, reply, target, text, pathSentence(error));
    const now = { ...target, service: error.now };
    return showPreview(request, reply, now, { definition, text, problem: texts.cambiata });
  };

  const doneOf = (request: FastifyRequest, { service, base, office }: Target) => {
    const done = queryText(request, 'fatto');
    const slug = service?.definition.slug ?? '';
    const sheet = { label: texts.scheda, href: `${base}/servizi/${slug}` };
    // As a new service somebody has sent the definition of one that is in use, unchanged.
    if (done === 'nuovo' && service?.status === 'attivo') return notice('info', { text: texts.esisteva, link: sheet });
    if (done === 'nuovo') {
      const link = { label: texts.attiva, href: `${office}/servizi/${slug}` };
      return notice('success', { text: texts.pubblicato, link });
    }
    return done === 'revisione' ? notice('success', { text: texts.pubblicata, link: sheet }) : null;
  };

  const config = { multipart: true, csrf: 'page' } as const;
  const path = '/operatori/servizi/:servizio/definizione';
  scope.get('/operatori/servizi/nuovo', async (request, reply) =>
    showForm(request, reply, await targetOf(request, null), { text: '', status: 200 }),
  );
  scope.post('/operatori/servizi/nuovo', { config }, (request, reply) => receive(request, reply, null));
  scope.get<ServicePath>(path, async (request, reply) => {
    const target = await targetOf(request, request.params.servizio);
    return showForm(request, reply, target, { text: '', status: 200, flash: doneOf(request, target) });
  });
  scope.post<ServicePath>(path, { config }, (request, reply) => receive(request, reply, request.params.servizio));
  scope.get<ServicePath>(`${path}.json`, async (request, reply) => {
    const { service } = await targetOf(request, request.params.servizio);
    return reply
      .header('content-disposition', contentDisposition(`${request.params.servizio}.json`))
      .type('application/json; charset=utf-8')
      .send(`${JSON.stringify(service?.definition, null, 2)}\n`);
  });
};
