import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { catalogue } from '@stanza/services';
import { answerOfProvider, goToProvider } from '../../src/testing/sign-in.ts';
import type { Page } from '../../src/testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../src/testing/test-portal.ts';

/** What there is to read and to search before one signs in, and the ways to sign in. */
const FOR_EVERYBODY = [
  '/:ente/accedi',
  '/:ente/cie/ingresso',
  '/:ente/cie/login',
  '/:ente/cie/metadata',
  '/:ente/cookie',
  '/:ente/luoghi',
  '/:ente/operatori/accesso',
  '/:ente/operatori/accesso/dimenticata',
  // It says that the link is good for nothing.
  '/:ente/operatori/password/:chiave',
  '/:ente/servizi',
  '/:ente/servizi/:servizio',
  '/:ente/servizi/:servizio/valutazione',
  '/:ente/spid/ingresso',
  '/:ente/spid/login',
  '/:ente/spid/metadata',
];

const SECTIONS = [
  'A chi è rivolto',
  'Come fare',
  'Cosa serve',
  'Cosa si ottiene',
  'Tempi e scadenze',
  'Accedi al servizio',
  'Condizioni di servizio',
  'Contatti',
];

let portal: TestPortal;
beforeAll(async () => {
  portal = await makeTestPortal();
});
afterAll(() => portal.close());

describe('1. Seleziona una Stanza del Cittadino', () => {
  it('per selezionare una stanza clicca sul link blu con il nome del Comune', async () => {
    const page = await portal.browser().visit('/');
    expect(page.status).toBe(200);
    const link = page.html.querySelectorAll('h2 a').find((a) => a.textContent === 'Comune di Rovereto');
    expect(link?.getAttribute('href')).toBe('/rovereto/servizi');
    expect(page.html.querySelector('html')?.getAttribute('class')).toBe('tema-portale');
    expect(page.texts('h2')).toEqual(expect.arrayContaining(['Comune di Rovereto', 'Comune di Tre Ville']));
  });

  it('si cerca un Comune per nome, senza badare a maiuscole e accenti', async () => {
    const page = await portal.browser().visit('/?cerca=TRÈ');
    expect(page.texts('main h2')).toEqual(['Comune di Tre Ville']);
    const none = await portal.browser().visit('/?cerca=Atlantide');
    expect(none.text('main')).toContain('Nessun Comune trovato');
  });

  it('in questo modo entrerai nell’applicazione specifica e potrai consultare l’elenco dei servizi messi a disposizione dal tuo Comune', async () => {
    const browser = portal.browser();
    await browser.visit('/rovereto');
    expect(browser.path).toBe('/rovereto/servizi');
    const page = await browser.visit('/rovereto/');
    expect(browser.path).toBe('/rovereto/servizi');
    expect(page.text('h1')).toBe('Servizi');
    expect(page.texts('h3')).toContain('Certificato di nascita');
  });

  it('un Comune che non c’è è una pagina non trovata', async () => {
    for (const path of ['/atlantide', '/atlantide/servizi', '/ROVERETO/servizi', '/%00/servizi', '/%E0%A4%A/servizi']) {
      const page = await portal.browser().get(path);
      expect([path, [400, 404].includes(page.status)]).toEqual([path, true]);
    }
  });

  it('ogni Comune può aver attivato soltanto alcuni dei servizi esistenti a sistema, motivo per cui la lista dei servizi messi a disposizione può essere diversa per ogni Comune', async () => {
    const rovereto = await portal.browser().visit('/rovereto/servizi');
    const treVille = await portal.browser().visit('/tre-ville/servizi');
    const known = new Set(catalogue.map(({ name }) => name));
    for (const name of treVille.texts('h3')) expect([name, known.has(name)]).toEqual([name, true]);
    expect(new Set(treVille.texts('h3')).size).toBeLessThan(known.size);
    expect(new Set(rovereto.texts('h3'))).not.toEqual(new Set(treVille.texts('h3')));
  });

  it('senza esserti autenticato puoi soltanto selezionare un Comune e consultare l’elenco dei servizi messi a disposizione da un singolo comune', async () => {
    const id = '01890a5d-ac96-774b-bcce-b302099a8057';
    const pages = portal.app.routes.routes.filter(({ method, url }) => method === 'GET' && url.startsWith('/:ente/'));
    const open: string[] = [];
    for (const { url } of pages) {
      const path = url
        .replace(':ente', 'rovereto')
        .replace(':servizio', 'certificato-di-nascita')
        .replace(':passo', 'istruzioni')
        .replaceAll(/:(?:pratica|allegato|avviso|consegna)/gu, id)
        .replace(':documento', 'modulo');
      const page = await portal.browser().get(path);
      // A program shows the key of the Comune: there is nowhere to send it to.
      if (url.startsWith('/:ente/api/')) expect([url, page.status]).toEqual([url, 401]);
      else if (page.location === null) open.push(url);
      else
        expect([url, page.location]).toEqual([url, expect.stringMatching(/\/(?:servizi|accedi|operatori\/accesso)/u)]);
    }
    expect(open.toSorted()).toEqual(FOR_EVERYBODY);
  });

  it('per accedere ai servizi, invece, è necessaria l’autenticazione', async () => {
    const browser = portal.browser();
    const sheet = await browser.visit('/rovereto/servizi/certificato-di-nascita');
    const start = sheet.html.querySelector('a[data-element=service-online-access]')?.getAttribute('href') ?? '';
    const page = await browser.visit(start);
    expect(page.text('h1')).toBe('Accedi');
  });
});

