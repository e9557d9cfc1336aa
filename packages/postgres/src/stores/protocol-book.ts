import {
  type BookEntry,
  type Cancellation,
  dayInItaly,
  type EmergencyLine,
  emergencyKey,
  type PracticeId,
  type ProtocolBook,
  type ProtocolNumber,
  printedNumber,
  type Registration,
  type RegistryDocument,
} from '@stanza/core';
import { type FromJson, instant } from '../from-json.ts';
import type { TenantTransaction } from '../transaction.ts';
import { countUpTo, lastNumber, PROTOCOL_LOCK, timeOfNext } from './protocol-numbers.ts';

interface NumberRow {
  readonly number: number;
  readonly year: number;
  readonly registered_at: Date;
}

const FIND = `select number, year, registered_at, main ->> 'sha256' as main_sha256
  from protocol_entry where tenant_id = $1 and key = $2`;
const WRITE = `insert into protocol_entry
    (tenant_id, year, number, key, direction, subject, correspondent, sent_at, registered_at, day, main, practice_id)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`;
const WRITE_DOCUMENTS = `insert into protocol_entry_document
    (tenant_id, year, number, position, file_name, description, sha256, size)
  select $1, $2, $3, position, file_name, description, sha256, size
  from unnest($4::text[], $5::text[], $6::text[], $7::bigint[])
    with ordinality as file (file_name, description, sha256, size, position)`;
const KNOWN_LINES =
  'select number, year, registered_at, key from protocol_entry where tenant_id = $1 and key = any($2)';
const WRITE_LINES = `insert into protocol_entry (tenant_id, year, number, registered_at, day, key, direction, subject,
    correspondent, sent_at, emergency_year, emergency_number)
  select $1, $2, $3 + place, $4, $5, key, direction, subject, correspondent, at, emergency_year, emergency_number
  from unnest($6::text[], $7::text[], $8::text[], $9::text[], $10::timestamptz[], $11::int[], $12::int[])
    with ordinality as line (key, direction, subject, correspondent, at, emergency_year, emergency_number, place)`;
const CANCEL = `insert into protocol_cancellation (tenant_id, year, number, at, day, provision, reason, by)
  select $1, $2, $3, $4, $5, $6, $7, $8
  where exists (select from protocol_entry where tenant_id = $1 and year = $2 and number = $3)
  on conflict do nothing`;
const ENTRIES = `select e.number, e.year, e.registered_at, e.direction, e.subject, e.correspondent, e.sent_at, e.main, e.practice_id,
    e.emergency_year, e.emergency_number,
    array(select jsonb_build_object('fileName', file_name, 'description', description, 'sha256', sha256, 'size', size)
      from protocol_entry_document d
      where d.tenant_id = e.tenant_id and d.year = e.year and d.number = e.number order by position) as attachments,
    (select jsonb_build_object('at', at, 'provision', provision, 'reason', reason, 'by', by) from protocol_cancellation c
      where c.tenant_id = e.tenant_id and c.year = e.year and c.number = e.number) as cancellation
  from protocol_entry e where e.tenant_id = $1`;
const PAGE = `${ENTRIES} and ($2::int is null or (e.year, e.number) < ($2, $3)) order by e.year desc, e.number desc limit $4`;
const BY_NUMBER = `${ENTRIES} and e.year = $2 and e.number = $3`;
const BY_EMERGENCY = `${ENTRIES} and e.emergency_year = $2 and e.emergency_number = $3`;
const OF_PRACTICE = `${ENTRIES} and e.practice_id = $2 and exists (select from protocol_cancellation c
  where c.tenant_id = e.tenant_id and c.year = e.year and c.number = e.number) order by e.year, e.number`;
const LAST_EMERGENCY = `select coalesce(max(emergency_number), 0) as number from protocol_entry
  where tenant_id = $1 and emergency_year = $2`;

const print = (row: NumberRow): ProtocolNumber => ({
  number: printedNumber(row.number),
  year: row.year,
  registeredAt: row.registered_at,
});

interface EntryRow extends NumberRow {
  readonly direction: BookEntry['direction'];
  readonly subject: string;
  readonly correspondent: string;
  readonly sent_at: Date;
  readonly main: RegistryDocument | null;
  readonly practice_id: PracticeId | null;
  readonly emergency_year: number | null;
  readonly emergency_number: number | null;
  readonly attachments: readonly RegistryDocument[];
  readonly cancellation: FromJson<Cancellation> | null;
}

const cancellationOf = (row: FromJson<Cancellation>): Cancellation => {
  const at = instant(row.at);
  if (at === null) throw new Error('A cancellation has no moment');
  return { ...row, at };
};

const entryOf = (row: EntryRow): BookEntry => {
  const { direction, subject, correspondent, main, attachments, emergency_year: year, emergency_number: number } = row;
  return {
    ...print(row),
    direction,
    subject,
    correspondent,
    sentAt: row.sent_at,
    main,
    attachments,
    practiceId: row.practice_id,
    emergency: year === null || number === null ? null : { year, number },
    cancellation: row.cancellation === null ? null : cancellationOf(row.cancellation),
  };
};

