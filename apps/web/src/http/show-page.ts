import { fullName, isAdministrator, MOST_BLOCKED, type Tenant } from '@stanza/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { NoticeView } from '../ui/components.ts';
import { texts } from '../ui/partials/texts.it.ts';
import {
  type CitizenSection,
  type CrumbView,
  citizenNav,
  type EnteView,
  type FooterLinks,
  makeShell,
  type NavItemView,
  type UserView,
} from '../ui/shell.ts';
import type { Templates } from '../ui/templates.ts';
import type { Csrf } from './csrf.ts';
import { inOffice, pathOf } from './request-facts.ts';
import { safeReturnPath } from './return-path.ts';

/** What a route says of the page it answers with. */
export interface PageSpec {
  /** Name of the template: the page's folder. */
  readonly template: string;
  readonly view: object;
  readonly title: string;
  /** The page's name at the end of the path above it; the title when it is not given. */
  readonly crumb?: string;
  /** 200 when it is not given. */
  readonly status?: number;
  /** Steps between the Comune, or the office's own pages, and this page; the page itself is added. */
  readonly path?: readonly { readonly label: string; readonly href: string }[];
  readonly section?: CitizenSection;
  readonly flash?: NoticeView | null;
  /** True of every answer from 400 on; said here only of the others. */
  readonly hasErrors?: boolean;
  readonly description?: string;
  readonly jsonLd?: object;
}

export type ShowPage = (request: FastifyRequest, reply: FastifyReply, spec: PageSpec) => FastifyReply;

const enteView = (ente: Tenant): EnteView => ({
  name: ente.name,
  base: `/${ente.slug}`,
  theme: ente.theme,
  region: ente.region,
  website: { label: new URL(ente.links.website).hostname, href: ente.links.website },
  address: [ente.contacts.address],
  phone: ente.contacts.phone,
  email: ente.contacts.email,
  pec: ente.contacts.pec,
});

const footerOf = (ente: Tenant | null): FooterLinks | null =>
  ente === null
    ? null
    : {
        privacy: ente.links.privacy,
        legalNotes: ente.links.legalNotes,
        accessibility: ente.links.accessibility,
        cookies: `/${ente.slug}/cookie`,
        inefficiency: ente.links.reportInefficiency,
        faq: ente.links.faq,
        operators: `/${ente.slug}/operatori`,
      };

const userOf = (request: FastifyRequest, base: string): UserView | null => {
  if (request.operator !== null) {
    const profileHref = request.mustSetUp ? null : `${base}/operatori/profilo`;
    return { name: request.operator.name, profileHref, logoutAction: `${base}/operatori/esci` };
  }
  if (request.citizen === null) return null;
  return { name: fullName(request.citizen.identity), profileHref: `${base}/profilo`, logoutAction: `${base}/esci` };
};

/** What waits for the operator, beside the name of its page. */
const blockedBadge = (blocked: number): NavItemView['badge'] => {
  if (blocked === 0) return undefined;
  const count = blocked < MOST_BLOCKED ? String(blocked) : texts.navOperatori.oltre(MOST_BLOCKED - 1);
  return { count, meaning: texts.navOperatori.daSistemare };
};

const navOf = (request: FastifyRequest, base: string, section: CitizenSection | null): readonly NavItemView[] => {
  if (request.mustSetUp) return [];
  if (request.operator !== null) {
    const href = `${base}/operatori`;
    const here = pathOf(request);
    const item = (label: string, to: string): NavItemView => ({ label, href: to, current: here === to });
    const counter = item(texts.navOperatori.perConto, `${href}/per-conto`);
    const stuck = { ...item(texts.navOperatori.consegne, `${href}/consegne`), badge: blockedBadge(request.blocked) };
    const protocol = item(texts.navOperatori.protocollo, `${href}/protocollo`);
    const payments = item(texts.navOperatori.pagamenti, `${href}/pagamenti`);
    const metrics = item(texts.navOperatori.metriche, `${href}/metriche`);
    const office = [item(texts.navOperatori.pannello, href), counter, stuck, payments, protocol, metrics];
    const home = item(texts.navOperatori.amministrazione, `${href}/amministrazione`);
    const settings = { ...home, current: request.inSettings };
    return isAdministrator(request.operator) ? [...office, settings] : office;
  }
  return request.citizen === null ? [] : citizenNav(base, section);
};

/** What every page of the office is below, and every page of the administrators; nothing of these pages themselves. */
const officeCrumbs = (request: FastifyRequest, base: string): readonly CrumbView[] => {
  if (request.operator === null || request.mustSetUp) return [];
  const { pannello, amministrazione } = texts.navOperatori;
  const settings = request.inSettings ? [{ label: amministrazione, href: `${base}/operatori/amministrazione` }] : [];
  const crumbs = [{ label: pannello, href: `${base}/operatori` }, ...settings];
  return crumbs.filter(({ href }) => href !== pathOf(request));
};

const breadcrumb = (request: FastifyRequest, base: string, spec: PageSpec): readonly CrumbView[] =>
  request.ente === null
    ? []
    : [
        { label: request.ente.name, href: `${base}/servizi` },
        ...officeCrumbs(request, base),
        ...(spec.path ?? []),
        { label: spec.crumb ?? spec.title, href: null },
      ];

/** Where "Accedi" leads: back here afterwards, if here is a page; null where it is not offered. */
const loginHrefOf = (request: FastifyRequest, status: number): string | null => {
  const { ente } = request;
  if (ente === null || request.citizen !== null || request.operator !== null || inOffice(request)) return null;
  const href = `/${ente.slug}/accedi`;
  const here = safeReturnPath(ente.slug, pathOf(request));
  const isDoor = `${here}/`.startsWith(`${href}/`);
  return here === null || isDoor || request.method !== 'GET' || status !== 200
    ? href
    : `${href}?verso=${encodeURIComponent(here)}`;
};

/** Answers with a page in its shell: who is signed in, where one is, the token for the page's forms. */
export const makeShowPage =
  (deps: { readonly templates: Templates; readonly csrf: Csrf }): ShowPage =>
  (request, reply, spec) => {
    const { ente } = request;
    const base = ente === null ? '' : `/${ente.slug}`;
    const status = spec.status ?? 200;
    const shell = makeShell({
      title: spec.title,
      ente: ente === null ? null : enteView(ente),
      user: userOf(request, base),
      loginHref: loginHrefOf(request, status),
      csrf: deps.csrf.token(request, reply),
      nav: navOf(request, base, spec.section ?? null),
      breadcrumb: breadcrumb(request, base, spec),
      footer: footerOf(ente),
      flash: spec.flash ?? null,
      hasErrors: spec.hasErrors === true || (spec.status ?? 200) >= 400,
      ...(spec.description === undefined ? {} : { description: spec.description }),
      ...(spec.jsonLd === undefined ? {} : { jsonLd: spec.jsonLd }),
    });
    return (
      reply
        .status(status)
        // A page has a token of its reader's, and often their name.
        .header('cache-control', 'no-store')
        .type('text/html; charset=utf-8')
        .send(deps.templates.render(spec.template, spec.view, shell))
    );
  };
