import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sendCertificate, serviceAt } from '../../src/testing/certificato.ts';
import { inviteWithLink } from '../../src/testing/staff.ts';
import type { TestBrowser } from '../../src/testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../src/testing/test-portal.ts';
import { type FormTargets, formAddress, makeFormTargets } from './forms.ts';
import { fingerprints } from './roles/fingerprints.ts';
import { ROUTES } from './roles/routes.ts';

/** The doors of the office, where nobody is in yet: whoever is at them sends their forms. */
const CODE = '/:ente/operatori/accesso/codice';
const PASSWORD = '/:ente/operatori/password';

let portal: TestPortal;
let browser: TestBrowser;
let administrator: TestBrowser;
let targets: FormTargets;
let practice: string;
beforeAll(async () => {
  portal = await makeTestPortal();
  browser = await portal.citizen('anna-bianchi');
  administrator = await portal.operator('amministratore');
});
beforeAll(async () => {
  targets = await makeFormTargets(portal, browser, administrator);
  practice = `/rovereto/pratiche/${targets.draft}`;
});
afterAll(() => portal.close());

/** Every address that a form is sent to. @param inOffice whether those of the office or the others */
const SIGNED: readonly string[] = ROUTES.signed;

/** But those whose forms come from providers: of them only what is signed is believed, and no cookie is asked for. */
const formRoutes = (inOffice: boolean): readonly string[] =>
  portal.app.routes.routes
    .filter(({ method, url }) => method === 'POST' && url.startsWith('/:ente/operatori') === inOffice)
    .filter(({ url }) => !SIGNED.includes(`POST ${url}`))
    .map(({ url }) => url);

/** Somebody at each door: who has given the password, and who was invited. */
const atTheDoors = async () => {
  const invitation = await inviteWithLink(portal, administrator);
  const [half, invited] = [portal.browser(), portal.browser()];
  const { username, password } = portal.staff.find(({ secondFactor }) => secondFactor !== null) ?? {};
  await half.visit('/rovereto/operatori/accesso');
  await half.send('/rovereto/operatori/accesso', { email: username ?? '', password: password ?? '' });
  await invited.visit(invitation);
  return { half, invited, key: invitation.split('/').at(-1) ?? '' };
};

