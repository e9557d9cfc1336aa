import type { Citizen } from '@stanza/core';
import type { Selectable } from 'kysely';
import type { Database } from '../tables.ts';

export type CitizenColumns = Omit<Selectable<Database['citizen']>, 'tenant_id'>;

export const toCitizen = (row: CitizenColumns): Citizen => ({
  id: row.id,
  identity: {
    codiceFiscale: row.codice_fiscale,
    nome: row.nome,
    cognome: row.cognome,
    dataNascita: row.data_nascita,
    luogoNascita: row.luogo_nascita,
  },
  identityVerified: row.identity_verified,
  contacts: { email: row.email, telefono: row.telefono },
  emailRefused: row.email_refused,
  residenza: row.residenza,
  domicilio: row.domicilio,
  profileCompletedAt: row.profile_completed_at,
});
