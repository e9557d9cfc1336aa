import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fillIn } from '../../testing/certificato.ts';
import type { Page } from '../../testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../testing/test-portal.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await makeTestPortal();
});
afterAll(() => portal.close());

const summaryOf = (page: Page) => page.texts('[aria-labelledby=riepilogo-errori] a');

describe('the steps on top of the page', () => {
  it('that are done are links, before and after the one that is shown', async () => {
    const browser = await portal.citizen('anna-bianchi');
    const practice = await fillIn(browser);
    const page = await browser.send(`${practice}/compila/tipologia-ed-uso`, { azione: 'ricomincia' });
    expect(page.text('[aria-current=step]')).toContain('Istruzioni');
    expect(page.texts('.passi li a .passi-nome')).toEqual(['Richiedente', 'Delega', 'Tipologia ed uso']);
    expect(page.texts('.passi li.fatto .passi-nome')).toEqual(['Richiedente', 'Delega', 'Tipologia ed uso']);
    expect(page.texts('.passi a').at(-1)).toBe('Tipologia ed uso (completato: vai a questo passo)');
    expect(page.html.querySelectorAll('.passi a').at(-1)?.getAttribute('href')).toBe(
      `${practice}/compila/tipologia-ed-uso`,
    );
  });

  it('that are done are no links behind one that is not, because they do not open', async () => {
    const browser = await portal.citizen('mario-rossi');
    const practice = await fillIn(browser);
    const page = await browser.send(`${practice}/compila/richiedente`, { azione: 'ricomincia' });
    expect(page.texts('.passi li a')).toEqual([]);
    expect(page.texts('.passi li.fatto')).toEqual(['3Delega (completato)', '4Tipologia ed uso (completato)']);
  });
});

describe('a mistake', () => {
  it('in the note is named in the summary', async () => {
    const browser = await portal.citizen('zoe-cosi');
    const practice = await fillIn(browser, 'delega');
    const page = await browser.post(`${practice}/compila/delega`, { nota_privata: 'x'.repeat(2001), azione: 'nota' });
    expect(summaryOf(page)).toEqual([
      'Chiedi il certificato per conto di un’altra persona? Compila questo campo.',
      'Note personali: il testo è troppo lungo: accorcialo.',
    ]);
  });
});

describe('a page that had expired', () => {
  it('says so in the title and takes the focus to its notice', async () => {
    const browser = await portal.citizen('marco-verdi');
    const practice = await fillIn(browser, 'delega');
    const page = await browser.post(`${practice}/compila/delega`, { _csrf: 'vecchio', azione: 'avanti' });
    expect(page.status).toBe(403);
    expect(page.text('title')).toMatch(/^Errore: /u);
    const [focused, ...others] = page.html.querySelectorAll('[autofocus]');
    expect(others).toEqual([]);
    expect(focused?.getAttribute('role')).toBe('alert');
    expect(focused?.getAttribute('tabindex')).toBe('-1');
    expect(focused?.textContent).toContain('La pagina era scaduta');
  });

  it('leaves the focus where it is when the notice is good news', async () => {
    const browser = await portal.citizen('luca-ferrari');
    const practice = await fillIn(browser, 'delega');
    const page = await browser.send(`${practice}/compila/delega`, { nota_privata: 'Mia', azione: 'nota' });
    expect(page.html.querySelector('.avviso')?.getAttribute('role')).toBe('status');
    expect(page.html.querySelectorAll('[autofocus]')).toEqual([]);
  });
});
