import type { Citizen, CitizenStore } from '@stanza/core';
import type { QueryBuilder } from '../query-builder.ts';
import type { TenantTransaction } from '../transaction.ts';
import { toCitizen } from './citizen-row.ts';

const valuesOf = ({ identity, contacts, residenza, domicilio, profileCompletedAt }: Citizen) => ({
  codice_fiscale: identity.codiceFiscale,
  nome: identity.nome,
  cognome: identity.cognome,
  data_nascita: identity.dataNascita,
  luogo_nascita: identity.luogoNascita,
  email: contacts.email,
  telefono: contacts.telefono,
  residenza: residenza && JSON.stringify(residenza),
  domicilio: domicilio && JSON.stringify(domicilio),
  profile_completed_at: profileCompletedAt,
});

export const citizenStore = (transaction: TenantTransaction, db: QueryBuilder): CitizenStore => {
  const { tenantId } = transaction;
  const citizens = db.selectFrom('citizen').where('tenant_id', '=', tenantId).selectAll();
  return {
    async byId(id) {
      const [row] = await transaction.run(citizens.where('id', '=', id));
      return row === undefined ? null : toCitizen(row);
    },
    async byCodiceFiscale(code) {
      const [row] = await transaction.run(citizens.where('codice_fiscale', '=', code));
      return row === undefined ? null : toCitizen(row);
    },
    async insert(citizen) {
      const inserted = await transaction.change(
        db
          .insertInto('citizen')
          .values({ tenant_id: tenantId, id: citizen.id, ...valuesOf(citizen) })
          .onConflict((conflict) => conflict.columns(['tenant_id', 'codice_fiscale']).doNothing()),
      );
      return inserted > 0;
    },
    async save(citizen) {
      await transaction.change(
        db.updateTable('citizen').set(valuesOf(citizen)).where('tenant_id', '=', tenantId).where('id', '=', citizen.id),
      );
    },
  };
};