describe('2. Consulta l’elenco dei servizi', () => {
  const cardsOf = (page: Page) => page.html.querySelectorAll('.scheda');
  const sheets = async (ente: string): Promise<readonly Page[]> => {
    const list = await portal.browser().visit(`/${ente}/servizi`);
    const hrefs = cardsOf(list).map((card) => card.querySelector('h3 a')?.getAttribute('href') ?? '');
    return Promise.all([...new Set(hrefs)].map((href) => portal.browser().visit(href)));
  };

  it('dopo aver selezionato il Comune entro il quale desideri operare, entrerai in una pagina che ti permetterà di consultare l’elenco dei servizi messi a disposizione dal Comune selezionato', async () => {
    const browser = portal.browser();
    const comuni = await browser.visit('/');
    const link = comuni.html.querySelectorAll('h2 a').find((a) => a.textContent === 'Comune di Tre Ville');
    const page = await browser.visit(link?.getAttribute('href') ?? '');
    expect(page.text('h1')).toBe('Servizi');
    expect(page.text('header')).toContain('Comune di Tre Ville');
    expect(cardsOf(page).length).toBeGreaterThan(1);
  });

  it('per ogni servizio è disponibile una descrizione, accessibile liberamente cliccando sul nome del servizio o sul tasto “Leggi di più”', async () => {
    const page = await portal.browser().visit('/rovereto/servizi');
    expect(cardsOf(page).length).toBeGreaterThan(25);
    for (const card of cardsOf(page)) {
      const [name, more] = [card.querySelector('h3 a'), card.querySelector('a.scheda-leggi')];
      expect(more?.textContent).toContain('Leggi di più');
      expect(more?.getAttribute('href')).toBe(name?.getAttribute('href'));
      const sheet = await portal.browser().get(name?.getAttribute('href') ?? '');
      expect([sheet.status, sheet.text('h1')]).toEqual([200, name?.textContent]);
      expect(sheet.text('[data-element=service-description]')).not.toBe('');
    }
  });

  it('i servizi in evidenza vengono per primi, poi area per area', async () => {
    const page = await portal.browser().visit('/rovereto/servizi');
    const [first, ...areas] = page.texts('main h2');
    expect(first).toBe('In evidenza');
    expect(areas).toEqual([...areas].sort((a, b) => a.localeCompare(b, 'it')));
  });

  it('si cercano i servizi per parola e per area', async () => {
    const searched = async (query: string) => (await portal.browser().visit(`/rovereto/servizi?${query}`)).texts('h3');
    const birth = (await searched('cerca=NÀSCITA')).slice(0, 3).toSorted();
    expect(birth).toEqual(['Certificato di nascita', 'Copia integrale dell’atto di nascita', 'Estratto di nascita']);
    expect((await searched('cerca=paso+carabile'))[0]).toBe('Autorizzazione di un passo carrabile');
    const water = await searched('area=Acqua+e+ambiente');
    expect(water).toContain('Autolettura del contatore dell’acqua');
    expect(await searched('cerca=contatore&area=Edilizia+privata')).toEqual([]);
    expect(await searched('per=professionisti')).not.toContain('Iscrizione all’asilo nido');
    const none = await portal.browser().visit('/rovereto/servizi?area=Inesistente');
    expect(none.text('main')).toContain('Nessun servizio trovato');
  });

  it('nella pagina di descrizione del servizio sono disponibili il nome e la descrizione del servizio', async () => {
    const page = await portal.browser().visit('/rovereto/servizi/certificato-di-nascita');
    expect(page.text('h1')).toBe('Certificato di nascita');
    expect(page.text('[data-element=service-description]')).not.toBe('');
  });

  it('la descrizione del servizio permette di sapere in anticipo cosa succede aderendo al servizio e quali possono essere le aspettative del cittadino', async () => {
    for (const page of await sheets('rovereto')) {
      const sections = page.html.querySelectorAll('main section').filter((section) => section.querySelector('h2'));
      expect(sections.map((section) => section.querySelector('h2')?.textContent)).toEqual(SECTIONS);
      for (const section of sections) {
        const [title = '', text = section.textContent] = [section.querySelector('h2')?.textContent];
        expect([page.text('h1'), title, text.replace(title, '').trim().length > 20]).toEqual([
          page.text('h1'),
          title,
          true,
        ]);
      }
    }
  });

  it('l’elenco dei servizi appartenenti alla stessa area', async () => {
    const page = await portal.browser().visit('/rovereto/servizi/certificato-di-nascita');
    const list = page.html.querySelector('nav[aria-labelledby=simili]');
    expect(list?.querySelector('[aria-current=page]')?.textContent).toBe('Certificato di nascita');
    const shown = list?.querySelectorAll('a, [aria-current=page]').map((item) => item.textContent.trim());
    const area = catalogue.find(({ slug }) => slug === 'certificato-di-nascita')?.area;
    const same = catalogue.filter((service) => service.area === area).map(({ name }) => name);
    expect(new Set(shown)).toEqual(new Set(same));
  });

  it('i link dell’elenco servizi simili portano ai servizi corrispondenti', async () => {
    const page = await portal.browser().visit('/rovereto/servizi/certificato-di-nascita');
    const links = page.html.querySelectorAll('nav[aria-labelledby=simili] a');
    expect(links.length).toBeGreaterThan(5);
    for (const link of links) {
      const similar = await portal.browser().get(link.getAttribute('href') ?? '');
      expect([similar.status, similar.text('h1')]).toEqual([200, link.textContent.trim()]);
    }
  });

  it('il pulsante per accedere al servizio permette l’accesso al servizio vero e proprio, previa autenticazione', async () => {
    const browser = portal.browser();
    const sheet = await browser.visit('/rovereto/servizi/certificato-di-nascita');
    expect(sheet.text('a[data-element=service-online-access]')).toBe('Accedi al servizio');
    const href = sheet.html.querySelector('a[data-element=service-online-access]')?.getAttribute('href') ?? '';
    expect((await browser.visit(href)).text('h1')).toBe('Accedi');
    const citizen = await portal.citizen('anna-bianchi');
    expect((await citizen.visit(href)).text('h1')).toBe('Nuova pratica: Certificato di nascita');
  });

  it('la scheda è leggibile anche dalle macchine', async () => {
    const page = await portal.browser().visit('/rovereto/servizi/certificato-di-nascita');
    const data: unknown = JSON.parse(page.html.querySelector('script[data-element=metatag]')?.textContent ?? '');
    expect(data).toMatchObject({ '@type': 'GovernmentService', name: 'Certificato di nascita' });
  });

  it('un servizio che il Comune non offre è una pagina non trovata', async () => {
    expect((await portal.browser().get('/rovereto/servizi/inesistente')).status).toBe(404);
    expect((await portal.browser().get('/rovereto/servizi/%00')).status).toBe(404);
  });

  it('un servizio sospeso si legge ma non si può cominciare', async () => {
    const all = await sheets('tre-ville');
    const suspended = all.filter((sheet) => sheet.text('[data-element=service-status]').includes('sospeso'));
    expect(suspended.length).toBeGreaterThan(0);
    for (const sheet of suspended) expect(sheet.html.querySelector('a[data-element=service-online-access]')).toBeNull();
  });

  it('il portale usa soltanto i cookie che elenca', async () => {
    const [citizen, operator] = [await portal.citizen('anna-bianchi'), await portal.operator()];
    await citizen.visit('/rovereto/stanza');
    const page = await portal.browser().visit('/rovereto/servizi');
    const listed = await portal.browser().visit(
      page.html
        .querySelectorAll('footer a')
        .find((link) => link.textContent === 'Cookie')
        ?.getAttribute('href') ?? '',
    );
    // Who brings the answer to a sign-in that was asked for elsewhere gets one more, until they say who they are.
    const [asking, elsewhere] = [portal.browser(), portal.browser()];
    const door = await goToProvider(asking, 'rovereto');
    const { acs, form } = await answerOfProvider(asking, door, { persona: 'mario-rossi' });
    await elsewhere.post(acs, form);
    const used = [citizen, operator, elsewhere].flatMap(({ cookies }) => [...cookies.keys()]);
    expect(listed.texts('tbody th').toSorted()).toEqual([...new Set(used)].toSorted());
  });
});
