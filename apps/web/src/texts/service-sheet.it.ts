import type { ServiceDefinition } from '@stanza/core';

/** What the eight sections of a service's sheet are called. */
export const sheetTitles: Readonly<Record<keyof ServiceDefinition['sheet'], string>> = {
  aChi: 'A chi è rivolto',
  comeFare: 'Come fare',
  cosaServe: 'Cosa serve',
  cosaSiOttiene: 'Cosa si ottiene',
  tempi: 'Tempi e scadenze',
  accedi: 'Accedi al servizio',
  condizioni: 'Condizioni di servizio',
  contatti: 'Contatti',
};
