import { PDF } from '../../../src/testing/certificato.ts';
import { looking as at, href, type Looking, press } from '../looking.ts';
import { NEW_PRACTICE, practice, TABS, tab } from './common.ts';

export const SENDER: readonly Looking[] = [
  at('stanza', 'La mia stanza', 'a room with practices', href('/rovereto/stanza'), 'Certificato di nascita'),
  at(
    'uscita',
    'Non sei ancora uscito',
    'a way out by a form that had expired',
    href('/rovereto/stanza'),
    'la tua sessione è ancora aperta',
    async (page) => {
      await page.context().clearCookies({ name: /^stanza_csrf/u });
      await press('Esci')(page);
    },
  ),
  at('allegati', 'I miei allegati', 'attachments', href('/rovereto/allegati'), 'delega è.pdf'),
  at('ricevuta', 'Ricevuta', 'a receipt', ({ accepted }) => `/rovereto/pratiche/${accepted}/ricevuta`, 'inviata'),
  at(
    'ricevuta',
    'Ricevuta',
    'a receipt that waits for its number',
    ({ waiting }) => `/rovereto/pratiche/${waiting}/ricevuta`,
    'In attesa di protocollazione',
  ),
  at(
    'valutazione',
    'La tua valutazione',
    'the rating',
    ({ accepted }) => `/rovereto/pratiche/${accepted}/valutazione`,
    'Il Comune legge le valutazioni',
  ),
  at(
    'elimina-bozza',
    'Vuoi eliminare la bozza',
    'a draft to delete',
    ({ draft }) => `${draft}/elimina`,
    'non si possono recuperare',
  ),
  at('compilazione', NEW_PRACTICE, 'a form', ({ draft }) => `${draft}/compila/tipologia-ed-uso`, 'Passo 4 di 5'),
  at(
    'compilazione',
    NEW_PRACTICE,
    'a form with mistakes',
    ({ draft }) => `${draft}/compila/tipologia-ed-uso`,
    'Controlla i dati inseriti',
    press('Avanti'),
  ),
  at(
    'bozza',
    'Hai già una bozza',
    'a draft that is there already',
    () => '/rovereto/servizi/certificato-di-nascita/bozza',
    'Riprendi compilazione',
  ),
  ...TABS.slice(0, -1).map((stato) => tab(stato, 'Certificato di nascita')),
  practice('a practice that waits for its number', ({ waiting }) => waiting, 'in attesa di protocollazione'),
  practice('a practice to integrate', ({ toIntegrate }) => toIntegrate, 'Il Comune ti ha chiesto di completare'),
  practice('a practice that was integrated', ({ integrated }) => integrated, 'contratto di lavoro.pdf'),
  at(
    'integrazione',
    'Rispondi alla richiesta del Comune',
    'an integration to answer',
    ({ toIntegrate }) => `/rovereto/pratiche/${toIntegrate}/integrazione`,
    'Contratto di lavoro',
  ),
  at(
    'integrazione',
    'Rispondi alla richiesta del Comune',
    'an integration with something missing',
    ({ toIntegrate }) => `/rovereto/pratiche/${toIntegrate}/integrazione?controlla=si`,
    'Manca ancora qualcosa',
  ),
  at(
    'integrazione/conferma',
    'Vuoi inviare l’integrazione al Comune',
    'the question before an integration is sent',
    ({ toIntegrate }) => `/rovereto/pratiche/${toIntegrate}/integrazione`,
    'Contratto di lavoro: contratto.pdf',
    async (page) => {
      await page.fill('#uso', 'Mutuo');
      const file = { name: 'contratto.pdf', mimeType: 'application/pdf', buffer: Buffer.from(PDF) };
      await page.setInputFiles('#integra-documento-1', file);
      await press('Invia integrazione')(page);
    },
  ),
  at(
    'stanza',
    'La mia stanza',
    'a request of integration',
    () => '/rovereto/stanza',
    'Hai 1 richiesta di integrazione',
  ),
  practice('an accepted practice', ({ accepted }) => accepted, 'La risposta ha una firma digitale con questi dati:'),
  practice('a rejected practice', ({ rejected }) => rejected, 'Mancano i dati della madre.'),
  practice('a practice with files and a note', ({ onBehalf }) => onBehalf, 'delega è.pdf'),
];
