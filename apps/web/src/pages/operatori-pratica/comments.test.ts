import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MAX_COMMENT } from '@stanza/core';
import { sendCertificate } from '../../testing/certificato.ts';
import { officeHref, registeredPractice } from '../../testing/office.ts';
import type { TestBrowser } from '../../testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../testing/test-portal.ts';

let portal: TestPortal;
let citizen: TestBrowser;
let operator: TestBrowser;
let detail: string;
beforeAll(async () => {
  portal = await makeTestPortal();
  citizen = await portal.citizen('anna-bianchi');
  operator = await portal.operator();
  detail = officeHref(await registeredPractice(portal, citizen));
});
afterAll(() => portal.close());

const write = async (browser: TestBrowser, commento: string) => {
  await browser.visit(detail);
  return browser.post(`${detail}/commenti`, { commento });
};

describe('the comments of the office', () => {
  it('are written and read on the practice by who works on its service, with author and time, and never by the citizen', async () => {
    const colleague = await portal.operator('amministratore');
    const text = 'Ho chiamato <b>due volte</b>.\r\nRichiamo domani.';
    expect((await write(operator, text)).location).toBe(`${detail}#commenti`);
    expect((await write(colleague, 'Visto.')).status).toBe(303);
    const page = await operator.visit(detail);
    const [first, second] = page.texts('#commenti article');
    expect(first).toContain('Paola Conti');
    expect(first).toContain('<b>due volte</b>');
    expect(page.html.querySelector('#commenti article time[datetime]')).not.toBeNull();
    expect(second).toContain('Visto.');
    const seen = await citizen.visit(detail.replace('/operatori', ''));
    expect(seen.body).not.toContain('due volte');
  });

  it('that cannot be saved come back as they were typed, with the reason', async () => {
    const empty = await write(operator, '  ');
    expect([empty.status, empty.text('.campo-errore')]).toEqual([422, expect.stringContaining('Scrivi il commento.')]);
    const long = 'è'.repeat(MAX_COMMENT + 1);
    const refused = await write(operator, long);
    expect([refused.status, refused.text('#commento').trim()]).toEqual([422, long]);
    const expired = await operator.post(`${detail}/commenti`, { commento: 'Da non perdere', _csrf: 'scaduto' });
    expect([expired.status, expired.text('#commento').trim()]).toEqual([403, 'Da non perdere']);
    expect(expired.text('.avviso')).toContain('La pagina era scaduta');
  });

  it('that cannot be saved are on a page that does not reload itself, as it does while the number is awaited', async () => {
    const unregistered = officeHref((await sendCertificate(citizen)).split('/').at(-1) ?? '');
    expect((await operator.visit(unregistered)).html.querySelector('[data-refresh]')).not.toBeNull();
    const refused = await operator.post(`${unregistered}/commenti`, { commento: 'Da tenere', _csrf: 'scaduto' });
    expect(refused.text('#commento').trim()).toBe('Da tenere');
    expect(refused.html.querySelector('[data-refresh]')).toBeNull();
    const note = await citizen.post(`${unregistered.replace('/operatori', '')}/nota`, {
      nota_privata: 'Mia',
      _csrf: '',
    });
    expect([note.status, note.html.querySelector('[data-refresh]')]).toEqual([403, null]);
  });
});
