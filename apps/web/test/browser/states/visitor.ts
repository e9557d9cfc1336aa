import { SIGN_IN_COOKIES } from '../../../src/http/sign-in-mark.ts';
import { looking as at, follow, href, type Looking, press } from '../looking.ts';
import { CERTIFICATE } from './common.ts';

const DOOR = href('/rovereto/operatori/accesso');
const ACCEDI = href('/rovereto/accedi');
const SPID = 'Entra con SPID';

/** Gives the password of an administrator, whose code is asked for then; who has given it before is asked for it at once. */
const enter: NonNullable<Looking['act']> = async (page) => {
  if ((await page.locator('#password').count()) === 0) return;
  await page.fill('#email', 'stefano.gallo@comune.rovereto.example');
  await page.fill('#password', 'demo-amministratore-rovereto');
  await press('Entra')(page);
};

export const VISITOR: readonly Looking[] = [
  at('comuni', 'Scegli il tuo Comune', 'the Comuni', href('/'), 'Comune di Rovereto'),
  at('cookie', 'Cookie', 'the cookies', href('/rovereto/cookie'), 'stanza_cittadino'),
  at('servizi', 'Servizi', 'the services', href('/rovereto/servizi'), 'Leggi di più'),
  at('servizio', 'Certificato di nascita', 'the sheet of a service', href(CERTIFICATE), 'A chi è rivolto'),
  at('servizio', 'SCIA', 'the sheet of the SCIA', href('/rovereto/servizi/scia-edilizia'), 'A chi è rivolto'),
  at(
    'valutazione-scheda',
    'Valuta la pagina',
    'the rating of a sheet',
    href(`${CERTIFICATE}/valutazione?voto=4`),
    'anonima',
  ),
  at(
    'valutazione-scheda',
    'Valuta la pagina',
    'the rating of a sheet, without stars',
    href(CERTIFICATE),
    'anonima',
    press('Continua'),
  ),
  at('accedi', 'Accedi', 'the sign-in', ACCEDI, 'identità digitale'),
  at('gestore-prova', 'Gestore di prova', 'the test provider', ACCEDI, 'Con chi vuoi entrare?', follow(SPID)),
  at('gestore-prova', 'Gestore di prova', 'no identity chosen', ACCEDI, 'Scegli una', async (page) => {
    await follow(SPID)(page);
    await press('Avanti')(page);
  }),
  at('gestore-prova/risposta', 'Invio dei dati', 'the consent', ACCEDI, 'Acconsenti?', async (page) => {
    await follow(SPID)(page);
    await page.getByLabel('Zoe Così').check();
    await press('Avanti')(page);
  }),
  at(
    'uscita/gestore',
    'Sei uscito',
    'a logout that goes on',
    // A provider keeps a session after a password alone.
    href('/tre-ville/accedi?livello=1&verso=%2Ftre-ville%2Fservizi%2Fcertificato-di-nascita%2Fcompila'),
    'gestore',
    async (page) => {
      await follow(SPID)(page);
      await page.getByLabel('Zoe Così').check();
      await press('Avanti')(page);
      await press('Acconsento')(page);
      await press('Esci')(page);
    },
  ),
  at('federazione', 'Hai annullato', 'a sign-in that was given up', ACCEDI, 'Non sei entrato', async (page) => {
    await follow(SPID)(page);
    await press('Rispondi con l’errore 25')(page);
    await press('Continua')(page);
  }),
  at(
    'federazione',
    'L’accesso è scaduto',
    'a sign-in that was not confirmed in time',
    href('/rovereto/spid/ingresso'),
    'vai alla tua stanza',
  ),
  at('federazione/ingresso', 'Stai entrando', 'a sign-in to confirm', ACCEDI, 'Sì, sono io', async (page) => {
    await follow(SPID)(page);
    await page.getByLabel('Zoe Così').check();
    await press('Avanti')(page);
    await page.context().clearCookies({ name: SIGN_IN_COOKIES.mark.name });
    await press('Acconsento')(page);
  }),
  at(
    'federazione',
    'Questo gestore non è più disponibile',
    'a provider that is not there any more',
    href('/rovereto/spid/login?idp=https://sparito.gestori.example'),
    'scegline un altro',
  ),
  at('servizi', 'Servizi', 'the services after a logout', href('/rovereto/servizi?fatto=uscita'), 'anche dal gestore'),
  at('accedi', 'Accedi', 'a sign-in of the third level', href('/rovereto/accedi?livello=3'), 'livello 3'),
  at('condizioni', 'Condizioni', 'the terms not accepted', ACCEDI, 'Controlla', async (page) => {
    await follow(SPID)(page);
    await page.getByLabel('Zoe Così').check();
    await press('Avanti')(page);
    await press('Acconsento')(page);
    await press('Salva')(page);
  }),
  at('operatori-accesso', 'Area operatori', 'the door of the office', href('/rovereto/operatori/accesso'), 'personale'),
  at(
    'operatori-accesso',
    'Area operatori',
    'a wrong password',
    href('/rovereto/operatori/accesso'),
    'E-mail o password non corrette',
    press('Entra'),
  ),
  at('operatori-codice', 'Codice di verifica', 'the code after the password', DOOR, 'Torna all’inizio', enter),
  at('operatori-codice', 'Codice di verifica', 'a wrong code', DOOR, 'Il codice non è corretto', async (page) => {
    await enter(page);
    await press('Entra')(page);
  }),
  at(
    'operatori-dimenticata',
    'Password dimenticata',
    'a password forgotten',
    href('/rovereto/operatori/accesso/dimenticata'),
    'Manda il collegamento',
  ),
  at(
    'operatori-dimenticata',
    'Controlla la posta',
    'a link on its way',
    href('/rovereto/operatori/accesso/dimenticata?fatto=1'),
    'Se l’indirizzo è quello di un operatore',
  ),
  at('operatori-password', 'Scegli la password', 'a password to choose', ({ invitation }) => invitation, 'Marta Bruni'),
  at(
    'operatori-password',
    'Scegli la password',
    'a password that is too short',
    ({ invitation }) => invitation,
    'La password è troppo corta',
    press('Salva la password'),
  ),
  at(
    'operatori-password',
    'Il collegamento non vale più',
    'a link that is over',
    href('/rovereto/operatori/password/vecchia'),
    'Chiedi un nuovo collegamento',
  ),
  at('posta', 'Posta inviata dal portale', 'the mail', href('/sviluppo/posta'), 'Certificato di nascita'),
  at('comuni', 'Scegli il tuo Comune', 'no Comune found', () => '/?cerca=atlantide', 'Nessun Comune trovato'),
  at('servizi', 'Servizi', 'no service found', () => '/rovereto/servizi?cerca=astronave', 'Nessun servizio trovato'),
  at(
    'servizio',
    'Attestazione anagrafica',
    'the sheet of a suspended service',
    () => '/tre-ville/servizi/attestazione-anagrafica',
    'Servizio sospeso: per ora non si possono cominciare nuove pratiche',
  ),
  at(
    'servizio',
    'Iscrizione alla mensa scolastica',
    'the sheet of a service that is not open yet',
    () => '/rovereto/servizi/iscrizione-mensa-scolastica',
    'Si potrà compilare dal',
  ),
  at('errore', 'Pagina non trovata', 'a page that is not there', () => '/rovereto/inventata', 'Torna ai servizi'),
  at('errore', 'Pagina non trovata', 'a Comune that is not there', () => '/atlantide', 'Scegli il tuo Comune'),
  at(
    'errore',
    'Operazione non prevista',
    'the address of a form',
    () => '/rovereto/operatori/esci',
    'Torna ai servizi',
  ),
];
