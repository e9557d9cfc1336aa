import type { Pool } from '@stanza/postgres';
import type { TakenMail } from './flaky-mailbox.ts';
import type { TroubledRegistry } from './troubled-registry.ts';
import type { BookFact, DeliveryFact, Facts, MailFact, PracticeFact } from './violations.ts';

const PRACTICES = `select slug as ente, practice.id, state,
    protocol_number || '/' || protocol_year as number,
    answer_protocol_number || '/' || answer_protocol_year as "answerNumber",
    array(select event from timeline_entry entry where entry.tenant_id = practice.tenant_id
      and entry.practice_id = practice.id order by position) as timeline
  from practice join tenant using (tenant_id) where state <> 'bozza'`;
const BUILT_IN = `select slug as ente, year, number, key,
    array[main ->> 'sha256'] || array(select sha256 from protocol_entry_document document
      where document.tenant_id = entry.tenant_id and document.year = entry.year and document.number = entry.number
      order by position) as documents
  from protocol_entry entry join tenant using (tenant_id)`;
const OUTSIDE = `select slug as ente, key, main_sha256 as main, number ->> 'number' as number, (number ->> 'year')::int as year
  from registration join tenant using (tenant_id) where registration.state = 'registrata'`;
const DELIVERIES = `select delivery.id, practice_id as practice, delivery.state,
    concat_ws(' ', effect ->> 'kind', effect ->> 'template', effect ->> 'operatorId', effect ->> 'integrationId') as what,
    last_error as "lastError", coalesce(operator.email, citizen.email) as "to"
  from delivery join practice on practice.tenant_id = delivery.tenant_id and practice.id = delivery.practice_id
  join citizen on citizen.tenant_id = practice.tenant_id and citizen.id = practice.citizen_id
  left join operator on operator.tenant_id = delivery.tenant_id and operator.id::text = effect ->> 'operatorId'
  where practice.state <> 'bozza' order by delivery.position`;
export const JOBS = `select count(*)::int as jobs from graphile_worker.jobs where task_identifier like any(array['register%', 'render%', 'mail%'])`;

interface OutsideRow {
  readonly ente: string;
  readonly key: string;
  readonly main: string;
  readonly number: string;
  readonly year: number;
}

/** The lines of the registry's own book, under the keys of the registrations that the portal has them for. */
const outsideBook = (registry: TroubledRegistry, ente: string, rows: readonly OutsideRow[]): readonly BookFact[] =>
  registry.lines.map(({ number, year, staged }) => {
    const documents = staged.map(({ sha256 }) => sha256);
    const ours = rows.find((row) => Number(row.number) === number && row.year === year && row.main === documents[0]);
    return { ente, number, year, documents, key: ours?.key ?? null };
  });

export const mailFactOf = ({ messageId, to, at, told }: TakenMail): MailFact => ({
  to,
  delivery: /^<([^@]+)@/u.exec(messageId)?.[1] ?? messageId,
  at,
  told,
});

/** Reads what is left in the database, the registry's book and the mailbox. */
export const readFacts = async (
  admin: Pool,
  registry: { readonly ente: string; readonly book: TroubledRegistry },
  mails: readonly TakenMail[],
): Promise<Omit<Facts, 'sent' | 'deaths'>> => {
  const rows = async <T>(text: string): Promise<readonly T[]> => (await admin.query(text)).rows;
  const [count] = await rows<{ readonly jobs: number }>(JOBS);
  const outside = outsideBook(registry.book, registry.ente, await rows<OutsideRow>(OUTSIDE));
  return {
    practices: await rows<PracticeFact>(PRACTICES),
    books: [...(await rows<BookFact>(BUILT_IN)), ...outside],
    deliveries: await rows<DeliveryFact>(DELIVERIES),
    mails: mails.map(mailFactOf),
    jobs: count?.jobs ?? 0,
  };
};
