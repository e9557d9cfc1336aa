import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dayInItaly, practiceCode, practiceIdSchema, timeInItaly } from '@stanza/core';
import { aRegistration } from '@stanza/core/testing/contracts';
import { OFFICE, openMemoryOffice } from '../../testing/memory-office.ts';
import { officeHref, registeredPractice } from '../../testing/office.ts';
import type { TestBrowser } from '../../testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../testing/test-portal.ts';

const REGISTER = '/rovereto/operatori/registro-protocollo';
const EMERGENCY = `${REGISTER}/emergenza`;

describe('the protocol that the portal keeps', () => {
  let portal: TestPortal;
  let administrator: TestBrowser;
  let citizen: TestBrowser;
  let practice: string;
  let number: string;
  let year: string;
  beforeAll(async () => {
    portal = await makeTestPortal();
    administrator = await portal.operator('amministratore');
    citizen = await portal.citizen('anna-bianchi');
    practice = await registeredPractice(portal, citizen);
    const facts = await (await portal.operator()).visit(officeHref(practice));
    [, number = '', year = ''] = /(\d{7})\/(\d{4})/u.exec(facts.text('main')) ?? [];
  });
  afterAll(() => portal.close());

  const cancelHref = () => `${REGISTER}/annulla?anno=${year}&numero=${Number(number)}`;
  const cancel = (fields: Readonly<Record<string, string>>) =>
    administrator.post(`${REGISTER}/annulla`, { anno: year, numero: String(Number(number)), ...fields });
  const minutesAgo = (minutes: number) => {
    const at = new Date(portal.portal.clock.now().getTime() - minutes * 60_000);
    return { giorno: dayInItaly(at), ora: timeInItaly(at) };
  };
  const act = async (azione: string, fields: Readonly<Record<string, string>> = {}) => {
    const page = await administrator.visit(EMERGENCY);
    const versione = page.html.querySelector('input[name=versione]')?.getAttribute('value') ?? '';
    return administrator.post(EMERGENCY, { azione, versione, ...fields });
  };
  const line = (numero: string, oggetto: string) =>
    act('voce', { numero, ...minutesAgo(30), direzione: 'entrata', oggetto, corrispondente: 'Giulia Neri' });
  const restored = (minutes: number) => {
    const { giorno, ora } = minutesAgo(minutes);
    return { giornoRipristino: giorno, oraRipristino: ora };
  };
  const byEmergencyNumber = (numero: string) =>
    administrator.visit(`${REGISTER}?registro=emergenza&numero=${numero}&anno=${dayInItaly(new Date()).slice(0, 4)}`);

  it('is read by the administrators, newest first, and searched by number', async () => {
    const page = await administrator.visit(REGISTER);
    expect(page.text('main table')).toContain(`${number}/${year}`);
    const found = await administrator.visit(`${REGISTER}?numero=${Number(number)}&anno=${year}`);
    expect(found.text('main table')).toContain('Anna Bianchi');
    expect((await administrator.visit(`${REGISTER}?numero=9999999&anno=${year}`)).text('main')).toContain(
      'Nessuna registrazione ha questo numero',
    );
    expect((await administrator.visit(`${REGISTER}?numero=x&anno=${year}`)).text('main')).toContain('sole cifre');
  });

  it('says in which fascicolo each is, which is that of its practice', async () => {
    const found = await administrator.visit(`${REGISTER}?numero=${Number(number)}&anno=${year}`);
    const code = practiceCode(practiceIdSchema.parse(practice));
    expect(found.text('main table')).toContain(`fascicolo ${code}`);
    const entry = await administrator.visit(cancelHref());
    expect(entry.text('main dl')).toContain(`Fascicolo${code}`);
    const opened = entry.html.querySelector('main dl a')?.getAttribute('href');
    expect(opened).toBe(officeHref(practice));
  });

  it('is not for the other operators', async () => {
    const operator = await portal.operator();
    for (const path of [REGISTER, cancelHref(), EMERGENCY]) expect((await operator.get(path)).status).toBe(404);
  });

  it('cancels nothing without an act and a reason, and gives back what was typed', async () => {
    await administrator.visit(cancelHref());
    const refused = await cancel({ provvedimento: 'Determina 12', motivo: ' ' });
    expect([refused.status, refused.text('main a[href="#motivo"]')]).toEqual([
      422,
      expect.stringContaining('senza non si può annullare'),
    ]);
    expect(refused.html.querySelector('#provvedimento')?.getAttribute('value')).toBe('Determina 12');
    const late = await cancel({ provvedimento: 'Determina 12', motivo: 'Doppia', _csrf: 'old' });
    expect([late.status, late.text('#motivo')]).toEqual([403, 'Doppia']);
    expect((await administrator.get(`${REGISTER}/annulla?anno=${year}&numero=9999999`)).status).toBe(404);
    expect((await administrator.get(`${REGISTER}/annulla`)).location).toBe(REGISTER);
  });

  it('leaves a cancelled registration readable, with who, why and by which act, and shows it on the practice', async () => {
    await administrator.visit(cancelHref());
    const done = await cancel({ provvedimento: 'Determina 12/2026', motivo: 'Registrata due volte' });
    expect([done.status, done.location]).toEqual([303, `${REGISTER}?fatto=annullata`]);
    expect((await administrator.visit(REGISTER)).text('main table')).toContain('Annullata');
    const twice = await cancel({ provvedimento: 'Determina 12/2026', motivo: 'Registrata due volte' });
    expect(twice.location).toBe(`${REGISTER}?fatto=annullata`);
    const other = await cancel({ provvedimento: 'Determina 13/2026', motivo: 'Un altro motivo' });
    expect([other.status, other.text('main')]).toEqual([409, expect.stringContaining('era già annullata')]);
    expect(other.text('main dl')).toContain('Determina 12/2026');
    const read = await administrator.visit(cancelHref());
    for (const text of ['Determina 12/2026', 'Registrata due volte', `${number}/${year}`]) {
      expect(read.text('main dl')).toContain(text);
    }
    expect(read.html.querySelector('main form')).toBeNull();
    for (const page of [
      await citizen.visit(`/rovereto/pratiche/${practice}`),
      await (await portal.operator()).visit(officeHref(practice)),
    ]) {
      expect(page.text('main')).toContain(`${number}/${year} (registrazione annullata`);
      expect(page.text('main')).not.toContain('Registrata due volte');
    }
    const acts = await administrator.visit('/rovereto/operatori/registro?azione=registrazione_annullata');
    expect(acts.text('main table')).toContain(`Ha annullato la registrazione di protocollo ${number}/${year}`);
  });

  it('opens an emergency register, copies what was written by hand, and registers it in order when it is closed', async () => {
    const wrong = await act('apri', { ...minutesAgo(60), causa: '', provvedimento: 'Nota 3' });
    expect([wrong.status, wrong.html.querySelector('#provvedimento')?.getAttribute('value')]).toEqual([422, 'Nota 3']);
    expect(wrong.html.querySelector('main a[href="#causa"]')).not.toBeNull();
    await act('apri', { ...minutesAgo(60), causa: 'Server guasto', provvedimento: 'Il segretario, nota 3' });
    expect((await act('apri', { ...minutesAgo(60), causa: 'x', provvedimento: 'y' })).status).toBe(409);
    await line('2', 'Seconda lettera');
    const missing = await act('chiudi', restored(10));
    expect([missing.status, missing.text('main')]).toEqual([409, expect.stringContaining('manca il numero 1')]);
    await line('1', 'Prima lettera');
    await line('3', 'Per sbaglio');
    const taken = await line('2', 'Di un collega');
    expect([taken.status, taken.text('main')]).toEqual([
      409,
      expect.stringContaining('«Seconda lettera», Giulia Neri'),
    ]);
    const corrected = await administrator.post(EMERGENCY, {
      azione: 'voce',
      numero: '2',
      ...minutesAgo(30),
      direzione: 'entrata',
      oggetto: 'Seconda lettera, corretta',
      corrispondente: 'Giulia Neri',
      vista: taken.html.querySelector('input[name=vista]')?.getAttribute('value') ?? '',
    });
    expect(corrected.location).toBe(`${EMERGENCY}?fatto=voce`);
    const opened = await administrator.visit(EMERGENCY);
    expect(opened.text('main table')).toContain('Seconda lettera');
    expect(opened.html.querySelector('#numero')?.getAttribute('value')).toBe('4');
    const mistake = opened.html.querySelectorAll('#voce option').at(-1)?.getAttribute('value') ?? '';
    await act('togli', { voce: mistake });
    const until = opened.html.querySelector('input[name=fino]')?.getAttribute('value') ?? '';
    expect((await act('proroga', { giorni: '2', provvedimento: 'Nota 4', fino: until })).location).toContain(
      'fatto=proroga',
    );
    expect((await act('proroga', { giorni: '2', provvedimento: 'Nota 4', fino: until })).status).toBe(409);
    const late = await act('voce', { numero: '3', ...minutesAgo(90), direzione: 'entrata', oggetto: 'x' });
    expect(late.text('main a[href="#giorno"]')).toContain('non era autorizzato');
    const early = await act('chiudi', restored(40));
    expect(early.text('main a[href="#giornoRipristino"]')).toContain('prima dell’ultima registrazione');
    expect(opened.text('main')).toContain('Totale per giorno');
    const unseen = await act('chiudi', { ...restored(10), versione: '3' });
    expect([unseen.status, unseen.text('main')]).toEqual([409, expect.stringContaining('L’elenco è cambiato')]);
    expect((await act('chiudi', restored(10))).location).toBe(`${EMERGENCY}?fatto=chiudi`);
    const tooLate = await line('3', 'Non perdermi');
    expect([tooLate.status, tooLate.text('main dl')]).toEqual([409, expect.stringContaining('Non perdermi')]);
    const [first, second] = [await byEmergencyNumber('1'), await byEmergencyNumber('2')];
    const numberOn = (page: typeof first) => Number(/(\d{7})\//u.exec(page.text('main table'))?.[1]);
    expect(first.text('main table')).toContain('Prima lettera');
    expect(numberOn(second)).toBe(numberOn(first) + 1);
    expect(numberOn(first)).toBe(Number(number) + 1);
    expect((await administrator.visit(EMERGENCY)).text('main table')).toContain('Server guasto');
    expect((await byEmergencyNumber('3')).text('main')).toContain('Nessuna registrazione');
  });

  it('gives the register of a day, byte for byte as its digest is of', async () => {
    const daily = '/rovereto/operatori/registri-giornalieri';
    expect((await administrator.visit(daily)).text('main')).toContain('Non c’è ancora nessun registro');
    const content = '{"giorno":"2026-03-01","oggetto":"È così"}';
    const sha256 = createHash('sha256').update(content).digest('hex');
    const ente = `(select tenant_id from tenant where slug = 'rovereto')`;
    await portal.asOwner(
      `insert into protocol_daily_register select tenant_id, '2026-03-01', '${content}', '${sha256}', null, 'json'
         from tenant where tenant_id = ${ente}`,
    );
    const page = await administrator.visit(daily);
    expect(page.text('main table')).toContain(sha256);
    const [link] = page.html.querySelectorAll('main table a');
    const file = await administrator.get(link?.getAttribute('href') ?? '');
    expect(createHash('sha256').update(file.bytes).digest('hex')).toBe(sha256);
    for (const query of ['giorno=2026-03-01&formato=pdf', 'giorno=2026-03-02&formato=json', 'giorno=x&formato=json']) {
      expect((await administrator.get(`${daily}/file?${query}`)).status).toBe(404);
    }
    expect((await (await portal.operator()).get(daily)).status).toBe(404);
  });
});

describe('an entry whose practice is not for who reads it', () => {
  it('says the fascicolo, and leads nowhere', async () => {
    const office = await openMemoryOffice();
    const registration = aRegistration('a');
    const given = await office.unitOfWork.run(office.ente.id, ({ protocol }) =>
      protocol.register(registration, office.clock.now()),
    );
    const administrator = await office.asAdministrator();
    const page = await administrator.visit(
      `${OFFICE}/registro-protocollo/annulla?anno=${given.year}&numero=${Number(given.number)}`,
    );
    expect(page.text('main dl')).toContain(`Fascicolo${practiceCode(registration.practiceId)}`);
    expect(page.html.querySelector('main dl a')).toBeNull();
    await office.close();
  });
});
