import type { TenantId } from '../shared/ids.ts';

/** The colours that an ente may choose; what they look like, with their contrast, is a matter of the pages. */
export const TENANT_THEMES = ['petrolio', 'verde', 'bordeaux', 'indaco'] as const;
export type TenantTheme = (typeof TENANT_THEMES)[number];

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
  readonly theme: TenantTheme;
  /** Taken off the portal by whoever runs the platform: nobody comes in, everything is kept. */
  readonly disabled: boolean;
}

/** What the administrators of an ente look after themselves. */
export type TenantData = Pick<Tenant, 'contacts' | 'links' | 'theme'>;

export interface TenantContacts {
  readonly address: string;
  readonly email: string;
  readonly pec: string;
  readonly phone: string;
  /** Where the mails of the ente come from; null where it writes from the portal's address. */
  readonly sender: string | null;
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
