import type { BulletinInput, BulletinKind } from '@stanza/core';

const titoli: Readonly<Record<BulletinKind, Readonly<Record<'nuovo' | 'modifica' | 'elenco', string>>>> = {
  news: { nuovo: 'Nuovo avviso', modifica: 'Modifica l’avviso', elenco: 'Avvisi e notizie' },
  deadline: { nuovo: 'Nuova scadenza', modifica: 'Modifica la scadenza', elenco: 'Scadenze' },
};

const campi: Readonly<Record<BulletinKind, Readonly<Record<keyof BulletinInput, string>>>> = {
  news: {
    title: 'Titolo',
    text: 'Testo',
    day: 'Giorno di pubblicazione',
    link: 'Indirizzo di una pagina che dice di più',
    visibleFrom: 'Visibile dal',
    visibleUntil: 'Visibile fino al',
  },
  deadline: {
    title: 'Titolo',
    text: 'Testo',
    day: 'Giorno della scadenza',
    link: 'Indirizzo di una pagina che dice di più',
    visibleFrom: 'Visibile dal',
    visibleUntil: 'Visibile fino al',
  },
};

/** Whether citizens see one: "un avviso" is masculine, "una scadenza" is not. */
const visibilita: Readonly<Record<BulletinKind, Readonly<Record<'visibleFrom' | 'visibleUntil', string>>>> = {
  news: {
    visibleFrom: 'Prima di questo giorno i cittadini non lo vedono.',
    visibleUntil: 'Dopo questo giorno i cittadini non lo vedono più.',
  },
  deadline: {
    visibleFrom: 'Prima di questo giorno i cittadini non la vedono.',
    visibleUntil: 'Dopo questo giorno i cittadini non la vedono più.',
  },
};

const cambiato: Readonly<Record<BulletinKind, string>> = {
  news: 'Un altro amministratore ha cambiato questo avviso mentre scrivevi, e non abbiamo salvato le tue modifiche. Quello che hai scritto è ancora qui: se premi “Salva” prende il posto di quello che c’è adesso.',
  deadline:
    'Un altro amministratore ha cambiato questa scadenza mentre scrivevi, e non abbiamo salvato le tue modifiche. Quello che hai scritto è ancora qui: se premi “Salva” prende il posto di quello che c’è adesso.',
};

const giaPubblicato: Readonly<Record<BulletinKind, string>> = {
  news: 'Da questa pagina è già stato pubblicato un avviso. Quello che hai scritto adesso è diverso e non l’abbiamo ancora salvato: se premi “Salva” diventa un secondo avviso. Per cambiare il primo, aprilo dall’elenco.',
  deadline:
    'Da questa pagina è già stata pubblicata una scadenza. Quella che hai scritto adesso è diversa e non l’abbiamo ancora salvata: se premi “Salva” diventa una seconda scadenza. Per cambiare la prima, aprila dall’elenco.',
};

export const texts = {
  titoli,
  campi,
  visibilita,
  cambiato,
  giaPubblicato,
  adesso: 'Com’è adesso',
  aiuto: {
    title: 'Al massimo 150 caratteri.',
    text: 'Solo testo: lascia una riga vuota tra un paragrafo e l’altro.',
    link: 'Comincia con https://. I cittadini lo aprono sul sito del Comune.',
  },
  salva: 'Salva',
  scaduta:
    'La pagina era scaduta e non abbiamo salvato. Quello che hai scritto è ancora qui: premi di nuovo il pulsante.',
} as const;
