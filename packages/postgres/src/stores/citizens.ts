import type { AssertedIdentity, Citizen, CitizenId, CitizenStore, Identity } from '@stanza/core';
import { sql } from 'kysely';
import type { QueryBuilder } from '../query-builder.ts';
import type { TenantTransaction } from '../transaction.ts';
import { toCitizen } from './citizen-row.ts';

const identityColumns = (identity: Identity) => ({
  codice_fiscale: identity.codiceFiscale,
  nome: identity.nome,
  cognome: identity.cognome,
  data_nascita: identity.dataNascita,
  luogo_nascita: identity.luogoNascita,
});

/** Kysely leaves out of an update what is undefined: what was not said stays, whoever else writes it. */
const assertedColumns = ({ dataNascita, luogoNascita, ...said }: AssertedIdentity) => ({
  codice_fiscale: said.codiceFiscale,
  nome: said.nome,
  cognome: said.cognome,
  data_nascita: dataNascita ?? undefined,
  luogo_nascita: luogoNascita ?? undefined,
});

const profileColumns = ({ contacts, residenza, domicilio }: Pick<Citizen, 'contacts' | 'residenza' | 'domicilio'>) => ({
  email: contacts.email,
  telefono: contacts.telefono,
  email_refused: false,
  residenza: residenza && JSON.stringify(residenza),
  domicilio: domicilio && JSON.stringify(domicilio),
});

const UNSERVED = `select id from citizen where tenant_id = $1 and not identity_verified
    and ($2::uuid is null or id > $2)
    and not exists (select from practice where practice.tenant_id = $1 and practice.citizen_id = citizen.id)
  order by id limit $3`;
const ERASE_UNSERVED = 'select erase_unserved_citizen($1, $2) as done';

export const citizenStore = (transaction: TenantTransaction, db: QueryBuilder): CitizenStore => {
  const { tenantId } = transaction;
  const citizens = db.selectFrom('citizen').where('tenant_id', '=', tenantId).selectAll();
  const update = (id: CitizenId) => db.updateTable('citizen').where('tenant_id', '=', tenantId).where('id', '=', id);
  return {
    async byId(id) {
      const [row] = await transaction.run(citizens.where('id', '=', id));
      return row === undefined ? null : toCitizen(row);
    },
    async byIds(ids) {
      if (ids.length === 0) return [];
      const rows = await transaction.run(citizens.where('id', 'in', ids));
      const found = new Map(rows.map((row) => [row.id, toCitizen(row)]));
      return ids.flatMap((id) => found.get(id) ?? []);
    },
    async byCodiceFiscale(code) {
      const [row] = await transaction.run(citizens.where('codice_fiscale', '=', code));
      return row === undefined ? null : toCitizen(row);
    },
    async insert(citizen) {
      const inserted = await transaction.change(
        db
          .insertInto('citizen')
          .values({
            tenant_id: tenantId,
            id: citizen.id,
            ...identityColumns(citizen.identity),
            identity_verified: citizen.identityVerified,
            ...profileColumns(citizen),
            profile_completed_at: citizen.profileCompletedAt,
          })
          .onConflict((conflict) => conflict.columns(['tenant_id', 'codice_fiscale']).doNothing()),
      );
      return inserted > 0;
    },
    async saveIdentity(id, identity) {
      const asserted = { ...assertedColumns(identity), identity_verified: true };
      return (await transaction.change(update(id).set(asserted))) > 0;
    },
    async saveProfile(id, profile, at) {
      const completed = sql<Date>`coalesce(profile_completed_at, ${at}::timestamptz)`;
      await transaction.change(update(id).set({ ...profileColumns(profile), profile_completed_at: completed }));
    },
    async saveTypedIdentity(id, identity) {
      const unverified = update(id).where('identity_verified', '=', false);
      return (await transaction.change(unverified.set(identityColumns(identity)))) > 0;
    },
    async saveTypedProfile(id, profile) {
      const uncompleted = update(id).where('profile_completed_at', 'is', null);
      return (await transaction.change(uncompleted.set(profileColumns(profile)))) > 0;
    },
    async saveEmailRefused(id, email, refused) {
      await transaction.change(update(id).where('email', '=', email).set({ email_refused: refused }));
    },
    async unserved(after, limit) {
      const rows = await transaction.query<{ id: CitizenId }>({ text: UNSERVED, values: [tenantId, after, limit] });
      return rows.map((row) => row.id);
    },
    async eraseUnserved(id, at) {
      const [row] = await transaction.query<{ done: boolean }>({ text: ERASE_UNSERVED, values: [id, at] });
      return row?.done === true;
    },
  };
};
