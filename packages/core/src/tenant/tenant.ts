import type { TenantId } from '../shared/ids.ts';

/** A municipality (ente): one tenant of the portal, reached at `/:slug`. */
export interface Tenant {
  readonly id: TenantId;
  /** Path segment, for example `rovereto`. */
  readonly slug: string;
  /** Full official name: "Comune di Rovereto". */
  readonly name: string;
  readonly region: string;
  readonly contacts: TenantContacts;
  readonly links: TenantLinks;
}

export interface TenantContacts {
  readonly address: string;
  readonly email: string;
  readonly pec: string;
  readonly phone: string;
}

/** Pages outside the portal that the law wants linked from every page (reference ui.md, shell). All `https`. */
export interface TenantLinks {
  readonly website: string;
  readonly privacy: string;
  readonly legalNotes: string;
  /** Accessibility statement on form.agid.gov.it. */
  readonly accessibility: string;
  readonly reportInefficiency: string;
  readonly faq: string;
}
