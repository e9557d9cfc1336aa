import { TENANT_THEMES } from '@stanza/core';
import type { NoticeView } from './components.ts';
import { texts } from './partials/texts.it.ts';

/**
 * Colour that a Comune chose, and the portal's own blue for the pages of none: each one is defined, with its contrast
 * checked, in `assets/scss/_temi.scss`.
 */
export const THEMES = ['portale', ...TENANT_THEMES] as const;
export type Theme = (typeof THEMES)[number];

export interface LinkView {
  readonly label: string;
  readonly href: string;
}

/** The Comune whose stanza the page belongs to. */
export interface EnteView {
  /** With its kind: "Comune di Bugliano". */
  readonly name: string;
  /** Where its pages live, without the final slash: `/bugliano`. */
  readonly base: string;
  readonly theme: Theme;
  /** The Region, shown at the very top: "Regione Toscana"; `null` hides it. */
  readonly region: string | null;
  /** The Comune's own site. */
  readonly website: LinkView;
  /** Lines of the footer: address, fiscal code. */
  readonly address: readonly string[];
  readonly phone: string | null;
  readonly email: string | null;
  readonly pec: string | null;
}

/** Who is signed in. */
export interface UserView {
  /** Name and surname. */
  readonly name: string;
  /** Their own page; `null` for operators who have to set up a second factor before anything else. */
  readonly profileHref: string | null;
  /** Address that the logout form is posted to. */
  readonly logoutAction: string;
}

export interface NavItemView extends LinkView {
  readonly current: boolean;
  /** How many things wait there; what they wait for is heard and not seen. */
  readonly badge?: { readonly count: string; readonly meaning: string } | undefined;
}

/** Compulsory and useful links of the footer. */
export interface FooterLinks {
  readonly privacy: string;
  readonly legalNotes: string;
  /** The declaration on form.agid.gov.it, https. */
  readonly accessibility: string;
  readonly cookies: string;
  readonly inefficiency: string;
  readonly faq: string;
  readonly operators: string;
}

/** Last item is the page itself and has no address. */
export interface CrumbView {
  readonly label: string;
  readonly href: string | null;
}

/** Everything around a page. Build it with {@link makeShell}. */
export interface ShellView {
  /** Title of the document, already complete. */
  readonly documentTitle: string;
  /** For search engines; empty hides it. */
  readonly description: string;
  readonly noindex: boolean;
  readonly theme: Theme;
  /** Data for machines (schema.org) as JSON safe inside a script element; `null` when the page has none. */
  readonly jsonLd: string | null;
  readonly ente: EnteView | null;
  /** The Comune's Region. */
  readonly region: string | null;
  readonly homeHref: string;
  readonly siteName: string;
  readonly user: UserView | null;
  /** Where "Accedi" leads; `null` when somebody is signed in or signing in makes no sense here. */
  readonly loginHref: string | null;
  /** Token for every form of the page; empty where there is no session. */
  readonly csrf: string;
  readonly nav: readonly NavItemView[];
  readonly breadcrumb: readonly CrumbView[];
  readonly flash: NoticeView | null;
  /** `null` on pages that belong to no Comune. */
  readonly footer: FooterLinks | null;
}

/** What a page says about itself; everything else of {@link ShellView} follows. */
export interface ShellInput {
  /** The page's title alone, without the Comune's name. */
  readonly title: string;
  /** `null` on pages that belong to no Comune. */
  readonly footer: FooterLinks | null;
  readonly ente?: EnteView | null;
  readonly user?: UserView | null;
  readonly loginHref?: string | null;
  readonly csrf?: string;
  readonly nav?: readonly NavItemView[];
  readonly breadcrumb?: readonly CrumbView[];
  readonly flash?: NoticeView | null;
  /** The page is shown again with mistakes to mend: the title says so first (WCAG technique G199). */
  readonly hasErrors?: boolean;
  /** Defaults to true when somebody is signed in. */
  readonly noindex?: boolean;
  readonly description?: string;
  readonly jsonLd?: object | null;
}

/** Completes what a page says about itself with the defaults. */
export function makeShell(input: ShellInput): ShellView {
  const ente = input.ente ?? null;
  const user = input.user ?? null;
  const siteName = ente?.name ?? texts.shell.portale;
  const title = `${input.title} – ${siteName}`;
  return {
    documentTitle: input.hasErrors ? texts.shell.conErrori(title) : title,
    description: input.description ?? '',
    noindex: input.noindex ?? user !== null,
    theme: ente?.theme ?? 'portale',
    jsonLd: input.jsonLd ? JSON.stringify(input.jsonLd).replaceAll('<', '\\u003c') : null,
    ente,
    region: ente?.region ?? null,
    homeHref: ente ? `${ente.base}/` : '/',
    siteName,
    user,
    loginHref: input.loginHref ?? null,
    csrf: input.csrf ?? '',
    nav: input.nav ?? [],
    breadcrumb: input.breadcrumb ?? [],
    // A page that says on top what went wrong has no summary of errors, which would want the focus too.
    flash: input.flash ? { ...input.flash, takesFocus: input.flash.isError } : null,
    footer: input.footer,
  };
}

const SECTIONS = ['stanza', 'servizi', 'pratiche', 'profilo', 'allegati'] as const;
export type CitizenSection = (typeof SECTIONS)[number];

/**
 * The bar of the signed-in citizen (manual, section 3).
 * @param base the Comune's base path (`/bugliano`)
 * @param current section of the page, `null` when it belongs to none
 */
export function citizenNav(base: string, current: CitizenSection | null): readonly NavItemView[] {
  return SECTIONS.map((section) => ({
    label: texts.nav[section],
    href: `${base}/${section}`,
    current: section === current,
  }));
}
