import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sendCertificate, serviceAt } from '../../testing/certificato.ts';
import { makeTestPortal, type TestPortal } from '../../testing/test-portal.ts';

const SERVICE = serviceAt('rovereto');
const RATINGS = '/rovereto/operatori/valutazioni';

let portal: TestPortal;
beforeAll(async () => {
  portal = await makeTestPortal();
});
afterAll(() => portal.close());

describe('the rating of a sheet', () => {
  it('is given by anybody, in two steps, and kept at the end', async () => {
    const visitor = portal.browser();
    const sheet = await visitor.visit(SERVICE);
    expect(sheet.text('[data-element=feedback-title]')).toBe('Quanto sono chiare le informazioni su questa pagina?');
    expect(sheet.html.querySelectorAll('input[data-element^=feedback-rate-]')).toHaveLength(5);
    const asked = await visitor.send(`${SERVICE}/valutazione`, { voto: '5' });
    expect(asked.text('main')).toContain('La registriamo quando premi Invia.');
    expect(asked.text('[data-element=feedback-rating-positive] legend')).toContain('hai preferito');
    const details = { voto: '5', aspetto: 'indicazioni_complete', testo: 'Chiara' };
    const thanks = await visitor.send(`${SERVICE}/valutazione/dettagli`, details);
    expect(thanks.text('.lead')).toContain('Grazie');
    expect(thanks.html.querySelector('input[name=voto]')).toBeNull();
  });

  it('asks again for what is missing or wrong, and loses nothing', async () => {
    const visitor = portal.browser();
    await visitor.visit(SERVICE);
    expect((await visitor.post(`${SERVICE}/valutazione`, {})).status).toBe(422);
    const long = { voto: '1', aspetto: '', testo: 'x'.repeat(201) };
    const page = await visitor.post(`${SERVICE}/valutazione/dettagli`, long);
    expect([page.status, page.text('#testo').length]).toEqual([422, 201]);
    expect((await visitor.visit(`${SERVICE}/valutazione?voto=9`)).html.querySelector('#testo')).toBeNull();
    expect((await visitor.get('/rovereto/servizi/inventato/valutazione')).status).toBe(404);
    const gone = await visitor.post('/rovereto/servizi/inventato/valutazione/dettagli', { voto: '3' });
    expect(gone.status).toBe(404);
  });

  it('keeps what was written on a page that had expired', async () => {
    const visitor = portal.browser();
    await visitor.visit(SERVICE);
    const words = { voto: '1', aspetto: '', testo: 'Non perdermi', _csrf: 'scaduto' };
    const page = await visitor.post(`${SERVICE}/valutazione/dettagli`, words);
    expect([page.status, page.text('#testo')]).toEqual([403, 'Non perdermi']);
    expect(page.text('.avviso')).toContain('La pagina era scaduta');
  });

  it('is read by the administrators, apart from the ratings of practices, without names', async () => {
    const anna = await portal.citizen('anna-bianchi');
    const sent = await sendCertificate(anna);
    await anna.send(`${sent}/valutazione`, { voto: '2' });
    await anna.send(`${sent}/valutazione/dettagli`, { voto: '2', aspetto: 'altro', testo: 'Troppi passi' });
    const page = await (await portal.operator('amministratore')).visit(RATINGS);
    const [averages, comments] = page.html.querySelectorAll('table');
    const rows = (table: typeof averages) =>
      (table?.querySelectorAll('tbody tr') ?? []).map((row) => row.textContent.replaceAll(/\s+/gu, ' '));
    expect(rows(averages)).toHaveLength(2);
    expect(rows(averages)[0]).toMatch(/Chiarezza della pagina del servizio.*5,0 su 5/u);
    expect(rows(averages)[1]).toMatch(/Facilità d’uso, dopo l’invio.*2,0 su 5/u);
    expect(rows(comments)[0]).toMatch(/Troppi passi/u);
    expect(rows(comments)[1]).toMatch(/Le indicazioni erano complete.*Chiara/u);
    expect(page.text('main')).not.toMatch(/Bianchi|BNCNNA|[2-9A-Z]{4}-[2-9A-Z]{4}/u);
    expect(page.texts('.testata-nav a')).toContain('Amministrazione');
  });

  it('is not there for operators who are not administrators, nor at another ente', async () => {
    const operator = await portal.operator();
    expect((await operator.get(RATINGS)).status).toBe(404);
    expect((await operator.visit('/rovereto/operatori')).body).not.toContain(RATINGS);
    const elsewhere = await portal.operator('amministratore', 'tre-ville');
    expect((await elsewhere.visit('/tre-ville/operatori/valutazioni')).text('main')).toContain(
      'Non ci sono ancora valutazioni',
    );
  });

  it('is refused to who sends too many, without keeping who it is', async () => {
    const visitor = portal.browser();
    await visitor.visit(SERVICE);
    const rate = () => visitor.post(`${SERVICE}/valutazione/dettagli`, { voto: '3' });
    for (let count = 0; count < 30; count += 1) await rate();
    const refused = await rate();
    expect([refused.status, refused.text('h1')]).toEqual([429, 'Troppe valutazioni in poco tempo']);
  });
});
