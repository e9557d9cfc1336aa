import { type BulletinKind, type FeedFailure, withArticle } from '@stanza/core';

const motivi: Readonly<Record<FeedFailure, string>> = {
  unreachable: 'il sito non risponde.',
  forbidden_address: 'l’indirizzo porta dove il portale non può leggere.',
  too_slow: 'il sito ha impiegato troppo tempo a rispondere.',
  too_large: 'il contenuto è troppo grande (il limite è 2 MB).',
  too_many_redirects: 'l’indirizzo rimanda ad altri indirizzi troppe volte.',
  bad_status: 'il sito ha risposto con un errore: controlla che l’indirizzo sia giusto.',
  not_a_feed: 'il contenuto non è nel formato previsto.',
  too_complex: 'il contenuto è troppo complicato da leggere, per esempio perché un evento si ripete senza una fine.',
};

interface KindTexts {
  readonly titolo: string;
  readonly introduzione: string;
  readonly nuovo: string;
  readonly altri: string;
  readonly nessuno: string;
  readonly nessunoTesto: string;
  readonly eliminato: string;
  readonly tabella: string;
  readonly giorno: string;
  readonly feedTitolo: string;
  readonly feedAiuto: string;
  readonly feedCampo: string;
  readonly pagine: string;
}

const perTipo: Readonly<Record<BulletinKind, KindTexts>> = {
  news: {
    titolo: 'Avvisi e notizie',
    introduzione: 'Quello che i cittadini leggono in “La mia stanza”. Le notizie più recenti vengono per prime.',
    nuovo: 'Nuovo avviso',
    altri: 'Vai alle scadenze',
    nessuno: 'Non ci sono avvisi',
    nessunoTesto: 'Quelli che scrivi, e quelli che arrivano dal feed, compaiono qui.',
    eliminato: 'L’avviso è stato eliminato.',
    tabella: 'Avvisi e notizie',
    giorno: 'Pubblicato il',
    feedTitolo: 'Avvisi dal sito del Comune',
    feedAiuto:
      'Se il sito del Comune pubblica le notizie in formato RSS o Atom, il portale le legge ogni ora e le mostra qui sopra.',
    feedCampo: 'Indirizzo del feed RSS o Atom',
    pagine: 'Pagine degli avvisi',
  },
  deadline: {
    titolo: 'Scadenze',
    introduzione: 'Le scadenze che i cittadini leggono in “La mia stanza”, fino al loro giorno.',
    nuovo: 'Nuova scadenza',
    altri: 'Vai agli avvisi',
    nessuno: 'Non ci sono scadenze',
    nessunoTesto: 'Quelle che scrivi, e quelle che arrivano dal calendario, compaiono qui.',
    eliminato: 'La scadenza è stata eliminata.',
    tabella: 'Scadenze',
    giorno: 'Entro il',
    feedTitolo: 'Scadenze da un calendario',
    feedAiuto:
      'Se il Comune tiene le scadenze in un calendario pubblico (iCalendar), il portale lo legge ogni ora e le mostra qui sopra.',
    feedCampo: 'Indirizzo del calendario iCalendar (.ics)',
    pagine: 'Pagine delle scadenze',
  },
};

export const texts = {
  perTipo,
  colonne: (day: string) => ['Titolo', day, 'Stato', 'Azioni'],
  visibile: 'Visibile',
  dal: (day: string) => `Visibile ${withArticle('dal', day)}`,
  nonPiu: 'Non più visibile',
  scaduta: 'Scaduta',
  modifica: 'Modifica',
  elimina: 'Elimina',
  dalFeed: 'Arriva dal feed',
  salva: 'Salva l’indirizzo',
  feedVuoto: 'Lascia vuoto per non leggere nulla: quello che era arrivato dal feed viene tolto.',
  leggi: 'Leggi adesso',
  maiLetto: 'Non è ancora stato letto.',
  letto: (when: string) => `Letto ${withArticle('il', when)}.`,
  saltati: (count: number) =>
    count === 1
      ? 'Un elemento non si può leggere e non viene mostrato.'
      : `${count} elementi non si possono leggere e non vengono mostrati.`,
  nonLetto: (when: string, failure: FeedFailure) =>
    `L’ultima lettura non è riuscita: ${motivi[failure]} È stata tentata ${withArticle('il', when)}; quello che era arrivato prima resta.`,
  scadutaPagina:
    'La pagina era scaduta e non abbiamo salvato. Quello che hai scritto è ancora qui: premi di nuovo il pulsante.',
  posizione: 'Dal giorno più lontano',
  fatto: {
    salvato: 'Le modifiche sono state salvate.',
    feed: 'L’indirizzo è stato salvato.',
    leggi: 'La lettura è in coda: tra poco aggiorna la pagina.',
  },
} as const;
