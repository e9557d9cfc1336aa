import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RegistryChoice } from '@stanza/core';
import { formOf } from '../../testing/form-of.ts';
import { type MemoryOffice, OFFICE, openMemoryOffice } from '../../testing/memory-office.ts';
import { operatorWithoutServices } from '../../testing/office.ts';
import { makeTestPortal, type TestPortal } from '../../testing/test-portal.ts';

const PROTOCOL = '/rovereto/operatori/protocollo';

describe('what the protocol registry is told', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await makeTestPortal();
  });
  afterAll(() => portal.close());

  it('is read by operators, of the services that they work on, as the administrators have chosen it', async () => {
    const administrator = await portal.operator('amministratore');
    const settings = '/rovereto/operatori/servizi/certificato-di-nascita';
    const fields = formOf(await administrator.visit(settings), 'impostazioni');
    await administrator.send(settings, { ...fields, classificazione: '14.3 – Stato civile' });
    const operator = await portal.operator();
    const page = await operator.visit(PROTOCOL);
    const row = page.html
      .querySelectorAll('tbody tr')
      .find((one) => one.textContent.includes('Certificato di nascita'));
    expect(row?.textContent).toContain('14.3 – Stato civile');
    expect(row?.textContent).toContain('Non indicato');
    expect(page.html.querySelector('main form')).toBeNull();
    const idle = await operatorWithoutServices(portal);
    expect((await idle.visit(PROTOCOL)).text('main')).toContain('Non sei abilitato a nessun servizio');
  });
});

const SETTINGS = {
  dialect: 'halley',
  endpoint: 'https://protocollo.comune.example/segreto/docarea',
  ente: 'c_h612',
  user: 'utenza-del-portale',
  administration: { code: 'c_h612', name: 'Comune di Bugliano', email: null },
  aoo: 'AOO1',
  office: 'UO1',
  titolario: null,
  fascicolo: { number: '12', year: 2026 },
  documentTypes: { entrata: 'ISTANZA', uscita: 'RISPOSTA', allegato: 'ALL' },
  application: 'STANZA',
  parameters: { uo: 'UO1' },
};
const docarea = (settings: Readonly<Record<string, unknown>>): RegistryChoice => ({
  kind: 'docarea',
  settings,
  sealed: 'parola-sigillata',
});

describe('which registry is used, and how', () => {
  let office: MemoryOffice;
  beforeAll(async () => {
    office = await openMemoryOffice();
  });
  afterAll(() => office.close());

  /** What the operator reads, who works on the first service of two. */
  const page = async () => (await office.givePassword(office.operator)).visit(`${OFFICE}/protocollo`);
  const choose = (of: 'all' | 0 | 1, choice: RegistryChoice | null) =>
    office.setup.saveRegistryChoice(office.ente.id, of === 'all' ? null : (office.services[of]?.id ?? null), choice);

  it('is the portal’s own where nothing was chosen, with no messages on App IO', async () => {
    const shown = await page();
    expect(shown.text('tbody tr')).toMatch(/Protocollo del portale.*App IO\s*No/su);
    expect(shown.html.querySelectorAll('main dl')).toEqual([]);
  });

  it('is told with its settings, and with nothing of how the portal gets in', async () => {
    await choose('all', docarea(SETTINGS));
    await office.setup.saveAppIoKey(office.ente.id, null, 'chiave-sigillata');
    const shown = await page();
    expect(shown.text('tbody tr')).toMatch(/Protocollo\s*DOCAREA.*App IO\s*Sì/su);
    expect(shown.text('main h3')).toBe('DOCAREA, per tutti i servizi');
    const rows = shown.html.querySelectorAll('main dl > div').map((row) => row.textContent.trim());
    for (const row of [
      'Dialettohalley',
      'Servizio webprotocollo.comune.example',
      'Codice dell’amministrazionec_h612',
      'AOOAOO1',
      'Numero del fascicolo12',
      'parameters.uoUO1',
      'Grandezza massima di un file30 MB',
      'Attesa massima di una risposta300 secondi',
    ]) {
      expect(rows).toContainEqual(row);
    }
    expect(shown.body).not.toMatch(/sigillata|utenza-del-portale|segreto/u);
  });

  it('is told for the services that one works on alone, one with a registry of its own as well', async () => {
    await choose('all', docarea(SETTINGS));
    await choose(1, docarea({ ...SETTINGS, aoo: 'DI-ALTRI' }));
    const before = await page();
    expect(before.text('main h3')).toBe('DOCAREA, per i servizi che non ne hanno uno loro');
    expect(before.body).not.toContain('DI-ALTRI');
    await choose(0, docarea({ ...SETTINGS, aoo: 'SUO' }));
    const after = await page();
    expect(after.html.querySelectorAll('main h3').map((title) => title.textContent)).toEqual([
      `DOCAREA, ${office.services[0]?.definition.name}`,
    ]);
    expect(after.text('main dl')).toContain('SUO');
  });

  it.each<readonly [string, RegistryChoice['kind'], Readonly<Record<string, unknown>>, readonly string[]]>([
    [
      'P.I.Tre',
      'pitre',
      {
        endpoint: 'https://pitre.provincia.example/segreto/api',
        administration: 'PAT',
        user: 'utenza-del-portale',
        role: 'RUOLO9',
        application: 'STANZA',
        register: 'REG-H612',
        rf: null,
        project: { code: '14.3', scheme: '77', perPractice: true },
      },
      ['pitre.provincia.example', 'PAT', 'REG-H612', '14.3', 'Sì'],
    ],
    [
      'PEC',
      'pec',
      {
        endpoint: 'smtps://smtp.pec.example:465',
        user: 'utenza-del-portale',
        sender: { name: 'Comune di Rovereto', address: 'portale@pec.example' },
        recipient: 'protocollo@pec.example',
      },
      ['smtp.pec.example', 'portale@pec.example', 'protocollo@pec.example', '28,6 MB'],
    ],
    ['Sistema del Comune', 'external', {}, []],
  ])('is told of %s too, and nothing of how the portal gets in', async (name, kind, settings, said) => {
    await choose('all', { kind, settings, sealed: 'parola-sigillata' });
    await choose(0, null);
    await choose(1, null);
    const shown = await page();
    expect(shown.text('tbody tr')).toContain(name);
    for (const value of said) expect(shown.text('main dl')).toContain(value);
    expect(shown.body).not.toMatch(/sigillata|utenza-del-portale|segreto/u);
  });

  it('is to be completed where its adapter would not understand it: what is missing is said', async () => {
    const { aoo: _, ...incomplete } = SETTINGS;
    await choose(0, docarea({ ...incomplete, dialect: 'altro', nuovo: 'valore-di-prima' }));
    const shown = await page();
    expect(shown.text('tbody tr')).toMatch(/DOCAREA\s*Da completare/u);
    expect(shown.text('main dl')).toMatch(/Da completare.*Mancano o non vanno bene\s*Dialetto, AOO, nuovo/su);
    expect(shown.body).not.toContain('valore-di-prima');
  });
});
