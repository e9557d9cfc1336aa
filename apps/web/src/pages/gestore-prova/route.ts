import { type Federation, federationSchema, type Tenant } from '@stanza/core';
import type { TestFederation, TestPartners } from '@stanza/gateways';
import {
  answerTestLogout,
  attributeSets,
  makeErrorResponse,
  makeSignInResponse,
  type ParsedAuthnRequest,
  parseAuthnRequest,
  personAttributes,
  TEST_PROVIDER_PREFIX,
  testCitizens,
} from '@stanza/gateways/test-provider';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { paramAs, queryText } from '../../http/params.ts';
import { Problem } from '../../http/problem.ts';
import type { WebContext } from '../../http/web-context.ts';
import { texts } from './texts.it.ts';
import { answerForm, consentView, doorView, levelOf, TEST_ERRORS } from './view-model.ts';

interface Door {
  Params: { ente: string; federazione: string };
}

interface Visit {
  readonly tenant: Tenant;
  readonly federation: Federation;
  readonly partners: TestPartners;
  readonly asked: ParsedAuthnRequest;
  /** The query of the request to sign in, as it was sent. */
  readonly query: string;
}

/** As it was sent: signatures are over its bytes. */
const queryOf = ({ originalUrl }: FastifyRequest): string => originalUrl.slice(originalUrl.indexOf('?') + 1);

/**
 * A SAML identity provider that lets in whoever asks, as one of the invented citizens. It keeps nothing: the request goes with
 * every page. Never registered in production.
 */
export const gestoreProvaPage = (
  server: FastifyInstance,
  { portal, show }: WebContext,
  federation: TestFederation,
): void => {
  const refuse = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const { titolo: title, testo: lead } = texts.nonValida;
    const view = { heading: { title, lead }, data: [], forms: [] };
    return show(request, reply, { template: 'gestore-prova/risposta', view, title, status: 400 });
  };
  const partnersOf = async ({ params }: FastifyRequest<Door>) => {
    const tenant = await portal.tenants.bySlug(params.ente);
    if (tenant === null) throw new Problem('not_found');
    const which = paramAs(federationSchema, params.federazione);
    return { tenant, federation: which, partners: await federation.partners(tenant, which) };
  };
  /** Who asks and for what; null, having answered, when the request is not a good one. */
  const visitOf = async (request: FastifyRequest<Door>, reply: FastifyReply): Promise<Visit | null> => {
    const found = await partnersOf(request);
    const { settings, key } = found.partners;
    const query = queryOf(request);
    const asked = parseAuthnRequest(query, settings, key.certificatePem);
    if (asked.ok) return { ...found, asked: asked.value, query };
    refuse(request, reply);
    return null;
  };
  const facts = ({ partners, asked }: Visit) => ({ ...partners, requestId: asked.requestId, at: portal.clock.now() });
  const errorForm = (visit: Visit, error: number, label: string, primary: boolean) =>
    answerForm(visit.asked, makeErrorResponse(facts(visit), error, visit.partners.providerKey), label, primary);

  server.get<Door>(`${TEST_PROVIDER_PREFIX}/:ente/:federazione/logout`, async (request, reply) => {
    const { partners } = await partnersOf(request);
    const answer = await answerTestLogout(partners, queryOf(request), portal.clock.now());
    return answer === null ? refuse(request, reply) : reply.redirect(answer, 302);
  });

  server.get<Door>(`${TEST_PROVIDER_PREFIX}/:ente/:federazione`, async (request, reply) => {
    const visit = await visitOf(request, reply);
    if (visit === null) return reply;
    const chosen = testCitizens.find(({ key }) => key === queryText(request, 'persona'));
    const error = TEST_ERRORS.find((number) => String(number) === queryText(request, 'errore'));
    if (error !== undefined) {
      const { titolo: title, testo, continua } = texts.risposta;
      const view = {
        heading: { title, lead: testo(error) },
        data: [],
        forms: [errorForm(visit, error, continua, true)],
      };
      return show(request, reply, { template: 'gestore-prova/risposta', view, title });
    }
    if (chosen === undefined) {
      const missing = queryText(request, 'scelta') === 'si';
      return show(request, reply, {
        template: 'gestore-prova',
        view: doorView(visit.query, visit.asked, missing),
        title: texts.titolo,
        ...(missing ? { status: 422, hasErrors: true } : {}),
      });
    }
    const { attributeIndex } = visit.asked;
    const asked = attributeSets(visit.federation).find(({ index }) => index === attributeIndex);
    const names = asked?.attributes ?? null;
    const attributes = personAttributes(visit.federation, chosen.verified, names);
    const level = levelOf(queryText(request, 'livello')) ?? visit.asked.level;
    const answer = makeSignInResponse({ ...facts(visit), attributes, level }, visit.partners.providerKey);
    const title = texts.consenso.titolo;
    const forms = [
      answerForm(visit.asked, answer, texts.consenso.si, true),
      errorForm(visit, 22, texts.consenso.no, false),
    ];
    return show(request, reply, {
      template: 'gestore-prova/risposta',
      view: consentView(visit.tenant.name, attributes, forms),
      title,
    });
  });
};
