import {
  operatorIdSchema,
  practiceIdSchema,
  REGISTRATION_STATES,
  type RegistrationRecord,
  type RegistrationStore,
  registryChoiceSchema,
  type ServiceId,
} from '@stanza/core';
import { z } from 'zod';
import type { TenantTransaction } from '../transaction.ts';

const COLUMNS = `key, practice_id as "practiceId", state, book, main_sha256 as main, prepared, documents, asked_at as "askedAt",
  handed_over as "handedOver", claim, number`;
const CHOICE = `select choice from registry_choice where tenant_id = $1 and (service_id = $2 or service_id is null)
  order by service_id nulls last limit 1`;
const CHOICES = `select service_id as "serviceId", choice from registry_choice where tenant_id = $1 order by service_id nulls first`;
// The update changes nothing: it is there to have the row returned also when it exists.
const OPEN = `insert into registration (tenant_id, key, practice_id, state, book, main_sha256, prepared, documents, asked_at, handed_over, claim, number, service_id)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, (select service_id from practice where tenant_id = $1 and id = $3))
  on conflict (tenant_id, key) do update set key = excluded.key
  returning ${COLUMNS}`;
const BY_KEY = `select ${COLUMNS} from registration where tenant_id = $1 and key = $2`;
const CHANGE = `update registration set state = $3, book = $4, prepared = $5, documents = $6, asked_at = $7, handed_over = $8, claim = $9, number = $10
  where tenant_id = $1 and key = $2 and state = $11 and jsonb_array_length(documents) = $12 and asked_at is not distinct from $13`;
const UNSETTLED = `select ${COLUMNS} from registration
  where tenant_id = $1 and practice_id = $2 and state not in ('chiesta', 'registrata') order by key`;
const HAS_NUMBER = `select from registration
  where tenant_id = $1 and number ->> 'number' = $2 and (number ->> 'year')::int = $3 and book = $4 limit 1`;
const NUMBERS_LOCK = 'select pg_advisory_xact_lock(hashtextextended($1, 5376))';
const WAITING = `select ${COLUMNS} from registration where tenant_id = $1 and state = 'in_attesa'
  order by asked_at, key limit $2`;
const WAITING_AFTER = `select ${COLUMNS} from registration
  where tenant_id = $1 and state = 'in_attesa' and (asked_at, key) > ($3, $4) order by asked_at, key limit $2`;
const KEY_DIGEST = 'select digest from registry_key where tenant_id = $1';

const numberSchema = z.object({ number: z.string(), year: z.number(), registeredAt: z.coerce.date() });
const documentSchema = z.object({
  fileName: z.string(),
  description: z.string(),
  sha256: z.string(),
  size: z.number(),
});

const recordSchema = z.object({
  key: z.string(),
  practiceId: practiceIdSchema,
  state: z.enum(REGISTRATION_STATES),
  book: z.string(),
  main: z.string(),
  prepared: z.object({ name: z.string().nullable() }).nullable(),
  documents: z.array(z.string()),
  askedAt: z.date().nullable(),
  handedOver: z
    .object({
      direction: z.enum(['entrata', 'uscita']),
      subject: z.string(),
      file: numberSchema.nullable(),
      sentAt: z.coerce.date(),
      main: documentSchema,
      attachments: z.array(documentSchema),
    })
    .nullable(),
  claim: z.object({ by: operatorIdSchema, at: z.coerce.date() }).nullable(),
  number: numberSchema.nullable(),
}) satisfies z.ZodType<RegistrationRecord>;

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

export const registrationStore = ({ tenantId, query, change }: TenantTransaction): RegistrationStore => ({
  async choiceFor(serviceId) {
    const values = [tenantId, serviceId];
    const [row] = await query<{ choice: unknown }>({ name: 'registry_choice', text: CHOICE, values });
    return row === undefined ? null : registryChoiceSchema.parse(row.choice);
  },
  async choices() {
    const rows = await query<{ serviceId: ServiceId | null; choice: unknown }>({
      name: 'registry_choices',
      text: CHOICES,
      values: [tenantId],
    });
    return rows.map(({ serviceId, choice }) => ({ serviceId, choice: registryChoiceSchema.parse(choice) }));
  },
  async open({ key, practiceId, state, book, main, prepared, documents, askedAt, handedOver, claim, number }) {
    const parts = [json(prepared), json(documents), askedAt, json(handedOver), json(claim), json(number)];
    const values = [tenantId, key, practiceId, state, book, main, ...parts];
    const [row] = await query({ name: 'registration_open', text: OPEN, values });
    return recordSchema.parse(row);
  },
  async byKey(key) {
    const [row] = await query({ name: 'registration_by_key', text: BY_KEY, values: [tenantId, key] });
    return row === undefined ? null : recordSchema.parse(row);
  },
  async change({ key, state, book, prepared, documents, askedAt, handedOver, claim, number }, seen) {
    const values = [
      tenantId,
      key,
      state,
      book,
      json(prepared),
      json(documents),
      askedAt,
      json(handedOver),
      json(claim),
      json(number),
      seen.state,
      seen.documents.length,
      seen.askedAt,
    ];
    return (await change({ name: 'registration_change', text: CHANGE, values })) > 0;
  },
  async unsettledOf(practiceId) {
    const rows = await query({ name: 'registrations_unsettled', text: UNSETTLED, values: [tenantId, practiceId] });
    return rows.map((row) => recordSchema.parse(row));
  },
  async hasNumber({ number, year }, book) {
    await query({ name: 'registration_numbers_lock', text: NUMBERS_LOCK, values: [tenantId] });
    const values = [tenantId, number, year, book];
    return (await query({ name: 'registration_has_number', text: HAS_NUMBER, values })).length > 0;
  },
  async waiting(after, limit) {
    const rows = await query(
      after === null
        ? { name: 'registrations_waiting', text: WAITING, values: [tenantId, limit] }
        : {
            name: 'registrations_waiting_after',
            text: WAITING_AFTER,
            values: [tenantId, limit, after.askedAt, after.key],
          },
    );
    return rows.map((row) => recordSchema.parse(row));
  },
  async keyDigest() {
    const [row] = await query<{ digest: string }>({ name: 'registry_key', text: KEY_DIGEST, values: [tenantId] });
    return row?.digest ?? null;
  },
});
