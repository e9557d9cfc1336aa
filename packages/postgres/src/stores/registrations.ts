import {
  practiceIdSchema,
  REGISTRATION_STATES,
  type RegistrationRecord,
  type RegistrationStore,
  registryChoiceSchema,
  type ServiceId,
} from '@stanza/core';
import { z } from 'zod';
import type { TenantTransaction } from '../transaction.ts';

const COLUMNS = `key, practice_id as "practiceId", state, main_sha256 as main, prepared, documents, asked_at as "askedAt", number`;
// The update changes nothing: it is there to have the row returned also when it exists.
const CHOICE = `select choice from registry_choice where tenant_id = $1 and (service_id = $2 or service_id is null)
  order by service_id nulls last limit 1`;
const CHOICES = `select service_id as "serviceId", choice from registry_choice where tenant_id = $1 order by service_id nulls first`;
const OPEN = `insert into registration (tenant_id, key, practice_id, state, main_sha256, prepared, documents, asked_at, number)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  on conflict (tenant_id, key) do update set key = excluded.key
  returning ${COLUMNS}`;
const BY_KEY = `select ${COLUMNS} from registration where tenant_id = $1 and key = $2`;
const CHANGE = `update registration set state = $3, prepared = $4, documents = $5, asked_at = $6, number = $7
  where tenant_id = $1 and key = $2 and state = $8 and jsonb_array_length(documents) = $9`;
const IN_DOUBT = `select ${COLUMNS} from registration where tenant_id = $1 and practice_id = $2 and state = 'in_dubbio' order by key`;

const recordSchema = z.object({
  key: z.string(),
  practiceId: practiceIdSchema,
  state: z.enum(REGISTRATION_STATES),
  main: z.string(),
  prepared: z.object({ name: z.string().nullable() }).nullable(),
  documents: z.array(z.string()),
  askedAt: z.date().nullable(),
  number: z.object({ number: z.string(), year: z.number(), registeredAt: z.coerce.date() }).nullable(),
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
  async open({ key, practiceId, state, main, prepared, documents, askedAt, number }) {
    const values = [tenantId, key, practiceId, state, main, json(prepared), json(documents), askedAt, json(number)];
    const [row] = await query({ name: 'registration_open', text: OPEN, values });
    return recordSchema.parse(row);
  },
  async byKey(key) {
    const [row] = await query({ name: 'registration_by_key', text: BY_KEY, values: [tenantId, key] });
    return row === undefined ? null : recordSchema.parse(row);
  },
  async change({ key, state, prepared, documents, askedAt, number }, seen) {
    const values = [
      tenantId,
      key,
      state,
      json(prepared),
      json(documents),
      askedAt,
      json(number),
      seen.state,
      seen.documents.length,
    ];
    return (await change({ name: 'registration_change', text: CHANGE, values })) > 0;
  },
  async inDoubtOf(practiceId) {
    const rows = await query({ name: 'registrations_in_doubt', text: IN_DOUBT, values: [tenantId, practiceId] });
    return rows.map((row) => recordSchema.parse(row));
  },
});
