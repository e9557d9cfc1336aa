import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fillIn, sendCertificate, sendOnBehalf } from '../../testing/certificato.ts';
import { officeHref } from '../../testing/office.ts';
import type { TestBrowser } from '../../testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../testing/test-portal.ts';

let portal: TestPortal;
let anna: TestBrowser;
let sent: string;
beforeAll(async () => {
  portal = await makeTestPortal();
  anna = await portal.citizen('anna-bianchi');
  sent = await sendOnBehalf(anna, 'Solo mia');
});
afterAll(() => portal.close());

describe('the receipt', () => {
  it('is there at once, with what was sent and what happens next, before the protocol number', async () => {
    const offered = (await anna.visit(`${sent}?inviata=si`)).html.querySelector('.avviso-success a');
    expect(offered?.getAttribute('href')).toBe(`${sent}/ricevuta`);
    const page = await anna.visit(`${sent}/ricevuta`);
    const text = page.text('main');
    expect(page.text('h1')).toBe('Ricevuta');
    expect(text).toContain('La tua richiesta è stata inviata');
    expect(text).toMatch(/Codice della pratica\s?[2-9A-Z]{4}-[2-9A-Z]{4}/u);
    expect(text).toContain('In attesa di protocollazione');
    expect(text).toContain('Il numero di protocollo arriva da solo');
    expect(text).toContain('commi 9-bis e 9-ter');
    expect(page.texts('.file-nome')).toEqual(['delega è.pdf', 'carta d’identità.pdf']);
    expect((await anna.get(`${sent}/documenti/ricevuta`)).status).toBe(404);
  });

  it('has the number and the PDF as soon as the practice is registered', async () => {
    await portal.drain();
    const page = await anna.visit(`${sent}/ricevuta`);
    expect(page.text('main')).toMatch(/Numero di protocollo\s?\d{7}\/\d{4} del(?: |l’)\d\d\/\d\d\/\d{4}/u);
    expect(page.html.querySelector('[data-refresh]')).toBeNull();
    const link = page.html.querySelectorAll('a').find((a) => a.textContent.startsWith('Scarica la ricevuta'));
    const pdf = await anna.get(link?.getAttribute('href') ?? '');
    expect([pdf.status, pdf.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(pdf.headers['content-disposition']).toContain('ricevuta-');
    expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('is linked from the detail of the practice', async () => {
    const links = (await anna.visit(sent)).html.querySelectorAll('main a').map((a) => a.getAttribute('href'));
    expect(links).toContain(`${sent}/ricevuta`);
  });

  it('is not for the person on whose behalf the practice is', async () => {
    const mario = await portal.citizen('mario-rossi');
    const page = await mario.visit(sent);
    expect(page.status).toBe(200);
    expect(page.body).not.toContain('/ricevuta');
    for (const path of ['/ricevuta', '/documenti/ricevuta', '/valutazione']) {
      expect([path, (await mario.get(`${sent}${path}`)).status]).toEqual([path, 404]);
    }
  });

  it('can be downloaded by the office', async () => {
    const operator = await portal.operator();
    const office = officeHref(sent.split('/').at(-1) ?? '');
    const page = await operator.visit(office);
    expect(page.text('main')).toContain('Ricevuta per chi ha fatto la richiesta');
    expect((await operator.get(`${office}/documenti/ricevuta`)).status).toBe(200);
  });

  it('is not there for a draft, which leads back to its compilation', async () => {
    const luca = await portal.citizen('luca-ferrari');
    const draft = await fillIn(luca, 'delega');
    expect((await luca.get(`${draft}/ricevuta`)).location).toBe(`${draft}/compila`);
  });

  it('says that there are no attachments when there are none', async () => {
    const zoe = await portal.citizen('zoe-cosi');
    const practice = await sendCertificate(zoe);
    expect((await zoe.visit(`${practice}/ricevuta`)).text('main')).toContain('Nessun file allegato.');
  });
});
