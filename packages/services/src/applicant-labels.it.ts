import type { ApplicantFact } from '@stanza/core';

/** What each fact about the applicant is called, on the pages and on the form (manual §6.2). */
export const applicantLabels: Readonly<Record<ApplicantFact, string>> = {
  cognome: 'Cognome',
  nome: 'Nome',
  codice_fiscale: 'Codice fiscale',
  luogo_nascita: 'Luogo di nascita',
  data_nascita: 'Data di nascita',
  residenza: 'Residenza',
  domicilio: 'Domicilio',
  email: 'E-mail',
  telefono: 'Telefono',
};
