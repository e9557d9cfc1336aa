import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeTestPortal, type TestPortal } from '../../src/testing/test-portal.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await makeTestPortal();
});
afterAll(() => portal.close());

describe('1. Seleziona una Stanza del Cittadino', () => {
  it('si seleziona la stanza del Comune cliccando sul link con il suo nome', async () => {
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

  it('entrando si consulta l’elenco dei servizi messi a disposizione dal Comune', async () => {
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

  it('la lista dei servizi può essere diversa per ogni Comune', async () => {
    const rovereto = await portal.browser().visit('/rovereto/servizi');
    const treVille = await portal.browser().visit('/tre-ville/servizi');
    expect(new Set(rovereto.texts('h3'))).not.toEqual(new Set(treVille.texts('h3')));
  });

  it('per accedere ai servizi è necessaria l’autenticazione', async () => {
    const browser = portal.browser();
    const sheet = await browser.visit('/rovereto/servizi/certificato-di-nascita');
    const start = sheet.html.querySelector('a[data-element=service-online-access]')?.getAttribute('href') ?? '';
    const page = await browser.visit(start);
    expect(page.text('h1')).toBe('Accedi');
  });
});

describe('2. Consulta l’elenco dei servizi', () => {
  it('la descrizione è accessibile dal nome del servizio e dal tasto “Leggi di più”', async () => {
    const page = await portal.browser().visit('/rovereto/servizi');
    const card = page.html.querySelectorAll('.scheda').find((c) => c.textContent.includes('Certificato di nascita'));
    const links = card?.querySelectorAll('h3 a, a.scheda-leggi').map((a) => a.getAttribute('href'));
    expect(links).toEqual(Array(2).fill('/rovereto/servizi/certificato-di-nascita'));
    expect(card?.querySelector('a.scheda-leggi')?.textContent).toContain('Leggi di più');
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

  it('la pagina di descrizione ha nome, descrizione, le otto sezioni, i servizi della stessa area e il pulsante', async () => {
    const page = await portal.browser().visit('/rovereto/servizi/certificato-di-nascita');
    expect(page.text('h1')).toBe('Certificato di nascita');
    expect(page.text('[data-element=service-description]')).not.toBe('');
    expect(page.texts('main section h2')).toEqual([
      'A chi è rivolto',
      'Come fare',
      'Cosa serve',
      'Cosa si ottiene',
      'Tempi e scadenze',
      'Accedi al servizio',
      'Condizioni di servizio',
      'Contatti',
    ]);
    const similar = page.html.querySelector('nav[aria-labelledby=simili]');
    expect(similar?.querySelector('[aria-current=page]')?.textContent).toBe('Certificato di nascita');
    expect(similar?.querySelectorAll('a').length).toBeGreaterThan(1);
    expect(page.text('a[data-element=service-online-access]')).toBe('Accedi al servizio');
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
    const page = await portal.browser().visit('/tre-ville/servizi');
    const hrefs = page.html.querySelectorAll('h3 a').map((a) => a.getAttribute('href') ?? '');
    const sheets = await Promise.all(hrefs.map((href) => portal.browser().visit(href)));
    const suspended = sheets.filter((sheet) => sheet.text('[data-element=service-status]').includes('sospeso'));
    for (const sheet of suspended) expect(sheet.html.querySelector('a[data-element=service-online-access]')).toBeNull();
  });
});
