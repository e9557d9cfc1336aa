import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { dayInItaly, timeInItaly } from '@stanza/core';
import { type MemoryOffice, OFFICE, openMemoryOffice } from '../../testing/memory-office.ts';
import type { Page, TestBrowser } from '../../testing/test-browser.ts';

const EMERGENCY = `${OFFICE}/registro-protocollo/emergenza`;

describe('the page of the emergency register', () => {
  let office: MemoryOffice;
  let administrator: TestBrowser;
  beforeEach(async () => {
    office = await openMemoryOffice();
    administrator = await office.asAdministrator();
    await act('apri', { ...minutesAgo(60), causa: 'Server guasto', provvedimento: 'Il segretario, nota 3' });
    await line('Prima lettera');
  });
  afterEach(() => office.close());

  const minutesAgo = (minutes: number) => {
    const at = new Date(office.clock.now().getTime() - minutes * 60_000);
    return { giorno: dayInItaly(at), ora: timeInItaly(at) };
  };
  const act = async (azione: string, fields: Readonly<Record<string, string>> = {}) => {
    const page = await administrator.visit(EMERGENCY);
    const versione = page.html.querySelector('input[name=versione]')?.getAttribute('value') ?? '';
    return administrator.post(EMERGENCY, { azione, versione, ...fields });
  };
  const line = (oggetto: string, vista = '') =>
    act('voce', {
      numero: '1',
      ...minutesAgo(30),
      direzione: 'entrata',
      oggetto,
      corrispondente: 'Giulia Neri',
      vista,
    });
  const close = () => {
    const { giorno, ora } = minutesAgo(10);
    return act('chiudi', { giornoRipristino: giorno, oraRipristino: ora });
  };
  const lineOn = (page: Page) => page.html.querySelectorAll('#voce option').at(-1)?.getAttribute('value') ?? '';

  it('takes no line away that a colleague has corrected since, until it was read', async () => {
    const old = lineOn(await administrator.visit(EMERGENCY));
    const taken = await line('Prima lettera, corretta');
    await line('Prima lettera, corretta', taken.html.querySelector('input[name=vista]')?.getAttribute('value') ?? '');
    const refused = await act('togli', { voce: old });
    expect([refused.status, refused.text('main')]).toEqual([
      409,
      expect.stringMatching(/è stato corretto .* Ora è: «Prima lettera, corretta», Giulia Neri/u),
    ]);
    expect(refused.html.querySelector('#voce option[selected]')?.getAttribute('value')).toBe(lineOn(refused));
    expect((await act('togli', { voce: lineOn(refused) })).location).toBe(`${EMERGENCY}?fatto=togli`);
    expect((await administrator.visit(EMERGENCY)).text('main')).toContain('Non hai ancora copiato');
  });

  it('says what to do when another registry was chosen meanwhile, and gives no number of the portal', async () => {
    await office.setup.saveRegistryChoice(office.ente.id, null, { kind: 'external', settings: {}, sealed: '' });
    const page = await administrator.visit(EMERGENCY);
    expect(page.text('main')).toContain('Registralo in quel sistema, togli le registrazioni dall’elenco');
    expect(page.html.querySelector('#oggetto')).toBeNull();
    const copied = await line('Seconda lettera');
    expect([copied.status, copied.text('main dl')]).toEqual([409, expect.stringContaining('Seconda lettera')]);
    const refused = await close();
    expect([refused.status, refused.text('main')]).toEqual([409, expect.stringContaining('prende un numero lì')]);
    await act('togli', { voce: lineOn(refused) });
    const closed = await close();
    expect(closed.location).toBe(`${EMERGENCY}?fatto=chiudi`);
    const done = await administrator.visit(closed.location ?? '');
    expect(done.text('.avviso-success')).toContain('Il registro di emergenza è chiuso.');
    expect(done.text('.avviso-success')).not.toContain('numero di protocollo');
  });

  it('says that what it had has numbers, once it is closed', async () => {
    const done = await administrator.visit((await close()).location ?? '');
    expect(done.text('.avviso-success')).toContain('le registrazioni che aveva hanno un numero di protocollo');
  });
});
