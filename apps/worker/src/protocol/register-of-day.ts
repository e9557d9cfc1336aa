import { createHash } from 'node:crypto';
import type { BookEntry, Cancellation, EntryNumber, RegistryDocument } from '@stanza/core';
import type { TenantTransaction } from '@stanza/postgres';
import { z } from 'zod';

/** An entry of the protocol as the register of its day tells it. */
export interface RegisterEntry extends Pick<BookEntry, 'direction' | 'subject' | 'correspondent' | 'sentAt'> {
  readonly number: number;
  readonly year: number;
  readonly registeredAt: Date;
  readonly main: RegistryDocument | null;
  readonly attachments: readonly RegistryDocument[];
  readonly emergencyYear: number | null;
  readonly emergencyNumber: number | null;
}

/** An entry, perhaps of another day, that was cancelled on the day of the register. */
export interface RegisterCancellation extends EntryNumber, Cancellation {}

const periodSchema = z.object({
  from: z.date(),
  until: z.date(),
  cause: z.string(),
  provision: z.string(),
  openedBy: z.string(),
  extensions: z.array(z.object({ until: z.coerce.date(), provision: z.string(), by: z.string() })),
  closed: z.object({ at: z.coerce.date(), by: z.string(), restored: z.coerce.date(), registered: z.number() }),
});

/** A period of the emergency register that was closed on the day of the register (DPR 445/2000 art. 63). */
export type RegisterEmergency = Readonly<z.infer<typeof periodSchema>>;

/** The register before: its digest ties the next one to it. */
export interface RegisterLink {
  readonly day: string;
  readonly sha256: string;
}

export interface RegisterOfDay {
  readonly ente: string;
  /** `YYYY-MM-DD` */
  readonly day: string;
  /** Null for the first. */
  readonly previous: RegisterLink | null;
  /** In the order of their numbers. */
  readonly entries: readonly RegisterEntry[];
  /** In the order of their moments. */
  readonly cancellations: readonly RegisterCancellation[];
  /** In the order in which they began. */
  readonly emergencies: readonly RegisterEmergency[];
}

const ENTRIES = `select number, year, direction, subject, correspondent, sent_at as "sentAt",
    registered_at as "registeredAt", main, emergency_year as "emergencyYear", emergency_number as "emergencyNumber",
    array(select jsonb_build_object('fileName', file_name, 'description', description, 'sha256', sha256, 'size', size)
      from protocol_entry_document d
      where d.tenant_id = e.tenant_id and d.year = e.year and d.number = e.number order by position) as attachments
  from protocol_entry e where tenant_id = $1 and day = $2 order by year, number`;
const CANCELLATIONS = `select year, number, at, provision, reason, by from protocol_cancellation
  where tenant_id = $1 and day = $2 order by at, year, number`;
const EMERGENCIES = `select "from", until, cause, provision, opened_by as "openedBy", extensions, closed from protocol_emergency
  where tenant_id = $1 and closed_day = $2 order by "from", opened_at, id`;

/** Everything that was written into the protocol on a day. */
export const readDay = async (
  { query, tenantId }: TenantTransaction,
  day: string,
): Promise<Pick<RegisterOfDay, 'entries' | 'cancellations' | 'emergencies'>> => ({
  entries: await query<RegisterEntry>({ name: 'register_entries', text: ENTRIES, values: [tenantId, day] }),
  cancellations: await query<RegisterCancellation>({
    name: 'register_cancellations',
    text: CANCELLATIONS,
    values: [tenantId, day],
  }),
  emergencies: z.array(periodSchema).parse(await query({ text: EMERGENCIES, values: [tenantId, day] })),
});

/** SHA-256 of a register, in lower-case hex. */
export const digestOf = (content: string): string => createHash('sha256').update(content).digest('hex');
