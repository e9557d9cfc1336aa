import { officeHref } from '../../../src/testing/office.ts';
import { COUNTER } from '../../../src/testing/sportello.ts';
import { looking as at, href, type Looking, press } from '../looking.ts';
import type { Stage } from '../stage.ts';

const inOffice = (state: string, id: (stage: Stage) => string, shown: string): Looking =>
  at('operatori-pratica', 'Certificato di nascita', state, (stage) => officeHref(id(stage)), shown);

const elabora = (state: string, id: (stage: Stage) => string, shown: string, query = ''): Looking =>
  at('operatori-elabora', 'Elabora la pratica', state, (stage) => `${officeHref(id(stage))}/elabora${query}`, shown);

export const OPERATOR: readonly Looking[] = [
  at('operatori-profilo', 'Il mio accesso', 'their own access', href('/rovereto/operatori/profilo'), 'Non è attivo'),
  at(
    'operatori-profilo',
    'Il mio accesso',
    'a new password that is too short',
    href('/rovereto/operatori/profilo'),
    'La password è troppo corta',
    press('Cambia la password'),
  ),
  at(
    'operatori-secondo-fattore',
    'Secondo fattore',
    'an app to set up',
    href('/rovereto/operatori/secondo-fattore'),
    'Chiave da scrivere a mano',
  ),
  at(
    'operatori-secondo-fattore',
    'Secondo fattore',
    'a wrong code',
    href('/rovereto/operatori/secondo-fattore'),
    'Il codice non è corretto',
    press('Attiva il secondo fattore'),
  ),
  at('operatori-per-conto', 'Per conto di un cittadino', 'the counter', href(COUNTER), 'Riprendi'),
  at(
    'compilazione',
    'Nuova pratica: Certificato di nascita',
    'a draft of the counter at its summary',
    ({ counterDraft }) => `${counterDraft}/compila/conferma`,
    'Il cittadino ha letto e firmato',
  ),
  at(
    'operatori-per-conto/cittadino',
    'Dati del cittadino',
    'a citizen whom the Comune does not know',
    href(COUNTER),
    'Apri la pratica',
    async (page) => {
      await page.selectOption('#servizio', 'certificato-di-nascita');
      await page.fill('#codice_fiscale', 'RCCCRM96B69D612L');
      await press('Prosegui')(page);
    },
  ),
  at(
    'operatori-per-conto/dati',
    'Dati del cittadino',
    'the citizen of a draft of the counter',
    ({ counterDraft }) => `${counterDraft}/cittadino`,
    'Torna alla pratica',
  ),
  at(
    'operatori-per-conto/elimina',
    'Vuoi eliminare',
    'a draft of the counter that may be deleted',
    ({ counterDraft }) => `${counterDraft}/elimina`,
    'restano tra gli allegati del cittadino',
  ),
  at(
    'operatori-per-conto/inviata',
    'Pratica inviata',
    'a practice sent at the counter',
    ({ counterSent }) => `${counterSent}/inviata`,
    'Scarica la ricevuta',
  ),
  inOffice(
    'a practice opened at the counter',
    ({ counterSent }) => counterSent.split('/').at(-1) ?? '',
    'Aperta allo sportello da',
  ),
  at('operatori', 'Pannello di controllo', 'the practices to handle', href('/rovereto/operatori'), 'In carico a'),
  at(
    'operatori',
    'Pannello di controllo',
    'some practices, by the name of the applicant',
    href('/rovereto/operatori?lista=tutte&servizio=certificato-di-nascita&ordine=richiedente-asc'),
    'Togli i filtri',
  ),
  at(
    'operatori',
    'Pannello di controllo',
    'a filter that finds nothing',
    href('/rovereto/operatori?lista=tutte&al=1999-12-31'),
    'Nessuna pratica trovata',
  ),
  at(
    'operatori',
    'Pannello di controllo',
    'practices to choose together',
    href('/rovereto/operatori?lista=da_assegnare'),
    'Scegli tutte quelle di questa pagina',
  ),
  at(
    'operatori-insieme',
    'Vuoi prendere in carico',
    'the question before practices are taken together',
    href('/rovereto/operatori?lista=da_assegnare'),
    'Sì, sono sicuro',
    async (page) => {
      // Without JavaScript the box of all is not there.
      const all = page.getByRole('checkbox', { name: 'Scegli tutte quelle di questa pagina' });
      await ((await all.isVisible()) ? all : page.locator('main table').getByRole('checkbox').first()).check();
      await press('Prendi in carico')(page);
    },
  ),
  at(
    'presa-in-carico',
    'Vuoi prendere in carico',
    'a practice to take',
    ({ registered }) => `${officeHref(registered)}/presa-in-carico`,
    'No',
  ),
  at(
    'operatori-elabora',
    'Elabora la pratica',
    'a decision without its outcome',
    ({ toDecide }) => `${officeHref(toDecide)}/elabora`,
    'Scegli se accettare o rifiutare',
    press('Conferma e prepara la risposta'),
  ),
  inOffice('a practice that waits for its number', ({ waiting }) => waiting, 'In attesa di protocollazione'),
  inOffice('a practice with files', ({ onBehalf }) => onBehalf, 'delega è.pdf'),
  inOffice('a blocked delivery', ({ outgoingFailed }) => outgoingFailed, 'Il protocollo non risponde'),
  at(
    'operatori-pagamenti',
    'Pagamenti',
    'a number that is no notice',
    href('/rovereto/operatori/pagamenti'),
    'Scrivi le 18 cifre',
    press('Cerca'),
  ),
  at(
    'operatori-pagamento',
    'Pagamento',
    'a payment of which some is to be given back',
    ({ overpaid }) => `/rovereto/operatori/pagamenti/${overpaid}`,
    'Annota il rimborso',
  ),
  at(
    'operatori-pagamento/conferma',
    'Rimborso',
    'a refund without how',
    ({ overpaid }) => `/rovereto/operatori/pagamenti/${overpaid}/rimborso`,
    'Scrivi come si ritrova',
    press('Annota il rimborso'),
  ),
  at(
    'operatori-richiedi-pagamento',
    'Richiedi un pagamento',
    'a request that says nothing',
    ({ toSign }) => `${officeHref(toSign)}/pagamento`,
    'Scrivi almeno che cosa si paga',
    press('Invia la richiesta'),
  ),
  at(
    'integrazione/pagamento',
    'Rispondi allo sportello',
    'what is to be paid for a practice of the counter',
    ({ counterToPay }) => `/rovereto/operatori/per-conto/${counterToPay}/integrazione`,
    'Non c’è nulla da compilare',
  ),
  at(
    'operatori-protocollo',
    'Configurazione di protocollo',
    'what the registry is told',
    href('/rovereto/operatori/protocollo'),
    'Titolo e classe',
  ),
  at(
    'operatori-metriche',
    'Metriche di utilizzo',
    'the figures of this year',
    href('/rovereto/operatori/metriche'),
    'Pratiche inviate per anno',
  ),
  at(
    'operatori-consegne',
    'Consegne bloccate',
    'what is blocked',
    () => '/rovereto/operatori/consegne',
    'È registrata: scrivo il numero',
  ),
  at(
    'operatori-registrazione',
    'Registrazione in dubbio',
    'a registration in doubt',
    ({ outgoingFailed }) => `${officeHref(outgoingFailed)}/registrazione`,
    'guarda nel protocollo',
  ),
  at(
    'operatori-registrazione',
    'Numero di protocollo da scrivere',
    'a number that the office is to write',
    ({ numberToWrite }) => `${officeHref(numberToWrite)}/registrazione`,
    'trasmetti di nuovo i documenti',
  ),
  at(
    'operatori-registrazione',
    'Registrazione non riuscita',
    'a registration that the portal has given up',
    ({ notRegistered }) => `${officeHref(notRegistered)}/registrazione`,
    'La registro a mano',
  ),
  at(
    'operatori-registrazione',
    'Registrazione a mano',
    'a registration by hand',
    ({ byHand }) => `${officeHref(byHand)}/registrazione`,
    'Rinuncio, ci riprova il portale',
  ),
  inOffice('a rejected practice', ({ rejected }) => rejected, 'Firme digitali'),
  inOffice('a practice to integrate', ({ toIntegrate }) => toIntegrate, 'Annulla la richiesta di integrazione'),
  inOffice('a practice that was integrated', ({ integrated }) => integrated, 'contratto di lavoro.pdf'),
  at(
    'operatori-integrazione',
    'Richiedi integrazione',
    'a request of integration to write',
    ({ toDecide }) => `${officeHref(toDecide)}/integrazione`,
    'Campi da compilare di nuovo',
  ),
  inOffice('a practice to integrate at the counter', (stage) => stage.counterToIntegrate, 'Rispondi allo sportello'),
  at(
    'integrazione',
    'Rispondi allo sportello',
    'an integration to answer at the counter',
    ({ counterToIntegrate }) => `/rovereto/operatori/per-conto/${counterToIntegrate}/integrazione`,
    'Il cittadino ha letto e firmato',
  ),
  at(
    'operatori-annulla-integrazione',
    'Vuoi annullare la richiesta di integrazione',
    'the question before a request is cancelled',
    ({ toIntegrate }) => `${officeHref(toIntegrate)}/integrazione/annulla`,
    'Vuoi annullare la richiesta',
  ),
  elabora('a decision that is final', ({ toDecideForGood }) => toDecideForGood, 'Non si può tornare indietro'),
  at(
    'operatori-elabora',
    'Elabora la pratica',
    'a final decision without its confirmation',
    ({ toDecideForGood }) => `${officeHref(toDecideForGood)}/elabora`,
    'spunta la casella',
    async (page) => {
      await page.getByLabel('Accetta la richiesta').check();
      await press('Conferma e invia la risposta')(page);
    },
  ),
  elabora('a decision to take', ({ toDecide }) => toDecide, 'Accetta la richiesta'),
  elabora('an answer being made', ({ preparing }) => preparing, 'Stiamo preparando il documento'),
  elabora('a decision being changed', ({ preparing }) => preparing, 'Accetta la richiesta', '?cambia=si'),
  elabora('an answer that failed', ({ answerFailed }) => answerFailed, 'La preparazione della risposta non è riuscita'),
  elabora('an answer to sign', ({ toSign }) => toSign, 'Scarica il documento, firmalo digitalmente'),
  elabora('a signed answer on its way', ({ signed }) => signed, 'in attesa del protocollo in uscita'),
  elabora('a signed answer that failed', ({ outgoingFailed }) => outgoingFailed, 'non verrà ritentata'),
  elabora('a closed practice', ({ rejected }) => rejected, 'La pratica è chiusa'),
];
