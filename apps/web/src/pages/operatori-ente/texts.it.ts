import type { TENANT_CONTACTS, TENANT_LINKS, TenantTheme } from '@stanza/core';

type Name = (typeof TENANT_CONTACTS)[number] | (typeof TENANT_LINKS)[number] | 'theme';

const campi: Readonly<Record<Name, string>> = {
  address: 'Indirizzo',
  email: 'E-mail',
  pec: 'PEC',
  phone: 'Telefono',
  sender: 'Mittente dei messaggi',
  website: 'Sito del Comune',
  privacy: 'Informativa sulla privacy',
  legalNotes: 'Note legali',
  accessibility: 'Dichiarazione di accessibilità',
  reportInefficiency: 'Segnala un disservizio',
  faq: 'Domande frequenti',
  theme: 'Colore delle pagine',
};

const colori: Readonly<Record<TenantTheme, string>> = {
  petrolio: 'Petrolio',
  verde: 'Verde',
  bordeaux: 'Bordeaux',
  indaco: 'Indaco',
};

export const texts = {
  titolo: 'Dati del Comune',
  introduzione: 'Quello che i cittadini leggono in fondo a ogni pagina, nei messaggi e nei documenti.',
  fissi: 'Nome del Comune',
  fissiAiuto: 'Lo cambia chi gestisce la piattaforma.',
  gruppi: { contatti: 'Contatti', collegamenti: 'Pagine del Comune', aspetto: 'Aspetto' },
  campi,
  colori,
  aiuti: {
    email: 'Chi risponde a un messaggio del portale scrive qui.',
    sender:
      'L’indirizzo da cui partono i messaggi: il suo dominio deve permettere al portale di spedire a suo nome, e non può essere quello del portale. Se lo lasci vuoto, partono dall’indirizzo del portale o, se non ne ha uno, dall’e-mail qui sopra.',
    accessibility: 'La pagina su https://form.agid.gov.it/ che riguarda questo portale.',
  },
  salva: 'Salva',
  salvato: 'I dati sono stati salvati. Tutte le pagine li mostrano entro pochi secondi.',
  adesso: 'Com’è adesso',
  scaduta:
    'La pagina era scaduta e non abbiamo salvato. Quello che hai scritto è ancora qui: premi di nuovo il pulsante.',
  cambiato:
    'Un altro amministratore ha cambiato questi dati mentre scrivevi, e non abbiamo salvato le tue modifiche. Quello che hai scritto è ancora qui: se premi “Salva” prende il posto di quello che c’è adesso.',
} as const;