describe('a missing or wrong CSRF token', () => {
  it('is 403 on every POST route, and changes nothing', async () => {
    const routes = formRoutes(false);
    expect(routes.length).toBeGreaterThan(5);
    const before = await fingerprints(portal.database.adminUrl);
    for (const route of routes) {
      const path = formAddress(route, targets);
      for (const _csrf of ['', 'sbagliato']) {
        const page = await browser.post(path, { _csrf, azione: 'avanti', conferma: 'si', istruzioni: 'si' });
        expect([path, page.status]).toEqual([path, 403]);
      }
    }
    expect(await fingerprints(portal.database.adminUrl)).toEqual(before);
    expect((await browser.get(`/rovereto/allegati/${targets.draftFile}`)).status).toBe(200);
    expect((await browser.visit('/rovereto/stanza')).status).toBe(200);
  });

  it('is 403 on the POST routes of the office too, and changes nothing', async () => {
    const routes = formRoutes(true);
    expect(routes.length).toBeGreaterThan(40);
    const { half, invited, key } = await atTheDoors();
    const senders: Readonly<Record<string, TestBrowser>> = { [CODE]: half, [PASSWORD]: invited };
    const before = await fingerprints(portal.database.adminUrl);
    for (const route of routes) {
      const path = formAddress(route, targets);
      for (const _csrf of ['', 'sbagliato']) {
        // An administrator, who is also enabled for the services: no other guard keeps the form off.
        const page = await (senders[route] ?? administrator).post(path, {
          _csrf,
          azione: route.includes('/insieme') ? 'prendi' : 'avanti',
          chiave: key,
          conferma: 'si',
          pratica: `${targets.unassigned}:1`,
        });
        expect([path, page.status]).toEqual([path, 403]);
      }
    }
    expect(await fingerprints(portal.database.adminUrl)).toEqual(before);
    expect((await administrator.visit('/rovereto/operatori')).status).toBe(200);
  });

  it('loses nothing of what was typed in a step', async () => {
    const page = await browser.post(`${practice}/compila/tipologia-ed-uso`, {
      _csrf: 'scaduto',
      uso: 'Non perdermi',
      tipologia: 'con_genitori',
      nota_privata: 'Nemmeno me',
    });
    expect(page.status).toBe(403);
    expect(page.html.querySelector('#uso')?.getAttribute('value')).toBe('Non perdermi');
    expect(page.html.querySelector('#tipologia-con_genitori')?.hasAttribute('checked')).toBe(true);
    expect(page.text('#nota')).toBe('Nemmeno me');
    expect(page.text('main')).toContain('premi di nuovo il pulsante');
    const saved = await browser.visit(`${practice}/compila/tipologia-ed-uso`);
    expect(saved.html.querySelector('#uso')?.getAttribute('value')).toBe('');
  });

  it('loses nothing of the first step, of the profile and of a note', async () => {
    const start = await browser.post(
      `${serviceAt('rovereto').replace('certificato-di-nascita', 'stato-di-famiglia')}/compila`,
      {
        _csrf: '',
        nota_privata: 'Prima nota',
      },
    );
    expect(start.text('#nota')).toBe('Prima nota');
    const profile = await browser.post('/rovereto/profilo', { _csrf: '', 'residenza.via': 'Via tenuta' });
    expect(profile.html.querySelector('#residenza-via')?.getAttribute('value')).toBe('Via tenuta');
    const sender = await portal.citizen('zoe-cosi');
    const sent = await sendCertificate(sender);
    const note = await sender.post(`${sent}/nota`, { _csrf: '', nota_privata: 'Nota tenuta' });
    expect([note.status, note.text('#nota')]).toEqual([403, 'Nota tenuta']);
  });

  it('loses nothing of any form with text of the citizen and of the office', async () => {
    const own = '/rovereto/operatori';
    const practicePage = `${own}/pratiche/${targets.inCharge}`;
    const pages: readonly (readonly [TestBrowser, string])[] = [
      [browser, `${serviceAt('rovereto')}/valutazione?voto=2`],
      [browser, '/rovereto/profilo'],
      [administrator, practicePage],
      [administrator, `${practicePage}/integrazione`],
      [administrator, `${practicePage}/elabora?esito=rifiutata`],
      [administrator, `${own}/avvisi`],
      [administrator, `${own}/avvisi/nuovo`],
      [administrator, `${own}/avvisi/${targets.news}`],
      [administrator, `${own}/scadenze/nuovo`],
      [administrator, `${own}/ente`],
      [administrator, `${own}/personale/nuovo`],
      [administrator, `${own}/condizioni/nuovo`],
      [administrator, `${own}/servizi/certificato-di-nascita`],
      [administrator, `${own}/servizi/certificato-di-nascita/testi`],
    ];
    const lost: string[] = [];
    for (const [sender, address] of pages) {
      const page = await sender.visit(address);
      const fields = page.html.querySelectorAll(
        'main form[method=post] textarea, main form[method=post] input[type=text]',
      );
      const names = fields.map((field) => field.getAttribute('name') ?? '').filter((name) => name !== '');
      const action = fields[0]?.closest('form')?.getAttribute('action') ?? '';
      if (page.status !== 200 || names.length === 0) lost.push(`${address}: ${page.status}, no text to type`);
      const typed = Object.fromEntries(names.map((name, index) => [name, `Parola${index}tenuta`]));
      const again = await sender.post(action, { ...typed, voto: '2', _csrf: 'scaduto' });
      if (again.status !== 403) lost.push(`${address}: ${again.status}`);
      for (const [name, value] of Object.entries(typed))
        if (!again.body.includes(value)) lost.push(`${address}: ${name}`);
    }
    expect(lost).toEqual([]);
  });
});