const write = async (
  { change, tenantId }: TenantTransaction,
  { number, year, registered_at }: NumberRow,
  { main, attachments, ...registration }: Registration,
): Promise<void> => {
  const { key, direction, subject, correspondent, sentAt, practiceId } = registration;
  const { fileName, description, sha256, size } = main;
  const mainDocument = JSON.stringify({ fileName, description, sha256, size });
  const day = dayInItaly(registered_at);
  const name = `${correspondent.nome} ${correspondent.cognome}`;
  const entry = [number, key, direction, subject, name, sentAt, registered_at, day, mainDocument, practiceId];
  await change({ name: 'protocol_write', text: WRITE, values: [tenantId, year, ...entry] });
  if (attachments.length === 0) return;
  const columns = [
    attachments.map((file) => file.fileName),
    attachments.map((file) => file.description),
    attachments.map((file) => file.sha256),
    attachments.map((file) => file.size),
  ];
  await change({ name: 'protocol_documents', text: WRITE_DOCUMENTS, values: [tenantId, year, number, ...columns] });
};

const yearOf = (instantInYear: Date): number => Number(dayInItaly(instantInYear).slice(0, 4));

const writeLines = async (
  { change, tenantId }: TenantTransaction,
  lines: readonly EmergencyLine[],
  { after, at }: { readonly after: number; readonly at: Date },
): Promise<void> => {
  const columns = [
    lines.map(emergencyKey),
    lines.map(({ direction }) => direction),
    lines.map(({ subject }) => subject),
    lines.map(({ correspondent }) => correspondent),
    lines.map((line) => line.at),
    lines.map(({ year }) => year),
    lines.map(({ number }) => number),
  ];
  await change({ text: WRITE_LINES, values: [tenantId, yearOf(at), after, at, dayInItaly(at), ...columns] });
};

const CURSOR = /^(\d{4})_(\d{1,7})$/u;

/** The protocol that the portal keeps by itself, one sequence for each ente and year of the Italian calendar. */
export const protocolBook = (transaction: TenantTransaction): ProtocolBook => {
  const { query, change, tenantId } = transaction;
  const lock = () => query({ name: 'protocol_lock', text: PROTOCOL_LOCK, values: [tenantId] });
  const first = async (text: string, values: readonly unknown[]): Promise<BookEntry | null> => {
    const [row] = await query<EntryRow>({ text, values: [tenantId, ...values] });
    return row === undefined ? null : entryOf(row);
  };
  const registered = async ({ key, main }: Registration): Promise<ProtocolNumber | null> => {
    const values = [tenantId, key];
    const [known] = await query<NumberRow & { main_sha256: string }>({ name: 'protocol_find', text: FIND, values });
    if (known !== undefined && known.main_sha256 !== main.sha256) {
      throw new Error(`Another document is registered with the key ${key}`);
    }
    return known === undefined ? null : print(known);
  };
  return {
    registered,
    async momentOfNext(now) {
      await lock();
      return timeOfNext(transaction, now);
    },
    async register(registration, now) {
      await lock();
      const known = await registered(registration);
      if (known !== null) return known;
      const registered_at = await timeOfNext(transaction, now);
      const year = yearOf(registered_at);
      const number = (await lastNumber(transaction, year, 1)) + 1;
      await countUpTo(transaction, year, number);
      await write(transaction, { number, year, registered_at }, registration);
      return print({ number, year, registered_at });
    },
    async registerEmergency(lines, now) {
      await lock();
      const values = [tenantId, lines.map(emergencyKey)];
      const read = () => query<NumberRow & { readonly key: string }>({ text: KNOWN_LINES, values });
      const known = new Set((await read()).map(({ key }) => key));
      const fresh = lines.filter((line) => !known.has(emergencyKey(line)));
      if (fresh.length > 0) {
        const at = await timeOfNext(transaction, now);
        const after = await lastNumber(transaction, yearOf(at), fresh.length);
        await countUpTo(transaction, yearOf(at), after + fresh.length);
        await writeLines(transaction, fresh, { after, at });
      }
      const numbers = new Map((await read()).map((row) => [row.key, print(row)]));
      return lines.flatMap((line) => numbers.get(emergencyKey(line)) ?? []);
    },
    async cancel({ year, number }, { provision, reason, by }, now) {
      await lock();
      const at = await timeOfNext(transaction, now);
      const values = [tenantId, year, number, at, dayInItaly(at), provision, reason, by];
      return (await change({ text: CANCEL, values })) > 0;
    },
    async page({ after, limit }) {
      const [, year = null, number = null] = CURSOR.exec(after ?? '') ?? [];
      const values = [tenantId, year, number, limit + 1];
      const found = await query<EntryRow>({ name: 'protocol_page', text: PAGE, values });
      const rows = found.slice(0, limit);
      const last = rows.at(-1);
      const next = found.length > limit && last !== undefined ? `${last.year}_${last.number}` : null;
      return { rows: rows.map(entryOf), next };
    },
    byNumber: ({ year, number }) => first(BY_NUMBER, [year, number]),
    byEmergencyNumber: ({ year, number }) => first(BY_EMERGENCY, [year, number]),
    async lastEmergencyNumber(year) {
      const [row] = await query<{ number: number }>({ text: LAST_EMERGENCY, values: [tenantId, year] });
      return row?.number ?? 0;
    },
    async cancelledOf(practiceId) {
      const values = [tenantId, practiceId];
      return (await query<EntryRow>({ name: 'protocol_cancelled', text: OF_PRACTICE, values })).map(entryOf);
    },
  };
};
