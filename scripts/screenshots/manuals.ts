/** The pictures of a manual. */
interface Manual {
  /** Its folder in `docs`. */
  readonly folder: string;
  /** Of a picture that is not of the phone, in CSS pixels. */
  readonly width: number;
  /** By reader of the browser tests: the name of each file, and the state that it shows. */
  readonly pictures: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const CITIZENS: Manual = {
  folder: 'manuale',
  width: 1100,
  pictures: {
    'a visitor': {
      comuni: 'the Comuni',
      servizi: 'the services',
      servizio: 'the sheet of a service',
      accedi: 'the sign-in',
    },
    'a newcomer': {
      condizioni: 'the terms',
      profilo: 'the profile',
      istruzioni: 'the instructions',
      'i-miei-dati': 'their data',
    },
    'somebody with practices in every state': {
      compilazione: 'a form',
      'compilazione-errori': 'a form with mistakes',
      'compilazione-telefono': 'a form',
      'la-mia-stanza': 'a room with practices',
      'la-mia-stanza-telefono': 'a room with practices',
      'i-miei-allegati': 'attachments',
      pratica: 'an accepted practice',
      'pratica-telefono': 'an accepted practice',
      'le-mie-pratiche': 'the tab accettata',
      bozza: 'a draft that is there already',
      'bozza-elimina': 'a draft to delete',
      'pratica-da-integrare': 'a practice to integrate',
      integrazione: 'an integration to answer',
      ricevuta: 'a receipt',
      valutazione: 'the rating',
    },
    'a professional': { verifica: 'cambio-di-residenza, stesso-comune-locazione: conferma' },
  },
};

const OFFICE: Manual = {
  folder: 'manuale-ente',
  // In a narrower window tables are cards.
  width: 1280,
  pictures: {
    'a visitor': { accesso: 'the door of the office' },
    'an operator': {
      pannello: 'the practices to handle',
      'pannello-telefono': 'the practices to handle',
      'presa-in-carico-telefono': 'a practice to take',
      pratica: 'a practice with files',
      elabora: 'a decision to take',
      'risposta-da-firmare': 'an answer to sign',
      integrazione: 'a request of integration to write',
      insieme: 'the question before practices are taken together',
      consegne: 'what is blocked',
      'per-conto': 'the counter',
      metriche: 'the figures of this year',
    },
    'an administrator': {
      riassegna: 'a practice to reassign',
      avvisi: 'the notices',
      servizio: 'the settings of a service',
      anteprima: 'the preview of a revision',
      personale: 'the staff',
      registro: 'the register',
    },
  },
};

export const MANUALS: readonly Manual[] = [CITIZENS, OFFICE];
