import { fullName, type Tenant } from '@stanza/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { NoticeView } from '../ui/components.ts';
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
  /** Steps between the Comune and this page; the page itself is added. */
  readonly path?: readonly { readonly label: string; readonly href: string }[];
  readonly section?: CitizenSection;
  readonly flash?: NoticeView | null;
  readonly hasErrors?: boolean;
  readonly description?: string;
  readonly jsonLd?: object;
}

export type ShowPage = (request: FastifyRequest, reply: FastifyReply, spec: PageSpec) => FastifyReply;

const enteView = (ente: Tenant): EnteView => ({
  name: ente.name,
  base: `/${ente.slug}`,
  theme: 'petrolio',
  region: { label: ente.region, href: ente.links.website },
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
        inefficiency: ente.links.reportInefficiency,
        faq: ente.links.faq,
        operators: `/${ente.slug}/operatori`,
      };

const userOf = (request: FastifyRequest, base: string): UserView | null => {
  if (request.operator !== null) {
    return { name: request.operator.name, profileHref: null, logoutAction: `${base}/operatori/esci` };
  }
  if (request.citizen === null) return null;
  return { name: fullName(request.citizen.identity), profileHref: `${base}/profilo`, logoutAction: `${base}/esci` };
};

const navOf = (request: FastifyRequest, base: string, section: CitizenSection | null): readonly NavItemView[] => {
  if (request.operator !== null) {
    const href = `${base}/operatori`;
    return [{ label: 'Pannello di controllo', href, current: request.url.split('?', 1)[0] === href }];
  }
  return request.citizen === null ? [] : citizenNav(base, section);
};

const breadcrumb = (ente: Tenant | null, spec: PageSpec): readonly CrumbView[] =>
  ente === null
    ? []
    : [
        { label: ente.name, href: `/${ente.slug}/servizi` },
        ...(spec.path ?? []),
        { label: spec.crumb ?? spec.title, href: null },
      ];

/** Answers with a page in its shell: who is signed in, where one is, the token for the page's forms. */
export const makeShowPage =
  (deps: { readonly templates: Templates; readonly csrf: Csrf }): ShowPage =>
  (request, reply, spec) => {
    const { ente } = request;
    const base = ente === null ? '' : `/${ente.slug}`;
    const user = userOf(request, base);
    const inOffice = request.url.startsWith(`${base}/operatori`);
    const shell = makeShell({
      title: spec.title,
      ente: ente === null ? null : enteView(ente),
      user,
      loginHref: ente === null || user !== null || inOffice ? null : `${base}/accedi`,
      csrf: deps.csrf.token(request, reply),
      nav: navOf(request, base, spec.section ?? null),
      breadcrumb: breadcrumb(ente, spec),
      footer: footerOf(ente),
      flash: spec.flash ?? null,
      hasErrors: spec.hasErrors ?? false,
      ...(spec.description === undefined ? {} : { description: spec.description }),
      ...(spec.jsonLd === undefined ? {} : { jsonLd: spec.jsonLd }),
    });
    return reply
      .status(spec.status ?? 200)
      .type('text/html; charset=utf-8')
      .send(deps.templates.render(spec.template, spec.view, shell));
  };
