export const texts = {
  servizi: 'Servizi',
  crumb: 'Testi',
  titolo: (name: string) => `Testi di “${name}”`,
  introduzione:
    'Le modifiche valgono per le pratiche che cominciano dopo: quelle già cominciate tengono i testi di prima.',
  definizione: 'Cambia anche passi e campi',
  gruppi: {
    presentazione: 'Presentazione',
    scheda: 'Scheda del servizio',
    ufficio: 'Ufficio e termine',
    passo: (number: number, title: string) => `Passo ${number}: ${title}`,
  },
  campi: {
    description: 'Descrizione',
    introduction: 'Introduzione',
    office: 'Ufficio',
    responsible: 'Responsabile del procedimento',
    deadlineDays: 'Termine del procedimento, in giorni',
    title: 'Titolo',
    guide: 'Guida alla compilazione',
    text: 'Istruzioni',
  },
  aiuti: {
    description: 'Una o due frasi, per gli elenchi. Al massimo 300 caratteri.',
    deadlineDays: 'Da 1 a 365: entro quanti giorni il Comune risponde (legge 241/1990).',
    paragrafi: 'Lascia una riga vuota tra un paragrafo e l’altro.',
  },
  fuoriLimite: 'Scrivi un numero da 1 a 365.',
  adesso: 'Com’è adesso',
  tolti: 'Quello che hai scritto per passi che non ci sono più',
  toltiTesto: 'Un’altra revisione li ha tolti, e questi testi non si possono salvare: se ti servono, copiali.',
  salva: 'Salva',
  salvato: (revision: string) => `I testi sono salvati: è in uso la revisione ${revision}.`,
  uguale: 'Non hai cambiato nulla: resta in uso la revisione che c’era.',
  scheda: 'Vedi la scheda del servizio',
  scaduta:
    'La pagina era scaduta e non abbiamo salvato. Quello che hai scritto è ancora qui: premi di nuovo il pulsante.',
  cambiato:
    'Un altro amministratore ha pubblicato una revisione mentre scrivevi, e non abbiamo salvato le tue modifiche. Quello che hai scritto è ancora qui: se premi “Salva” prende il posto di quello che c’è adesso.',
} as const;
