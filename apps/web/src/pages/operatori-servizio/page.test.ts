import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { formOf } from '../../testing/form-of.ts';
import { versionOn } from '../../testing/office.ts';
import type { TestBrowser } from '../../testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../testing/test-portal.ts';

const SERVICES = '/rovereto/operatori/servizi';
const CERTIFICATE = `${SERVICES}/certificato-di-nascita`;

describe('services as their administrators choose them', () => {
  let portal: TestPortal;
  let administrator: TestBrowser;
  beforeAll(async () => {
    portal = await makeTestPortal();
    administrator = await portal.operator('amministratore');
  });
  afterAll(() => portal.close());

  const choose = async (change: Readonly<Record<string, string>>, href = CERTIFICATE) => {
    const fields = formOf(await administrator.visit(href), 'impostazioni');
    return administrator.send(href, { ...fields, ...change });
  };
  const stored = async (slug = 'certificato-di-nascita') => {
    const ente = await portal.portal.tenants.bySlug('rovereto');
    if (ente === null) throw new Error('Rovereto is not there');
    return portal.portal.unitOfWork.read(ente.id, ({ services }) => services.bySlug(slug));
  };
  const acts = async () => {
    const ente = await portal.portal.tenants.bySlug('rovereto');
    if (ente === null) throw new Error('Rovereto is not there');
    return portal.portal.unitOfWork.read(ente.id, ({ audit }) => audit.page({ after: null, limit: 50 }));
  };

  it('are listed with what is chosen for each, and lead to their settings', async () => {
    const hub = await administrator.visit('/rovereto/operatori/amministrazione');
    expect(hub.texts('main a')).toContain('Servizi');
    const list = await administrator.visit(SERVICES);
    const row = list.html
      .querySelectorAll('tbody tr')
      .find((one) => one.textContent.includes('Certificato di nascita'));
    expect(row?.textContent).toMatch(/Attivo/u);
    expect(row?.textContent).toMatch(/Risposta firmata/u);
    expect(row?.querySelector('a')?.getAttribute('href')).toBe(CERTIFICATE);
  });

  it('are suspended and opened again, and citizens see it at once', async () => {
    const title = (await administrator.visit(CERTIFICATE)).text('title');
    expect(title).toBe('Impostazioni di “Certificato di nascita” – Comune di Rovereto');
    const saved = await choose({ sospeso: 'si' });
    expect(saved.text('main')).toContain('Le impostazioni del servizio sono state salvate.');
    const citizen = portal.browser();
    expect((await citizen.visit('/rovereto/servizi/certificato-di-nascita')).text('main')).toContain('sospeso');
    const { sospeso: _box, ...fields } = formOf(await administrator.visit(CERTIFICATE), 'impostazioni');
    await administrator.send(CERTIFICATE, fields);
    expect((await stored())?.status).toBe('attivo');
  });

  it('keep everything that is chosen, and the register says who changed what from what', async () => {
    await choose({
      primo_piano: 'si',
      apertura: '2026-01-10',
      chiusura: '2099-12-31',
      ordine: '7',
      bozze: 'many',
      livello: '1',
      risposta: 'documento',
      insieme: 'si',
      ufficio: '  Anagrafe  e stato civile ',
      classificazione: '14.3',
      fascicolo: 'Certificati 2026',
      tipo_documento: 'Istanza',
    });
    expect(await stored()).toMatchObject({
      featured: true,
      opensOn: '2026-01-10',
      closesOn: '2099-12-31',
      settings: {
        answerFlow: 'documento',
        bulkDecisions: true,
        position: 7,
        drafts: 'many',
        signInLevel: 1,
        protocol: {
          office: 'Anagrafe e stato civile',
          classification: '14.3',
          dossier: 'Certificati 2026',
          documentType: 'Istanza',
        },
      },
    });
    const { rows } = await acts();
    const last = rows.find(({ action }) => action === 'servizio_modificato');
    expect(last).toMatchObject({ subject: 'certificato-di-nascita', address: '127.0.0.1' });
    expect(last?.details).toMatchObject({ risposta: 'firma → documento', apertura: '– → 2026-01-10', ordine: '0 → 7' });
    expect(last?.details).toMatchObject({ bozze: 'come la definizione → più di una', livello_accesso: '2 → 1' });
    // Saved again without a change, it leaves no trace.
    await choose({});
    expect((await acts()).rows.filter(({ action }) => action === 'servizio_modificato')[0]).toEqual(last);
  });

  it('are not changed by a form with mistakes, which keeps all that was typed', async () => {
    const before = await stored();
    const fields = formOf(await administrator.visit(CERTIFICATE), 'impostazioni');
    const page = await administrator.post(CERTIFICATE, {
      ...fields,
      apertura: '2026-02-30',
      ordine: 'primo',
      risposta: 'firma',
      insieme: 'si',
      bozze: 'tre',
      livello: '4',
      ufficio: 'x'.repeat(101),
    });
    expect(page.status).toBe(422);
    expect(page.texts('[aria-labelledby=riepilogo-errori] a')).toHaveLength(6);
    expect(page.html.querySelector('#ordine')?.getAttribute('value')).toBe('primo');
    expect(page.html.querySelector('#ufficio')?.getAttribute('value')).toBe('x'.repeat(101));
    const backwards = await administrator.post(CERTIFICATE, {
      ...fields,
      apertura: '2026-02-02',
      chiusura: '2026-02-01',
    });
    expect(backwards.text('main')).toContain('L’ultimo giorno non può venire prima del primo.');
    expect(await stored()).toEqual(before);
  });

  it('are not changed from under another administrator: the second reads what the first has chosen', async () => {
    const fields = formOf(await administrator.visit(CERTIFICATE), 'impostazioni');
    await choose({ ordine: '8' });
    const refused = await administrator.post(CERTIFICATE, { ...fields, ordine: '9' });
    expect(refused.status).toBe(409);
    expect(refused.text('main')).toContain('Un altro amministratore ha cambiato queste impostazioni');
    expect(refused.text('main dl')).toContain('8');
    expect((await stored())?.settings.position).toBe(8);
    const insisted = await administrator.post(CERTIFICATE, { ...fields, ordine: '9', versione: versionOn(refused) });
    expect(insisted.status).toBe(303);
    expect((await stored())?.settings.position).toBe(9);
  });

  it('say how many drafts a citizen may have, whatever the definition says', async () => {
    const compile = '/rovereto/servizi/certificato-di-nascita/compila';
    await choose({ bozze: 'definition' });
    const citizen = await portal.citizen('anna-bianchi');
    const first = formOf(await citizen.visit(compile), 'passo');
    await citizen.send(compile, { ...first, istruzioni: 'si', azione: 'avanti' });
    expect((await citizen.get(compile)).location).toBe(compile.replace('compila', 'bozza'));
    await choose({ bozze: 'many' });
    expect((await administrator.visit(CERTIFICATE)).text('main')).toContain('ne permette una alla volta');
    expect((await citizen.get(compile)).status).toBe(200);
    expect((await citizen.get(compile.replace('compila', 'bozza'))).location).toBe(compile);
    await choose({ bozze: 'one' });
    expect((await citizen.get(compile)).location).toBe(compile.replace('compila', 'bozza'));
  });

  it('keep what was typed when the page had expired', async () => {
    const fields = formOf(await administrator.visit(CERTIFICATE), 'impostazioni');
    const page = await administrator.post(CERTIFICATE, { ...fields, ordine: '5', _csrf: 'old' });
    expect(page.status).toBe(403);
    expect(page.html.querySelector('#ordine')?.getAttribute('value')).toBe('5');
  });

  it('are not there for an operator, nor is a service that does not exist', async () => {
    const operator = await portal.operator();
    for (const href of [SERVICES, CERTIFICATE, '/rovereto/operatori/amministrazione']) {
      expect((await operator.get(href)).status).toBe(404);
    }
    expect((await administrator.get(`${SERVICES}/non-esiste`)).status).toBe(404);
  });
});
