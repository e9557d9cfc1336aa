import type { BlockPart } from '@stanza/core';

/** What each part of an address, of a person, of an answer to the office is called, on the pages and on the form. */
export const partLabels: Readonly<Record<BlockPart, string>> = {
  via: 'Via o piazza',
  civico: 'Numero civico',
  cap: 'CAP',
  comune: 'Comune',
  provincia: 'Provincia (sigla)',
  stato: 'Stato estero',
  codice_postale: 'Codice postale',
  scala: 'Scala',
  piano: 'Piano',
  interno: 'Interno',
  nome: 'Nome',
  cognome: 'Cognome',
  codice_fiscale: 'Codice fiscale',
  data_nascita: 'Data di nascita',
  luogo_nascita: 'Luogo di nascita',
  risposta: 'Risposta alla richiesta del Comune',
  numero_avviso: 'Numero avviso',
  pagato_il: 'Pagato il',
  ricevuta: 'Ricevuta di pagamento',
};
