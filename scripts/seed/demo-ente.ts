import type { Operator, Service, Tenant } from '@stanza/core';

/** A notice or a deadline; its day is counted from the day of the first start, so that the demonstration never ages. */
export interface DemoBulletin {
  /** Stable: the id comes from it. */
  readonly key: string;
  readonly title: string;
  readonly text: string;
  /** Negative for the past. */
  readonly daysFromToday: number;
  readonly link: string | null;
}

export interface DemoStaff extends Pick<Operator, 'name' | 'email' | 'role'> {
  readonly password: string;
}

/** An ente of the demonstration: data only. Ids are computed from slugs, keys and e-mail addresses. */
export interface DemoEnte {
  readonly tenant: Omit<Tenant, 'id'>;
  /** Slugs of the catalogue with the ente's own choices. */
  readonly services: readonly (Pick<Service, 'status' | 'featured'> & { readonly slug: string })[];
  readonly news: readonly DemoBulletin[];
  readonly deadlines: readonly DemoBulletin[];
  readonly staff: readonly DemoStaff[];
}
