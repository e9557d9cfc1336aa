import {
  BULLETIN_KINDS,
  type BulletinKind,
  dayInItaly,
  type KeptBulletin,
  type OpeningId,
  openingIdSchema,
} from '@stanza/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { BULLETIN_PATHS, type BulletinPath } from '../../http/bulletin-path.ts';
import { CSRF_FIELD } from '../../http/csrf.ts';
import { formFields } from '../../http/form.ts';
import { formVersion } from '../../http/form-version.ts';
import { openingOf } from '../../http/opening.ts';
import { Problem } from '../../http/problem.ts';
import { actorOf, enteOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';
import { type BulletinForm, inputFrom, inputOf, operatoriAvvisoView } from './view-model.ts';

/** What the form of a new one holds besides what is typed. */
const begun = (opening: OpeningId) => ({ version: null, opening });

const pagesOf = (scope: FastifyInstance, { portal, csrf, show }: WebContext, kind: BulletinKind): void => {
  const path = `/operatori/${BULLETIN_PATHS[kind]}`;

  /** @param id null for a new one */
  const page = (
    request: FastifyRequest,
    reply: FastifyReply,
    id: string | null,
    form: Omit<BulletinForm, 'kind' | 'title' | 'action'>,
    { status = 200, flash = null as ReturnType<typeof notice> | null } = {},
  ) => {
    const base = `/${enteOf(request).slug}`;
    const title = texts.titoli[kind][id === null ? 'nuovo' : 'modifica'];
    const action = `${base}${path}/${id === null ? 'nuovo' : encodeURIComponent(id)}`;
    return show(request, reply, {
      template: 'operatori-avviso',
      view: operatoriAvvisoView({ ...form, kind, title, action }),
      title,
      path: [{ label: texts.titoli[kind].elenco, href: `${base}${path}` }],
      status,
      flash,
    });
  };

  const keptOf = async (request: FastifyRequest<BulletinPath>): Promise<KeptBulletin> => {
    const { avviso } = request.params;
    const found = await portal.unitOfWork.read(enteOf(request).id, ({ bulletins }) => bulletins.byId(kind, avviso));
    if (found === null || found.imported) throw new Problem('not_found');
    return found;
  };

  const save = async (request: FastifyRequest, reply: FastifyReply, id: string | null) => {
    const ente = enteOf(request);
    const fields = formFields(request);
    const input = inputFrom(fields);
    const which = id === null ? { from: openingOf(request, portal.ids) } : { id, version: formVersion(fields) };
    const held = 'from' in which ? begun(which.from) : { version: which.version, opening: null };
    if (!csrf.verify(request, fields[CSRF_FIELD])) {
      const flash = notice('error', { text: texts.scaduta });
      return page(request, reply, id, { input, errors: [], ...held }, { status: 403, flash });
    }
    const saved = await portal.saveBulletin(ente.id, actorOf(request), kind, which, input);
    if (saved.ok) return reply.redirect(`/${ente.slug}${path}?fatto=salvato`, 303);
    if (saved.error.code === 'not_found') {
      throw new Problem('not_found', [
        { term: texts.campi[kind].title, value: input.title },
        { term: texts.campi[kind].text, value: input.text },
      ]);
    }
    if (saved.error.code === 'stale_version') {
      const { now } = saved.error;
      const flash = notice('error', { text: texts.cambiato[kind] });
      const form = { input, errors: [], version: now.version, opening: null, now };
      return page(request, reply, id, form, { status: 409, flash });
    }
    if (saved.error.code === 'already_published') {
      const flash = notice('error', { text: texts.giaPubblicato[kind] });
      const form = { input, errors: [], ...begun(openingIdSchema.parse(portal.ids.next())) };
      return page(request, reply, id, form, { status: 409, flash });
    }
    return page(request, reply, id, { input, errors: saved.error.errors, ...held }, { status: 422 });
  };

  scope.get(`${path}/nuovo`, (request, reply) => {
    const day = kind === 'news' ? dayInItaly(portal.clock.now()) : '';
    return page(request, reply, null, {
      input: { ...inputFrom({}), day },
      errors: [],
      ...begun(openingOf(request, portal.ids)),
    });
  });
  scope.post(`${path}/nuovo`, { config: { csrf: 'page' } }, (request, reply) => save(request, reply, null));
  scope.get<BulletinPath>(`${path}/:avviso`, async (request, reply) => {
    const found = await keptOf(request);
    return page(request, reply, found.id, { input: inputOf(found), errors: [], version: found.version, opening: null });
  });
  scope.post<BulletinPath>(`${path}/:avviso`, { config: { csrf: 'page' } }, async (request, reply) =>
    // Before its mistakes are shown: there is no form for what is not there.
    save(request, reply, (await keptOf(request)).id),
  );
};

/** A notice or a deadline is written, or changed, by an administrator. */
export const operatoriAvvisoPage = (scope: FastifyInstance, context: WebContext): void => {
  for (const kind of BULLETIN_KINDS) pagesOf(scope, context, kind);
};
