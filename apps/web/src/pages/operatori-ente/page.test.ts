import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { formOf } from '../../testing/form-of.ts';
import { OFFICE, openMemoryOffice } from '../../testing/memory-office.ts';
import type { TestBrowser } from '../../testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../testing/test-portal.ts';

const ENTE = '/rovereto/operatori/ente';

describe('what the Comune says of itself', () => {
  let portal: TestPortal;
  let administrator: TestBrowser;
  beforeAll(async () => {
    portal = await makeTestPortal();
    administrator = await portal.operator('amministratore');
  });
  afterAll(() => portal.close());
  const form = async () => formOf(await administrator.visit(ENTE), 'dati');
  const stored = async () => {
    const [ente] = await portal.portal.tenants.search('rovereto');
    if (ente === undefined) throw new Error('Rovereto is not there');
    return ente;
  };

  it('is changed by its administrators, is on every page and in the register, and its name is not theirs to change', async () => {
    const fields = await form();
    expect(fields.sito).toBe('https://www.comune.rovereto.example');
    const saved = await administrator.send(ENTE, {
      ...fields,
      telefono: '0464 111111',
      mittente: 'stanza@comune.rovereto.example',
      colore: 'indaco',
      nome: 'Comune di Altrove',
    });
    expect(saved.text('main')).toContain('I dati sono stati salvati.');
    expect(await stored()).toMatchObject({
      name: 'Comune di Rovereto',
      theme: 'indaco',
      contacts: { phone: '0464 111111', sender: 'stanza@comune.rovereto.example' },
    });
    const { rows } = await portal.portal.unitOfWork.read((await stored()).id, ({ audit }) =>
      audit.page({ after: null, limit: 1 }),
    );
    expect(rows[0]).toMatchObject({
      action: 'ente_modificato',
      details: {
        telefono: '0464 000000 → 0464 111111',
        mittente: '– → stanza@comune.rovereto.example',
        colore: 'petrolio → indaco',
      },
    });
  });

  it('is kept as it was typed when something is wrong, which is said at each field', async () => {
    const before = await stored();
    const page = await administrator.post(ENTE, {
      ...(await form()),
      email: 'urp',
      mittente: 'stanza',
      telefono: '',
      sito: 'http://www.comune.rovereto.example',
      accessibilita: 'https://www.comune.rovereto.example/accessibilita',
      colore: 'oro',
    });
    expect(page.status).toBe(422);
    expect(page.texts('[aria-labelledby=riepilogo-errori] a')).toEqual([
      'E-mail: scrivi un indirizzo e-mail completo, per esempio nome@esempio.it.',
      'Telefono: compila questo campo.',
      'Mittente dei messaggi: scrivi un indirizzo e-mail completo, per esempio nome@esempio.it.',
      'Sito del Comune: scrivi un indirizzo completo, per esempio https://www.esempio.it.',
      'Dichiarazione di accessibilità: la dichiarazione di accessibilità è una pagina di https://form.agid.gov.it/.',
      'Colore delle pagine: scegli una delle risposte proposte.',
    ]);
    expect(page.html.querySelector('#email')?.getAttribute('value')).toBe('urp');
    expect(await stored()).toEqual(before);
  });

  it('is not changed from under another administrator, and what was typed survives an old page', async () => {
    const old = await form();
    await administrator.send(ENTE, { ...old, telefono: '0464 222222' });
    const refused = await administrator.post(ENTE, { ...old, telefono: '0464 333333' });
    expect(refused.status).toBe(409);
    expect(refused.text('main dl')).toContain('0464 222222');
    expect(refused.html.querySelector('#telefono')?.getAttribute('value')).toBe('0464 333333');
    const expired = await administrator.post(ENTE, { ...(await form()), telefono: '0464 444444', _csrf: 'old' });
    expect(expired.status).toBe(403);
    expect(expired.html.querySelector('#telefono')?.getAttribute('value')).toBe('0464 444444');
    expect((await stored()).contacts.phone).toBe('0464 222222');
  });

  it('is there for no operator', async () => {
    const operator = await portal.operator();
    expect((await operator.get(ENTE)).status).toBe(404);
  });
});

describe('a Comune that was taken off the portal', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await makeTestPortal();
  });
  afterAll(() => portal.close());

  it('is not in the list, lets nobody in and keeps everything', async () => {
    await portal.asOwner(`set app.tenant = '${(await portal.portal.tenants.bySlug('tre-ville'))?.id}';
      update tenant set disabled = true where slug = 'rovereto'`);
    const visitor = portal.browser();
    expect((await visitor.visit('/')).texts('main a').join()).not.toContain('Rovereto');
    for (const path of [
      '/rovereto/servizi',
      '/rovereto/stanza',
      '/rovereto/operatori',
      '/rovereto/operatori/accesso',
    ]) {
      const page = await visitor.get(path);
      expect(page.status).toBe(404);
      expect(page.text('h1')).toBe('Questa stanza non è attiva');
    }
    expect((await visitor.get('/tre-ville/servizi')).status).toBe(200);
  });
});

describe('the sender of a Comune where the portal has an address of its own', () => {
  it('is none in the domain of the portal, nor below it, which would never be used', async () => {
    const office = await openMemoryOffice({}, null, 'no-reply@portale.example');
    const administrator = await office.asAdministrator();
    const page = `${OFFICE}/ente`;
    const fields = formOf(await administrator.visit(page), 'dati');
    for (const mittente of ['comune@portale.example', 'stanza@Bugliano.portale.example']) {
      const refused = await administrator.post(page, { ...fields, mittente });
      expect([refused.status, refused.text('main a[href="#mittente"]')]).toEqual([
        422,
        expect.stringContaining('da un indirizzo del portale il Comune non può scrivere'),
      ]);
    }
    const other = await administrator.send(page, { ...fields, mittente: 'stanza@il-portale.example' });
    expect(other.text('main')).toContain('I dati sono stati salvati.');
    await office.close();
  });
});
