import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { operatorWithoutServices, registeredPractice, takeCharge } from '../../testing/office.ts';
import { makeTestPortal, type TestPortal } from '../../testing/test-portal.ts';

const METRICS = '/rovereto/operatori/metriche';

describe('the figures of the services', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await makeTestPortal();
    const [citizen, operator] = [await portal.citizen('anna-bianchi'), await portal.operator()];
    await registeredPractice(portal, citizen);
    await takeCharge(operator, await registeredPractice(portal, citizen));
    const answered = await registeredPractice(portal, citizen);
    const ente = (await portal.portal.tenants.bySlug('rovereto'))?.id;
    await portal.asOwner(`set app.tenant = '${ente}';
      update practice set state = 'accettata', answer_protocol_number = '0000099', answer_protocol_year = 2026,
        answer_protocol_registered_at = submitted_at + interval '12 days' where id = '${answered}'`);
  });
  afterAll(() => portal.close());

  it('are shown in tables and charts: practices by state and service, and how long an outcome takes', async () => {
    const page = await (await portal.operator()).visit(METRICS);
    const year = new Date().getFullYear();
    const row = (table: string, name: string) =>
      page.html
        .querySelectorAll('table')
        .find((one) => one.querySelector('caption')?.textContent.includes(table))
        ?.querySelectorAll('tbody tr')
        .find((one) => one.textContent.includes(name))
        ?.querySelectorAll('th, td')
        .map((cell) => cell.textContent.replace(/^\D*(?=[\d–])/u, '').trim());
    expect(row('per anno', String(year))?.slice(1)).toEqual(['3', '1', '1', '0', '1', '0']);
    expect(row('Per servizio', 'Certificato di nascita')?.slice(1, 7)).toEqual(['3', '1', '1', '0', '1', '0']);
    const charts = page.html.querySelectorAll('svg[role=img]').map((chart) => chart.getAttribute('aria-label'));
    expect(charts).toEqual(['Pratiche inviate per anno', `In quanti giorni si è risposto nel ${year}`]);
    expect(page.html.querySelectorAll('svg[role=img] rect').length).toBeGreaterThan(6);
    expect(page.text('main dl')).toMatch(/Servizi attivi.*\d+ su 37/u);
  });

  it('are of the year that is asked for, and of this one when what is asked for is none', async () => {
    const operator = await portal.operator();
    expect((await operator.visit(`${METRICS}?anno=2020`)).text('main dl')).toContain('Pratiche inviate nel 20200');
    const year = new Date().getFullYear();
    expect((await operator.visit(`${METRICS}?anno=abc`)).text('main dl')).toContain(`Pratiche inviate nel ${year}3`);
  });

  it('are a file that a spreadsheet opens', async () => {
    const file = await (await portal.operator()).get(`${METRICS}.csv`);
    expect(file.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(file.headers['content-disposition']).toMatch(/^attachment; filename="metriche-rovereto-20\d\d\.csv"$/u);
    expect(file.body.charCodeAt(0)).toBe(0xfeff);
    expect(file.body).toMatch(/\r\nCertificato di nascita;3;1;1;0;1;0;/u);
  });

  it('are of one’s own services, and of all of them for an administrator', async () => {
    const idle = await operatorWithoutServices(portal);
    expect((await idle.visit(METRICS)).text('main')).toContain('Non sei abilitato a nessun servizio');
    const ente = (await portal.portal.tenants.bySlug('rovereto'))?.id;
    await portal.asOwner(`set app.tenant = '${ente}'; delete from operator_service using operator
      where operator.id = operator_id and role = 'amministratore'`);
    const administrator = await portal.operator('amministratore');
    const page = await administrator.visit(METRICS);
    expect(page.text('main')).toContain('I numeri di tutti i servizi del Comune.');
    expect(page.text('main dl')).toMatch(/\d+ su 37/u);
  });
});
