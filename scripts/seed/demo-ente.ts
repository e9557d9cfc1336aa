import type { Operator, Service, ServiceSettings, Tenant } from '@stanza/core';

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
  /** The key of the authenticator app of an administrator, in base32; null for who has no second factor. */
  readonly secondFactor: string | null;
}

/** A service of the catalogue with the ente's own choices, answered with a signature unless they say otherwise; its days too are counted from that of the first start. */
export interface DemoService
  extends Pick<Service, 'status' | 'featured'>,
    Partial<Pick<ServiceSettings, 'answerFlow' | 'bulkDecisions'>> {
  readonly slug: string;
  readonly opensInDays?: number;
  readonly closesInDays?: number;
}

/** An ente of the demonstration: data only. Ids are computed from slugs, keys and e-mail addresses. */
export interface DemoEnte {
  readonly tenant: Omit<Tenant, 'id'>;
  readonly services: readonly DemoService[];
  readonly news: readonly DemoBulletin[];
  readonly deadlines: readonly DemoBulletin[];
  readonly staff: readonly DemoStaff[];
}
