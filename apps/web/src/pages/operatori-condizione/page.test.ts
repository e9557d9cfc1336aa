import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { formOf } from '../../testing/form-of.ts';
import type { TestBrowser } from '../../testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../testing/test-portal.ts';

const TERMS = '/rovereto/operatori/condizioni';
const CONDITIONS = `${TERMS}/condizioni-di-utilizzo`;

describe('the documents that citizens accept, kept by the administrators', () => {
  let portal: TestPortal;
  let administrator: TestBrowser;
  beforeAll(async () => {
    portal = await makeTestPortal();
    administrator = await portal.operator('amministratore');
  });
  afterAll(() => portal.close());
  const form = async (href = CONDITIONS): Promise<Readonly<Record<string, string>>> =>
    formOf(await administrator.visit(href), 'documento');

  it('get a new revision, which every citizen is asked to accept once, and what they had accepted stays', async () => {
    const citizen = await portal.citizen('anna-bianchi');
    expect((await citizen.get('/rovereto/stanza')).status).toBe(200);
    const fields = await form();
    expect(fields.testo).toContain('\n\n');
    const published = await administrator.send(CONDITIONS, { ...fields, testo: 'Primo.\n\n<b>Secondo</b>.' });
    expect(published.text('main')).toContain('Il documento è pubblicato.');
    const asked = await citizen.visit('/rovereto/stanza');
    expect(asked.text('h1')).toBe('Condizioni di utilizzo');
    expect(asked.text('main')).toContain('<b>Secondo</b>.');
    const box = asked.html.querySelector('input[name=condizione]')?.getAttribute('value') ?? '';
    await citizen.send('/rovereto/condizioni', { condizione: box });
    // Accepted once, it is not asked again: terms that were asked for ever locked people out.
    expect((await citizen.get('/rovereto/stanza')).status).toBe(200);
    expect((await administrator.visit(CONDITIONS)).text('main')).toContain('Revisione 1');
  });

  it('are published once when the button is pressed twice, and not at all without a change', async () => {
    const fields: Readonly<Record<string, string>> = { ...(await form()), testo: 'Premuto due volte.' };
    expect((await administrator.post(CONDITIONS, fields)).status).toBe(303);
    expect((await administrator.post(CONDITIONS, fields)).status).toBe(303);
    const now = await form();
    expect(now.versione).toBe(String(Number(fields.versione) + 1));
    await administrator.send(CONDITIONS, now);
    expect((await form()).versione).toBe(now.versione);
  });

  it('are not revised from under another administrator: the second reads the revision of the first', async () => {
    const old = await form();
    await administrator.send(CONDITIONS, { ...old, testo: 'Del primo.' });
    const refused = await administrator.post(CONDITIONS, { ...old, testo: 'Del secondo.' });
    expect(refused.status).toBe(409);
    expect(refused.text('main dl')).toContain('Del primo.');
    expect(refused.html.querySelector('#testo')?.textContent.trim()).toBe('Del secondo.');
  });

  it('are new ones too, optional ones ask nothing', async () => {
    const page = await administrator.post(`${TERMS}/nuovo`, {
      ...(await form(`${TERMS}/nuovo`)),
      titolo: '',
      testo: '',
    });
    expect(page.status).toBe(422);
    const typed = { titolo: 'Uso della città & dei suoi dati', testo: 'Solo da leggere.' };
    const { obbligatorio: _ticked, ...fields } = await form(`${TERMS}/nuovo`);
    const list = await administrator.send(`${TERMS}/nuovo`, { ...fields, ...typed });
    expect(list.text('main')).toContain('Uso della città & dei suoi dati');
    expect((await administrator.get(`${TERMS}/uso-della-citta-dei-suoi-dati`)).status).toBe(200);
    const citizen = await portal.citizen('mario-rossi');
    expect((await citizen.get('/rovereto/stanza')).status).toBe(200);
  });

  it('have a page of their own, whatever they are called', async () => {
    const { obbligatorio: _ticked, ...fields } = await form(`${TERMS}/nuovo`);
    await administrator.send(`${TERMS}/nuovo`, { ...fields, titolo: 'Nuovo', testo: 'Si chiama come una pagina.' });
    expect((await administrator.visit(`${TERMS}/nuovo-2`)).text('#testo').trim()).toBe('Si chiama come una pagina.');
  });

  it('keep what was typed on an old page, and are there for no operator', async () => {
    const expired = await administrator.post(CONDITIONS, { ...(await form()), testo: 'Scritto tardi.', _csrf: 'old' });
    expect(expired.status).toBe(403);
    expect(expired.html.querySelector('#testo')?.textContent.trim()).toBe('Scritto tardi.');
    const operator = await portal.operator();
    for (const href of [TERMS, CONDITIONS, `${TERMS}/nuovo`]) expect((await operator.get(href)).status).toBe(404);
    expect((await administrator.get(`${TERMS}/non-esiste`)).status).toBe(404);
  });
});
