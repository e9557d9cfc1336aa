import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sendCertificate } from '../../testing/certificato.ts';
import type { TestBrowser } from '../../testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../testing/test-portal.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

let portal: TestPortal;
let now = Date.now();
let anna: TestBrowser;
let sent: string;
beforeAll(async () => {
  portal = await makeTestPortal({ clock: { now: () => new Date(now) } });
  anna = await portal.citizen('anna-bianchi');
  sent = await sendCertificate(anna);
});
afterAll(() => portal.close());

const elements = (page: Awaited<ReturnType<TestBrowser['get']>>): readonly string[] =>
  page.html
    .querySelectorAll('main [data-element^=feedback]')
    .map((element) => element.getAttribute('data-element') ?? '');

describe('the rating of a practice', () => {
  it('begins on the receipt, with one to five stars under the names of the national checker', async () => {
    const page = await anna.visit(`${sent}/ricevuta`);
    expect(elements(page)).toEqual(['feedback', 'feedback-title', ...[1, 2, 3, 4, 5].map((n) => `feedback-rate-${n}`)]);
    expect(page.text('[data-element=feedback-title]')).toBe('Quanto è stato facile usare questo servizio?');
    expect(page.text('main')).toMatch(/Puoi dare o cambiare la valutazione fino al(?: |l’)\d\d\/\d\d\/\d{4}/u);
  });

  it('asks for stars when there are none', async () => {
    const page = await anna.post(`${sent}/valutazione`, {});
    expect([page.status, page.text('[role=alert] a')]).toEqual([422, 'Scegli da una a cinque stelle.']);
  });

  it('keeps the stars at once, and asks what went well or what was difficult', async () => {
    const good = await anna.send(`${sent}/valutazione`, { voto: '4' });
    expect(anna.path).toBe(`${sent}/valutazione`);
    expect(good.text('main')).toContain('Abbiamo registrato il tuo voto: 4 stelle.');
    expect(good.text('[data-element=feedback-rating-positive] legend')).toContain('hai preferito');
    const hard = await anna.send(`${sent}/valutazione`, { voto: '2' });
    expect(hard.text('[data-element=feedback-rating-negative] legend')).toContain('maggiori difficoltà');
    expect(hard.texts('[data-element=feedback-rating-answer]')).toHaveLength(5);
  });

  it('keeps the answer and the words, thanks, and shows them when one comes back', async () => {
    const details = { voto: '2', aspetto: 'problemi_tecnici', testo: 'È così' };
    const thanks = await anna.send(`${sent}/valutazione/dettagli`, details);
    expect(thanks.text('main')).toContain('Grazie: la tua valutazione è registrata.');
    expect(thanks.html.querySelector('#voto-2')?.hasAttribute('checked')).toBe(true);
    const page = await anna.visit(`${sent}/valutazione`);
    expect(page.html.querySelector('input[value=problemi_tecnici]')?.hasAttribute('checked')).toBe(true);
    expect(page.text('#testo')).toBe('È così');
  });

  it('refuses more than 200 characters and an answer to another question, and loses nothing', async () => {
    const testo = 'x'.repeat(201);
    const long = await anna.post(`${sent}/valutazione/dettagli`, { voto: '2', aspetto: 'altro', testo });
    expect([long.status, long.text('#testo').length]).toEqual([422, 201]);
    const other = { voto: '2', aspetto: 'indicazioni_chiare', testo: 'resta' };
    const wrong = await anna.post(`${sent}/valutazione/dettagli`, other);
    expect([wrong.status, wrong.text('#testo')]).toEqual([422, 'resta']);
    expect((await anna.visit(`${sent}/valutazione`)).text('#testo')).toBe('È così');
  });

  it('keeps what was written on a page that had expired', async () => {
    const words = { voto: '2', aspetto: 'altro', testo: 'Non perdermi', _csrf: 'scaduto' };
    const page = await anna.post(`${sent}/valutazione/dettagli`, words);
    expect([page.status, page.text('#testo')]).toEqual([403, 'Non perdermi']);
    expect(page.text('.avviso')).toContain('La pagina era scaduta');
    expect(page.html.querySelector('input[value=altro]')?.hasAttribute('checked')).toBe(true);
    expect((await anna.visit(`${sent}/valutazione`)).text('#testo')).toBe('È così');
  });

  it('is closed after thirty days', async () => {
    const before = now;
    now += 30 * DAY_MS - 1000;
    anna = await portal.citizen('anna-bianchi');
    expect((await anna.post(`${sent}/valutazione`, { voto: '5' })).status).toBe(303);
    now += 1000;
    const late = await anna.post(`${sent}/valutazione`, { voto: '1' });
    expect(late.status).toBe(409);
    expect(late.text('main')).toContain('Il tempo per valutare questa pratica è finito.');
    const words = await anna.post(`${sent}/valutazione/dettagli`, { voto: '2', aspetto: 'altro', testo: 'Tardi' });
    expect(words.text('main')).toMatch(/Quello che avevi scritto\s*Tardi/u);
    expect(elements(await anna.visit(`${sent}/ricevuta`))).toEqual([]);
    now = before;
  });
});
