import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { formOf } from '../../testing/form-of.ts';
import { operatorWithoutServices } from '../../testing/office.ts';
import { makeTestPortal, type TestPortal } from '../../testing/test-portal.ts';

const PROTOCOL = '/rovereto/operatori/protocollo';

describe('what the protocol registry is told', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await makeTestPortal();
  });
  afterAll(() => portal.close());

  it('is read by operators, of the services that they work on, as the administrators have chosen it', async () => {
    const administrator = await portal.operator('amministratore');
    const settings = '/rovereto/operatori/servizi/certificato-di-nascita';
    const fields = formOf(await administrator.visit(settings), 'impostazioni');
    await administrator.send(settings, { ...fields, classificazione: '14.3 – Stato civile' });
    const operator = await portal.operator();
    const page = await operator.visit(PROTOCOL);
    const row = page.html
      .querySelectorAll('tbody tr')
      .find((one) => one.textContent.includes('Certificato di nascita'));
    expect(row?.textContent).toContain('14.3 – Stato civile');
    expect(row?.textContent).toContain('Non indicato');
    expect(page.html.querySelector('main form')).toBeNull();
    const idle = await operatorWithoutServices(portal);
    expect((await idle.visit(PROTOCOL)).text('main')).toContain('Non sei abilitato a nessun servizio');
  });
});