describe('a request that no page expects', () => {
  it('with the wrong method is 405 and says which are right', async () => {
    const wrong = [
      ['POST', '/rovereto/servizi'],
      ['DELETE', '/rovereto/stanza'],
      ['GET', '/rovereto/esci'],
      ['PUT', `${practice}/compila/delega`],
    ] as const;
    for (const [method, url] of wrong) {
      const response = await portal.app.server.inject({ method, url, cookies: Object.fromEntries(browser.cookies) });
      expect([method, url, response.statusCode]).toEqual([method, url, 405]);
      expect(response.headers.allow).toMatch(/GET|POST/u);
      expect(response.body).toContain('Operazione non prevista');
      expect(response.body).toContain('Comune di Rovereto');
    }
  });

  it('with the wrong method is 405 whatever is in its body', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH'] as const) {
      for (const type of ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data', 'a/b']) {
        const response = await portal.app.server.inject({
          method,
          url: '/rovereto/servizi',
          headers: { 'content-type': type },
          payload: '{"non',
        });
        expect([method, type, response.statusCode]).toEqual([method, type, 405]);
        expect(response.body).toContain('Comune di Rovereto');
      }
    }
  });

  it('with a slash at the end is the same page', async () => {
    for (const path of ['/rovereto/servizi/', '/rovereto/servizi/certificato-di-nascita/', '/rovereto/']) {
      const page = await portal.browser().visit(path);
      expect([path, page.status]).toEqual([path, 200]);
    }
    const asked = await portal.browser().get('/rovereto/pratiche/');
    expect(asked.location).toBe('/rovereto/accedi?verso=%2Frovereto%2Fpratiche');
  });

  it('with an address that cannot be read is 404, in Italian, with all the headers', async () => {
    const paths = [
      '/%',
      '/%ff%fe/servizi',
      '/rovereto/%',
      '/rovereto/servizi/%ff?a=%',
      `/rovereto/${'x'.repeat(5000)}`,
    ];
    for (const path of paths) {
      const page = await portal.browser().get(path);
      expect([path, page.status, page.text('h1')]).toEqual([path, 404, 'Pagina non trovata']);
      expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    }
    expect((await portal.browser().get('/rovereto/servizi/%ff')).body).toContain('Comune di Rovereto');
  });

  it('for a page that is not there is 404, in Italian', async () => {
    for (const path of [
      '/inesistente/pagina',
      '/rovereto/inesistente',
      '/rovereto/pratiche/non-un-id',
      '/assets/x.js',
      '/assets/',
      '/assets/%00',
      '/assets/..%2f..%2fpackage.json',
    ]) {
      const page = await browser.get(path);
      expect([path, page.status]).toEqual([path, 404]);
      expect(page.body).toContain('Pagina non trovata');
    }
  });

  it('with a body larger than the limit is 413, in Italian', async () => {
    const page = await browser.post('/rovereto/profilo', { 'residenza.via': 'x'.repeat(4 * 1024 * 1024) });
    expect(page.status).toBe(413);
    expect(page.text('h1')).toBe('Contenuto troppo grande');
  });

  it('with a multipart body that is cut short or malformed is 400, and nobody’s fault but its own', async () => {
    const url = `${practice}/compila/tipologia-ed-uso`;
    const page = await browser.visit(url);
    const token = page.html.querySelector('input[name=_csrf]')?.getAttribute('value') ?? '';
    const field = `--x\r\nContent-Disposition: form-data; name="_csrf"\r\n\r\n${token}\r\n`;
    const file = '--x\r\nContent-Disposition: form-data; name="file_delega"; filename="a.pdf"\r\n\r\n%PDF-1.7 cut';
    const bodies = [
      ['multipart/form-data', field],
      ['multipart/form-data; boundary=x', field],
      ['multipart/form-data; boundary=x', field + file],
      ['multipart/form-data; boundary=x', 'not even a part'],
      [
        'multipart/form-data; boundary=x',
        `${field}--x\r\nContent-Disposition: form-data; name="constructor"\r\n\r\n1\r\n--x--\r\n`,
      ],
    ] as const;
    for (const [type, payload] of bodies) {
      const response = await portal.app.server.inject({
        method: 'POST',
        url,
        payload,
        headers: { 'content-type': type },
        cookies: Object.fromEntries(browser.cookies),
      });
      expect([type, payload.length, response.statusCode]).toEqual([type, payload.length, 400]);
      expect(response.body).toContain('Richiesta non valida');
    }
  });

  it('with three hundred fields of a step is a step like any other', async () => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`campo_${index}`, 'x'.repeat(5000)]));
    const url = `${practice}/compila/tipologia-ed-uso`;
    const typed = { ...many, uso: 'Banca', tipologia: 'semplice', azione: 'nota', nota_privata: 'Lunga' };
    await browser.visit(url);
    expect((await browser.postFiles(url, typed, [])).status).toBe(303);
    expect((await browser.post(url, typed)).status).toBe(303);
  });

  it('with files where none are taken is 415', async () => {
    const file = { field: 'file', fileName: 'a.pdf', content: new Uint8Array(10) };
    expect((await browser.postFiles('/rovereto/profilo', {}, [file])).status).toBe(415);
  });

  it('in another format is 415', async () => {
    const response = await portal.app.server.inject({
      method: 'POST',
      url: '/rovereto/profilo',
      headers: { 'content-type': 'application/xml' },
      payload: '<a/>',
      cookies: Object.fromEntries(browser.cookies),
    });
    expect(response.statusCode).toBe(415);
  });
});

describe('every answer', () => {
  it('has a strict policy, and nothing that lets others frame or sniff it', async () => {
    for (const path of ['/', '/rovereto/servizi', '/rovereto/stanza', '/inesistente/x']) {
      const { headers } = await browser.get(path);
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe');
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
  });

  it('that has a token or a name in it is never kept by a cache', async () => {
    for (const path of [
      '/rovereto/stanza',
      '/rovereto/profilo',
      practice,
      '/rovereto/servizi',
      '/rovereto/inesistente',
    ]) {
      expect((await browser.get(path)).headers['cache-control']).toBe('no-store');
    }
    for (const path of ['/', '/rovereto/servizi', '/rovereto/accedi', '/rovereto/operatori/accesso']) {
      expect((await portal.browser().get(path)).headers['cache-control']).toBe('no-store');
    }
  });

  it('of a file of the portal is kept for good', async () => {
    const page = await browser.get('/rovereto/servizi');
    const style = page.html.querySelector('link[rel=stylesheet]')?.getAttribute('href') ?? '';
    expect((await browser.get(style)).headers['cache-control']).toContain('immutable');
  });

  it('gives cookies that scripts cannot read and other sites cannot send', async () => {
    const fresh = portal.browser();
    const page = await fresh.get('/rovereto/servizi');
    const cookies = [page.headers['set-cookie']].flat().map(String);
    for (const cookie of cookies) expect(cookie).toMatch(/HttpOnly.*SameSite=Lax/u);
    expect(cookies.length).toBeGreaterThan(0);
  });
});
