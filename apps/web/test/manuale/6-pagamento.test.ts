import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openPaidService, PAID_SERVICE, type PaidService } from '../../src/testing/paid-service.ts';
import type { Page } from '../../src/testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../src/testing/test-portal.ts';

let portal: TestPortal;
let paid: PaidService;
beforeAll(async () => {
  portal = await makeTestPortal();
  paid = await openPaidService(portal);
});
afterAll(async () => {
  await paid.close();
  await portal.close();
});

const isDisabled = (page: Page): boolean =>
  page.html.querySelector('#passo .pulsanti button[value=avanti]')?.hasAttribute('disabled') === true;

describe('6. Compila una pratica: il pagamento', () => {
  it('alcuni servizi prevedono un pagamento: nella pagina di descrizione viene mostrato un avvertimento specifico', async () => {
    const sheet = await portal.browser().visit(PAID_SERVICE);
    expect(sheet.text('#pagamento')).toContain('Per questo servizio è previsto un pagamento');
    const free = await portal.browser().visit('/rovereto/servizi/certificato-di-nascita');
    expect(free.html.querySelector('#pagamento')).toBeNull();
  });

  it('nello step di pagamento il tasto “Avanti” risulta disabilitato fino a che il sistema non ha verificato l’effettivo pagamento registrato dai sistemi di pagamento esterni', async () => {
    const citizen = await portal.citizen('anna-bianchi');
    const { practice, page } = await paid.fill(citizen);
    const step = `${practice}/compila/pagamento`;
    expect([isDisabled(page), page.text('#pagamento')]).toEqual([
      true,
      expect.stringContaining('Stiamo preparando il pagamento'),
    ]);
    await portal.drain();
    const ready = await citizen.visit(step);
    expect(isDisabled(ready)).toBe(true);
    const { noticeNumber } = await paid.lastOf(practice);
    const notice = ready.html.querySelector('#pagamento a[download]')?.getAttribute('href') ?? '';
    expect((await citizen.get(notice)).bytes.subarray(0, 5).toString()).toBe('%PDF-');
    const gone = await citizen.post(step, { azione: 'paga' });
    expect([gone.status, gone.location?.startsWith(`${paid.simulator.url}/`)]).toEqual([303, true]);
    expect(ready.headers['content-security-policy']).toContain(`form-action 'self' ${paid.simulator.url}`);
    // Coming back proves nothing.
    expect(isDisabled(await citizen.visit(`${practice}/pagamento/ok`))).toBe(true);
    expect(await paid.pay(practice)).toBe(true);
    await paid.work();
    const done = await citizen.visit(step);
    expect([isDisabled(done), done.text('#pagamento')]).toEqual([
      false,
      expect.stringContaining('Il pagamento è confermato'),
    ]);
    const summary = await citizen.send(step, { azione: 'avanti' });
    expect(summary.text('main')).toContain(noticeNumber);
    const sent = await citizen.send(`${practice}/compila/conferma`, { azione: 'avanti', conferma: 'si' });
    expect(sent.text('.avviso-success')).toContain('La tua richiesta è stata inviata');
  });

  it('gli importi chiesti e i pagamenti fatti si ritrovano tutti in una pagina, con avvisi e ricevute', async () => {
    const citizen = await portal.citizen('anna-bianchi');
    const { practice } = await paid.fill(citizen, 'doppia');
    await portal.drain();
    const list = await citizen.visit('/rovereto/pagamenti');
    const row = list.html.querySelectorAll('tbody tr').at(0);
    expect(row?.textContent).toContain('Da pagare');
    expect(row?.querySelector(`a[href="${practice}"]`)).not.toBeNull();
    expect(row?.querySelector('a[href$="/avviso"]')?.textContent).toContain('Scarica l’avviso');
  });

  it('una bozza per la quale si è pagato, o si sta pagando, non si elimina', async () => {
    const citizen = await portal.citizen('mario-rossi');
    const { practice } = await paid.fill(citizen);
    await portal.drain();
    await citizen.post(`${practice}/compila/pagamento`, { azione: 'paga' });
    const refused = await citizen.get(`${practice}/elimina`);
    expect([refused.status, refused.text('h1')]).toEqual([409, 'La bozza non si può eliminare']);
  });
});
