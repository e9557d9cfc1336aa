import type { TermsDocument } from '@stanza/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CSRF_FIELD } from '../../http/csrf.ts';
import { formFields } from '../../http/form.ts';
import { formVersion } from '../../http/form-version.ts';
import { Problem } from '../../http/problem.ts';
import { actorOf, enteOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';
import { inputFrom, inputOf, operatoriCondizioneView, type TermsForm } from './view-model.ts';

interface DocumentPath {
  Params: { documento: string };
}

const NEW = { title: '', text: '', mandatory: true } as const;

/** A document that citizens accept is written, or gets a new revision (manual §4). */
export const operatoriCondizionePage = (scope: FastifyInstance, { portal, csrf, show }: WebContext): void => {
  /** @param key null for a new document */
  const page = (
    request: FastifyRequest,
    reply: FastifyReply,
    key: string | null,
    form: Omit<TermsForm, 'title' | 'action'>,
    { status = 200, problem = null as string | null } = {},
  ) => {
    const office = `/${enteOf(request).slug}/operatori`;
    const [current] = form.revisions;
    const title = current === undefined ? texts.nuovo : texts.modifica(current.title);
    const action = `${office}/condizioni/${key === null ? 'nuovo' : encodeURIComponent(key)}`;
    return show(request, reply, {
      template: 'operatori-condizione',
      view: operatoriCondizioneView({ ...form, title, action }),
      title,
      path: [{ label: texts.elenco, href: `${office}/condizioni` }],
      status,
      flash: problem === null ? null : notice('error', { text: problem }),
    });
  };

  const revisionsOf = async (request: FastifyRequest, key: string | null): Promise<readonly TermsDocument[]> => {
    if (key === null) return [];
    const found = await portal.unitOfWork.read(enteOf(request).id, ({ terms }) => terms.revisions(key));
    if (found.length === 0) throw new Problem('not_found');
    return found;
  };

  const publish = async (request: FastifyRequest, reply: FastifyReply, key: string | null) => {
    const ente = enteOf(request);
    const fields = formFields(request);
    const [input, typed] = [inputFrom(fields), formVersion(fields)];
    const again = async (form: Partial<TermsForm>, answer: { status: number; problem?: string }) => {
      const revisions = await revisionsOf(request, key);
      const revision = key === null ? null : typed;
      return page(request, reply, key, { input, errors: [], revision, revisions, changed: false, ...form }, answer);
    };
    if (!csrf.verify(request, fields[CSRF_FIELD])) return again({}, { status: 403, problem: texts.scaduta });
    const revised = key === null ? null : { key, revision: typed };
    const published = await portal.publishTerms(ente.id, actorOf(request), revised, input);
    if (published.ok) return reply.redirect(`/${ente.slug}/operatori/condizioni?fatto=pubblicato`, 303);
    if (published.error.code === 'not_found') throw new Problem('not_found');
    if (published.error.code === 'invalid_terms') return again({ errors: published.error.errors }, { status: 422 });
    const { revision } = published.error.now;
    return again({ revision, changed: true }, { status: 409, problem: texts.cambiato });
  };

  scope.get('/operatori/condizioni/nuovo', (request, reply) =>
    page(request, reply, null, { input: NEW, errors: [], revision: null, revisions: [], changed: false }),
  );
  scope.post('/operatori/condizioni/nuovo', { config: { csrf: 'page' } }, (request, reply) =>
    publish(request, reply, null),
  );
  scope.get<DocumentPath>('/operatori/condizioni/:documento', async (request, reply) => {
    const revisions = await revisionsOf(request, request.params.documento);
    const [current] = revisions;
    if (current === undefined) throw new Problem('not_found');
    const { key, revision } = current;
    return page(request, reply, key, { input: inputOf(current), errors: [], revision, revisions, changed: false });
  });
  scope.post<DocumentPath>('/operatori/condizioni/:documento', { config: { csrf: 'page' } }, (request, reply) =>
    publish(request, reply, request.params.documento),
  );
};
