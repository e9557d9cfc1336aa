import { BULLETIN_KINDS, type BulletinKind, dayInItaly, type FieldError } from '@stanza/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { BULLETIN_PATHS } from '../../http/bulletin-path.ts';
import { CSRF_FIELD } from '../../http/csrf.ts';
import { formFields } from '../../http/form.ts';
import { queryText } from '../../http/params.ts';
import { Problem } from '../../http/problem.ts';
import { actorOf, enteOf, operatorOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { type NoticeView, notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';
import { operatoriAvvisiView } from './view-model.ts';

const PAGE_SIZE = 20;
const DONE = ['salvato', 'eliminato', 'feed', 'leggi'] as const;

const doneOf = (request: FastifyRequest, kind: BulletinKind) => {
  const done = DONE.find((one) => one === queryText(request, 'fatto'));
  if (done === undefined) return null;
  return notice('success', { text: done === 'eliminato' ? texts.perTipo[kind].eliminato : texts.fatto[done] });
};

/** Why the form of the feed comes back. */
interface Refused {
  readonly typed: string;
  readonly errors: readonly FieldError[];
  readonly status: number;
  readonly flash: NoticeView | null;
}

/** The notices, or the deadlines, that administrators keep, and the feed that brings more. */
const pagesOf = (scope: FastifyInstance, { portal, csrf, show }: WebContext, kind: BulletinKind): void => {
  const path = `/operatori/${BULLETIN_PATHS[kind]}`;

  const page = async (request: FastifyRequest, reply: FastifyReply, refused: Refused | null) => {
    const ente = enteOf(request);
    const after = queryText(request, 'dopo');
    const found = await portal.unitOfWork.read(ente.id, async ({ reads, feeds }) => ({
      page: await reads.bulletinPage(kind, { after: after === '' ? null : after, limit: PAGE_SIZE }),
      feed: await feeds.of(kind),
    }));
    const shown = {
      ...found,
      kind,
      isFirst: after === '',
      typed: refused?.typed ?? found.feed?.url ?? '',
      errors: refused?.errors ?? [],
      today: dayInItaly(portal.clock.now()),
    };
    return show(request, reply, {
      template: 'operatori-avvisi',
      view: operatoriAvvisiView(`/${ente.slug}/operatori`, shown),
      title: texts.perTipo[kind].titolo,
      status: refused?.status ?? 200,
      flash: refused?.flash ?? doneOf(request, kind),
    });
  };

  scope.get(path, (request, reply) => page(request, reply, null));

  // Where a form was sent that came back: asked for again, the address is that of the page.
  for (const sent of ['feed', 'leggi']) {
    scope.get(`${path}/${sent}`, (request, reply) => reply.redirect(`/${enteOf(request).slug}${path}`, 303));
  }

  scope.post(`${path}/feed`, { config: { csrf: 'page' } }, async (request, reply) => {
    const ente = enteOf(request);
    const { url = '', [CSRF_FIELD]: token } = formFields(request);
    if (!csrf.verify(request, token)) {
      const flash = notice('error', { text: texts.scadutaPagina });
      return page(request, reply, { typed: url, errors: [], status: 403, flash });
    }
    const saved = await portal.saveFeed(ente.id, actorOf(request), kind, url);
    if (saved.ok) return reply.redirect(`/${ente.slug}${path}?fatto=feed`, 303);
    if (saved.error.code === 'not_found') throw new Problem('not_found');
    return page(request, reply, { typed: url, errors: saved.error.errors, status: 422, flash: null });
  });

  scope.post(`${path}/leggi`, async (request, reply) => {
    const ente = enteOf(request);
    const queued = await portal.requestFeedReading(ente.id, operatorOf(request));
    if (!queued.ok) throw new Problem(queued.error.code);
    return reply.redirect(`/${ente.slug}${path}?fatto=leggi`, 303);
  });
};

/** "Avvisi e notizie" and "Scadenze" of "La mia stanza", for the administrators. */
export const operatoriAvvisiPage = (scope: FastifyInstance, context: WebContext): void => {
  for (const kind of BULLETIN_KINDS) pagesOf(scope, context, kind);
};
