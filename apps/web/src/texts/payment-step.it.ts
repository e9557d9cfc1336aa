import type { BadgeTone } from '../ui/components.ts';
import type { OnlinePhase } from '../ui/payment-phase.ts';

interface PhaseText {
  readonly tone: Extract<BadgeTone, 'info' | 'success' | 'warning'> | 'error';
  readonly title: string;
  readonly text: string;
}

/** How the payment online stands, in words; the same for the citizen and for who fills in for them at the counter. */
export const phaseTexts: Readonly<Record<OnlinePhase, PhaseText>> = {
  da_preparare: {
    tone: 'info',
    title: 'Il pagamento è da preparare',
    text: 'Con il pulsante qui sotto il portale chiede al sistema di pagamento l’avviso da pagare.',
  },
  in_preparazione: {
    tone: 'info',
    title: 'Stiamo preparando il pagamento',
    text: 'Di solito bastano pochi secondi.',
  },
  in_aggiornamento: {
    tone: 'info',
    title: 'L’importo è cambiato: stiamo aggiornando il pagamento',
    text: 'L’avviso di prima non va più pagato. Quello nuovo arriva da solo, di solito in pochi secondi.',
  },
  importo_cambiato: {
    tone: 'warning',
    title: 'L’importo è cambiato',
    text: 'Le risposte sono cambiate dopo la preparazione dell’avviso. Prima di pagare occorre aggiornarlo.',
  },
  pagabile: {
    tone: 'info',
    title: 'Il pagamento è pronto',
    text: 'Si può pagare online, oppure con l’avviso in banca, in posta, in tabaccheria o con una app. Il tasto “Avanti” si attiva quando il pagamento è confermato.',
  },
  in_verifica: {
    tone: 'info',
    title: 'Stiamo verificando il pagamento',
    text: 'Dopo il pagamento la conferma arriva di solito in pochi minuti, e la pagina lo dice. Un pagamento non concluso si può riprendere con “Paga online”: lo stesso avviso si paga una volta sola.',
  },
  non_funziona: {
    tone: 'warning',
    title: 'Il pagamento online adesso non funziona',
    text: 'Quello che è scritto è salvo. Si può tornare più tardi o chiedere all’ufficio.',
  },
  rifiutato: {
    tone: 'error',
    title: 'Il sistema di pagamento non ha accettato la richiesta',
    text: 'Non è stato pagato niente, e quello che è scritto è salvo. Si può riprovare; se succede ancora, occorre chiedere all’ufficio.',
  },
  scaduto: {
    tone: 'warning',
    title: 'L’avviso di pagamento è scaduto',
    text: 'Non è stato pagato in tempo, e non si può più pagare. Se ne può preparare uno nuovo.',
  },
  annullato: {
    tone: 'warning',
    title: 'L’avviso di pagamento è stato annullato',
    text: 'Non si può più pagare. Se ne può preparare uno nuovo.',
  },
  pagato: { tone: 'success', title: 'Il pagamento è confermato', text: 'Ora si può proseguire con “Avanti”.' },
};

export const paymentStepTexts = {
  daPagare: 'Che cosa si paga',
  giaRicevuti: (received: string, missing: string) => `Sono già stati ricevuti ${received}: mancano ${missing}.`,
  nonCalcolabile: 'Per calcolare l’importo manca una risposta nei passi precedenti.',
  inPiu: (amount: string) =>
    `Sono stati ricevuti ${amount} in più di quanto è dovuto. Quando la pratica viene inviata, la differenza è segnalata all’ufficio per il rimborso.`,
  inPiuTitolo: 'È stato pagato più del dovuto',
  lontano: {
    titolo: 'Il sistema di pagamento non risponde',
    nientePagato:
      'Non è stato pagato niente, e quello che è scritto è salvo. Il portale riprova da solo: si può aspettare qui o tornare più tardi.',
    forsePagato:
      'In questo momento non sappiamo se è stato pagato. Chi ha già pagato non deve pagare di nuovo: la conferma arriva quando il sistema risponde.',
  },
  nonAperta: {
    titolo: 'La pagina di pagamento non si è aperta',
    testo:
      'Chi ha già pagato non deve pagare di nuovo. Quello che è scritto è salvo: si può riprovare tra qualche minuto, oppure pagare con l’avviso.',
    nonFunziona:
      'Il pagamento online del Comune in questo momento non funziona. Chi ha già pagato non deve pagare di nuovo. Quello che è scritto è salvo: si può pagare con l’avviso, tornare più tardi o chiedere all’ufficio.',
  },
  troppeVolte:
    'Il pagamento online è stato aperto troppe volte in un’ora. Si può riprovare più tardi, oppure pagare con l’avviso.',
  nonPagabile: 'Adesso non si può pagare: qui sotto c’è come sta il pagamento.',
  verificato: 'Stiamo chiedendo al sistema di pagamento se è stato pagato: se è così, la conferma appare qui.',
  ritorno: {
    ok: 'Se il pagamento è stato concluso, la conferma appare qui appena arriva dal sistema di pagamento.',
    annullato: 'Il pagamento non risulta concluso. Si può riprendere quando si vuole.',
    errore:
      'La pagina di pagamento ha segnalato un errore. Se comunque è stato pagato, la conferma appare qui: non occorre pagare di nuovo.',
  },
  aspetta: 'Se la pagina non si aggiorna da sola:',
  paga: 'Paga online',
  verifica: 'Ho già pagato',
  prepara: 'Prepara il pagamento',
  aggiorna: 'Aggiorna il pagamento',
  riprova: 'Riprova',
  togliMarca: 'Togli la marca da bollo',
  marcaTitolo: (amount: string) => `Serve una marca da bollo da ${amount}`,
  marcaTesto:
    'Si compra in tabaccheria. Occorre scrivere i dati che ci sono stampati e conservare la marca: non si può usare per altre pratiche. Chi la dichiara ne risponde (DPR 445/2000).',
  marcaNumero: 'Numero della marca da bollo',
  marcaNumeroAiuto: 'Le 14 cifre sotto il codice a barre.',
  marcaData: 'Data di emissione',
  marcaDataAiuto: 'Il giorno stampato sulla marca.',
  dichiara: 'Registra la marca da bollo',
  marcaDaDichiarare: 'Per proseguire occorre registrare la marca da bollo.',
} as const;
