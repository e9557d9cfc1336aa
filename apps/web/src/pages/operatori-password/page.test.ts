import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type MemoryOffice, OFFICE, openMemoryOffice, PASSWORD } from '../../testing/memory-office.ts';

let office: MemoryOffice;
beforeAll(async () => {
  office = await openMemoryOffice();
});
afterAll(() => office.close());

const FORGOTTEN = `${OFFICE}/accesso/dimenticata`;
const NEW = 'un’altra frase lunga';

describe('“Password dimenticata?”', () => {
  it('is on the page of the sign-in, and says the same to who is known and to who is not', async () => {
    const browser = office.browser();
    const door = await browser.visit(`${OFFICE}/accesso`);
    expect(door.html.querySelector(`a[href="${FORGOTTEN}"]`)?.textContent).toBe('Password dimenticata?');
    await browser.visit(FORGOTTEN);
    const answers = [];
    for (const email of [office.operator.email, 'nessuno@comune.bugliano.example']) {
      const sent = await browser.post(FORGOTTEN, { email });
      const page = await browser.visit(sent.location ?? '');
      answers.push([sent.status, sent.location, page.text('main')]);
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.[2]).toContain('Se l’indirizzo è quello di un operatore');
  });

  it('asks again for an address that is missing, and after too many requests says to wait', async () => {
    const browser = office.browser();
    await browser.visit(FORGOTTEN);
    expect((await browser.post(FORGOTTEN, { email: ' ' })).status).toBe(422);
    const email = 'sempre@comune.bugliano.example';
    for (let times = 0; times < 3; times += 1) expect((await browser.post(FORGOTTEN, { email })).status).toBe(303);
    const refused = await browser.post(FORGOTTEN, { email });
    expect([refused.status, refused.text('.avviso')]).toEqual([429, expect.stringContaining('Aspetta un’ora')]);
  });
});

describe('the link of the mail', () => {
  const ask = async (): Promise<string> => {
    const browser = office.browser();
    await browser.visit(FORGOTTEN);
    office.clock.advance(60 * 60_000);
    await browser.send(FORGOTTEN, { email: office.operator.email });
    return office.linkFor(office.operator.email);
  };
  const keyOf = (link: string): string => link.split('/').at(-1) ?? '';

  it('leads to a page that says whom it is for, keeps the link to itself and uses nothing up', async () => {
    const link = await ask();
    for (let times = 0; times < 3; times += 1) {
      const page = await office.browser().get(link);
      expect(page.status).toBe(200);
      expect(page.text('main')).toContain(office.operator.email);
      expect(page.headers['referrer-policy']).toBe('no-referrer');
      expect(page.headers['cache-control']).toBe('no-store');
      expect(page.html.querySelector('main form')?.getAttribute('action')).toBe(`${OFFICE}/password`);
      expect(page.html.querySelectorAll('a').some((a) => (a.getAttribute('href') ?? '').includes(keyOf(link)))).toBe(
        false,
      );
    }
  });

  it('lets a password be chosen, says what is wrong with one that will not do, and ends every session', async () => {
    const link = await ask();
    const [inOffice, browser] = [await office.givePassword(office.operator), office.browser()];
    expect((await inOffice.get(OFFICE)).status).toBe(200);
    await browser.visit(link);
    const choose = (password: string, ripeti = password) =>
      browser.post(`${OFFICE}/password`, { chiave: keyOf(link), password, ripeti });
    for (const [page, sentence] of [
      [await choose('corta'), 'troppo corta'],
      [await choose(NEW, 'diversa'), 'non sono uguali'],
      [await choose('paola.conti 2026'), 'somiglia al tuo nome'],
      [await choose('password1234'), 'si indovina facilmente'],
      [await choose('x'.repeat(100_000)), 'troppo lunga'],
    ] as const) {
      expect([page.status, page.text('.campo-errore')]).toEqual([422, expect.stringContaining(sentence)]);
      expect(page.body).not.toContain(NEW);
    }
    const different = await choose(NEW, 'diversa');
    expect(different.html.querySelector('.avviso-error a')?.getAttribute('href')).toBe('#ripeti');
    const expired = await browser.post(`${OFFICE}/password`, {
      chiave: keyOf(link),
      password: NEW,
      ripeti: NEW,
      _csrf: 'x',
    });
    expect([expired.status, expired.text('.avviso')]).toEqual([403, expect.stringContaining('La pagina era scaduta')]);
    const chosen = await choose(NEW);
    expect(chosen.location).toBe(`${OFFICE}/accesso?fatto=password`);
    expect((await browser.visit(chosen.location ?? '')).text('.avviso')).toContain('adesso puoi entrare');
    expect((await inOffice.get(OFFICE)).status).toBe(303);
    expect((await (await office.givePassword(office.operator, NEW)).get(OFFICE)).status).toBe(200);
    const used = await browser.get(link);
    expect([used.status, used.text('h1')]).toEqual([410, 'Il collegamento non vale più']);
  });

  it('that is none of ours is over, and its form too', async () => {
    const browser = office.browser();
    expect((await browser.visit(`${OFFICE}/password/inventata`)).status).toBe(410);
    const forged = { chiave: 'inventata', password: PASSWORD, ripeti: PASSWORD };
    expect((await browser.post(`${OFFICE}/password`, forged)).status).toBe(410);
    expect((await browser.get(`${OFFICE}/password`)).location).toBe(`${OFFICE}/accesso`);
  });
});
