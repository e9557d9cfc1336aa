import { withArticle } from '@stanza/core';

export const texts = {
  titolo: 'Il mio profilo',
  introduzione: 'I tuoi recapiti e i tuoi indirizzi. Li usiamo per compilare le pratiche al posto tuo.',
  primaVolta: 'Completa i dati del tuo profilo: li usiamo per compilare le pratiche al posto tuo.',
  identitaTitolo: 'I tuoi dati',
  identitaAiuto: 'Arrivano dalla tua identità digitale e qui non si possono cambiare.',
  identita: {
    nome: 'Nome',
    cognome: 'Cognome',
    codiceFiscale: 'Codice fiscale',
    dataNascita: 'Data di nascita',
    luogoNascita: 'Luogo di nascita',
  },
  recapiti: 'Recapiti',
  email: 'E-mail',
  emailAiuto: 'Ti scriviamo qui a ogni passaggio importante di una pratica.',
  telefono: 'Telefono',
  residenza: 'Residenza',
  domicilio: 'Domicilio',
  domicilioDiverso: 'Il domicilio è diverso dalla residenza',
  domicilioAiuto: 'Se hai spuntato la casella compila tutti questi campi, altrimenti lasciali vuoti.',
  capAiuto: 'All’estero scrivi il codice postale, se c’è.',
  provinciaAiuto: 'All’estero lasciala vuota.',
  campoDi: (group: string, field: string) => `${group}, ${field}`,
  salva: 'Salva informazioni profilo',
  salvato: 'Le informazioni del profilo sono state salvate.',
  scaduta:
    'La pagina era scaduta e non abbiamo salvato. Quello che hai scritto è ancora qui: premi di nuovo il pulsante.',
  mieiDatiTitolo: 'I miei dati',
  mieiDatiTesto:
    'Puoi scaricare una copia di tutto ciò che il portale conserva su di te, o cancellare ciò che non serve più.',
  mieiDati: 'Vai ai miei dati',
  condizioni: 'Condizioni accettate',
  revisione: (title: string, revision: number) => `${title} (versione ${revision})`,
  leggi: (title: string) => `Leggi il testo: ${title}`,
  accettata: (when: string) => `Accettata ${withArticle('il', when)}`,
} as const;
