import type { OutsideRegistry } from '@stanza/core';

export const texts = {
  titolo: 'Configurazione di protocollo',
  introduzione:
    'Con quale protocollo il portale registra le pratiche dei servizi per cui sei abilitato, e con quali valori. I valori li scelgono gli amministratori, il protocollo chi gestisce il portale.',
  servizio: 'Servizio',
  protocollo: 'Protocollo',
  appIo: 'App IO',
  si: 'Sì',
  no: 'No',
  vuoto: 'Non indicato',
  nessuno: 'Non sei abilitato a nessun servizio',
  nessunoTesto: 'Gli amministratori del Comune scelgono i servizi di cui ti occupi.',
  delPortale: 'Protocollo del portale',
  daCompletare: 'Da completare',
  impostazioni: 'Impostazioni dei protocolli di altri',
  impostazioniAiuto: 'Utenti, password e certificati non si vedono: nessuno può rileggerli.',
  perTutti: 'per tutti i servizi',
  perAltri: 'per i servizi che non ne hanno uno loro',
  mancano: 'Mancano o non vanno bene',
  secondi: (seconds: number): string => `${seconds} secondi`,
} as const;

/** What registries of others are called. */
export const registryNames: Readonly<Record<OutsideRegistry, string>> = {
  docarea: 'DOCAREA',
  pitre: 'P.I.Tre',
  pec: 'PEC',
  external: 'Sistema del Comune',
};

/** What settings are called, by their place. One that is not here goes by its own name, as in its file. */
export const settingNames: Readonly<Record<string, string>> = {
  dialect: 'Dialetto',
  endpoint: 'Servizio web',
  ente: 'Codice dell’ente',
  administration: 'Amministrazione',
  'administration.code': 'Codice dell’amministrazione',
  'administration.name': 'Nome dell’amministrazione',
  'administration.email': 'E-mail dell’amministrazione',
  aoo: 'AOO',
  office: 'Unità organizzativa',
  titolario: 'Titolario',
  fascicolo: 'Fascicolo',
  'fascicolo.number': 'Numero del fascicolo',
  'fascicolo.year': 'Anno del fascicolo',
  'documentTypes.entrata': 'Tipo dei documenti in entrata',
  'documentTypes.uscita': 'Tipo dei documenti in uscita',
  'documentTypes.allegato': 'Tipo degli allegati',
  application: 'Nome del portale',
  role: 'Ruolo',
  register: 'Registro',
  rf: 'RF',
  project: 'Fascicolo',
  'project.code': 'Codice del fascicolo o della voce di titolario',
  'project.scheme': 'Titolario del fascicolo',
  'project.perPractice': 'Un fascicolo per ogni pratica',
  'limits.maxFileBytes': 'Grandezza massima di un file',
  'limits.maxTotalBytes': 'Grandezza massima di tutti i file',
  'sender.name': 'Nome del mittente',
  'sender.address': 'Indirizzo del mittente',
  recipient: 'Indirizzo dell’ufficio protocollo',
  maxMessageBytes: 'Grandezza massima di un messaggio',
  timeoutSeconds: 'Attesa massima di una risposta',
};
