import { type Looking, looking } from '../looking.ts';
import type { Stage } from '../stage.ts';

export const CERTIFICATE = '/rovereto/servizi/certificato-di-nascita';
export const NEW_PRACTICE = 'Nuova pratica: Certificato di nascita';

export const tab = (stato: string, shown: string): Looking =>
  looking('pratiche', 'Le mie pratiche', `the tab ${stato}`, () => `/rovereto/pratiche?stato=${stato}`, shown);

export const TABS = ['bozza', 'inviata', 'in_elaborazione', 'accettata', 'rifiutata', 'da_integrare', 'per_mio_conto'];

export const practice = (state: string, id: (stage: Stage) => string, shown: string): Looking =>
  looking('pratica', 'Certificato di nascita', state, (stage) => `/rovereto/pratiche/${id(stage)}`, shown);
