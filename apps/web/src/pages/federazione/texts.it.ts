import type { CitizenError } from '@stanza/core';

interface Reason {
  readonly titolo: string;
  readonly testo: string;
}

const errori: Readonly<Record<CitizenError, Reason>> = {
  19: {
    titolo: 'Le credenziali non sono state riconosciute',
    testo:
      'Hai sbagliato più volte nome utente o password. Controllali, e se non li ricordi chiedi aiuto al tuo gestore.',
  },
  20: {
    titolo: 'La tua identità non arriva alla sicurezza richiesta',
    testo: 'Non hai credenziali del livello che serve. Chiedile al tuo gestore, poi riprova.',
  },
  21: {
    titolo: 'È passato troppo tempo',
    testo: 'Il gestore ha chiuso l’accesso perché non lo hai completato in tempo. Prova di nuovo.',
  },
  22: {
    titolo: 'Non hai dato il consenso',
    testo: 'Senza i tuoi dati il Comune non può sapere chi sei. Se cambi idea, prova di nuovo.',
  },
  23: {
    titolo: 'La tua identità è sospesa o revocata',
    testo: 'Non puoi usarla finché non è di nuovo attiva. Rivolgiti al tuo gestore.',
  },
  25: {
    titolo: 'Hai annullato l’accesso',
    testo: 'Non sei entrato. Quando vuoi, prova di nuovo.',
  },
  30: {
    titolo: 'L’identità non è del tipo giusto',
    testo: 'Serve l’identità di una persona, non quella di un’impresa o per uso professionale. Prova con un’altra.',
  },
};

export const texts = {
  errori,
  livello: {
    titolo: 'L’accesso non è abbastanza sicuro',
    testo: 'Il servizio chiede credenziali di un livello più alto di quelle che hai usato. Prova di nuovo con quelle.',
  },
  guasto: {
    titolo: 'L’accesso non è riuscito',
    testo:
      'Il gestore non ha potuto completare la richiesta. Non dipende da te: prova più tardi, o con un’altra identità digitale se l’hai.',
  },
  nonValida: {
    titolo: 'L’accesso non è riuscito',
    testo:
      'La risposta del gestore non è valida, è già stata usata o è arrivata troppo tardi. Comincia di nuovo da qui.',
  },
  sparito: {
    titolo: 'Questo gestore non è più disponibile',
    testo: 'Il Comune non può farti entrare con questo gestore. Torna all’accesso e scegline un altro.',
  },
  seiDentro: 'Se sei già dentro,',
  stanza: 'vai alla tua stanza',
  ingresso: {
    titolo: (nome: string) => `Stai entrando come ${nome}`,
    testo:
      'Non sappiamo se l’accesso è cominciato da questo browser. Se sei tu, continua: dopo, quello che scrivi va nella tua stanza.',
    continua: 'Sì, sono io',
    altri: 'Non sono io: torna all’accesso',
  },
  ingressoScaduto: {
    titolo: 'L’accesso è scaduto',
    testo: 'È passato troppo tempo, oppure l’accesso è già stato completato. Comincia di nuovo da qui.',
  },
  riprova: 'Torna all’accesso',
  uscitaNonValida: {
    titolo: 'L’uscita non è confermata',
    testo:
      'Il gestore non ha detto in modo valido che la sua sessione è chiusa. Se il computer non è tuo, esci anche dal sito del gestore e chiudi il browser.',
    servizi: 'Vai ai servizi',
  },
} as const;
