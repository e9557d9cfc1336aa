import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dayInItaly } from '@stanza/core';
import { sendCertificate } from '../../testing/certificato.ts';
import { failRegistration, officeHref, takeByHand } from '../../testing/office.ts';
import type { TestBrowser } from '../../testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../testing/test-portal.ts';

const STUCK = '/rovereto/operatori/consegne';

describe('a registration that the portal has given up', () => {
  let portal: TestPortal;
  let operator: TestBrowser;
  let colleague: TestBrowser;
  beforeAll(async () => {
    portal = await makeTestPortal();
    operator = await portal.operator();
    colleague = await portal.operator('amministratore');
  });
  afterAll(() => portal.close());

  const givenUp = async (citizen: string) => {
    const id = (await sendCertificate(await portal.citizen(citizen))).split('/').at(-1) ?? '';
    const key = await failRegistration(portal, id, 'Il protocollo non risponde.');
    const stateOf = async () => {
      const tenant = await portal.portal.tenants.bySlug('rovereto');
      if (tenant === null) throw new Error('Rovereto is not there');
      const found = await portal.portal.unitOfWork.read(tenant.id, ({ registrations }) => registrations.byKey(key));
      return [found?.state, found?.number?.number ?? null];
    };
    return { id, key, href: `${officeHref(id)}/registrazione`, stateOf };
  };
  const numbered = (key: string, number: string) => ({
    chiave: key,
    trovato: 'si',
    numero: number,
    giorno: dayInItaly(portal.portal.clock.now()),
  });

  it('is taken from the portal before it is registered by hand, and then takes the number', async () => {
    const { id, key, href, stateOf } = await givenUp('anna-bianchi');
    expect((await operator.visit(officeHref(id))).texts('#consegne a.btn-primary')).toEqual([
      'Registrala a mano, o fa’ riprovare il portale',
    ]);
    const asked = await operator.visit(href);
    expect([asked.text('h1'), asked.texts('main button'), asked.html.querySelector('#numero-0')]).toEqual([
      'Registrazione non riuscita',
      ['La registro a mano', 'Riprova'],
      null,
    ]);
    expect(asked.text('main')).toContain('L’ultimo errore: Il protocollo non risponde.');
    const early = await operator.post(href, numbered(key, '5'));
    expect([early.status, early.text('main')]).toEqual([
      409,
      expect.stringContaining('premi prima «La registro a mano»'),
    ]);
    const taken = await takeByHand(operator, id, key);
    expect([taken.text('h1'), taken.text('main')]).toEqual([
      'Registrazione a mano',
      expect.stringMatching(/Se ne occupa .+\. Ha cominciato: \d/u),
    ]);
    expect(await stateOf()).toEqual(['a_mano', null]);
    expect((await operator.post(href, numbered(key, '5'))).status).toBe(303);
    expect(await stateOf()).toEqual(['registrata', '0000005']);
  });

  it('is left alone by colleagues, who read who does it', async () => {
    const { id, key, href, stateOf } = await givenUp('mario-rossi');
    const keys = (await colleague.visit(STUCK)).html.querySelectorAll('input[name=consegna]');
    const mine = keys.map((input) => input.getAttribute('value') ?? '').find((value) => value.startsWith(id)) ?? '';
    await colleague.visit(officeHref(id));
    await operator.visit(href);
    await takeByHand(operator, id, key);
    const retried = await colleague.send(`${STUCK}/riprova`, { consegna: mine });
    expect(retried.text('.avviso-info')).toContain('Il portale non riprova 1 registrazione');
    const alone = await colleague.send(`${officeHref(id)}/consegne/${mine.split('/')[1]}/riprova`, {});
    expect([alone.text('h1'), alone.text('main')]).toEqual([
      'Registrazione a mano',
      expect.stringContaining('Se ne occupa'),
    ]);
    const second = await colleague.post(href, { chiave: key, trovato: 'a-mano' });
    expect([second.status, second.text('main')]).toEqual([409, expect.stringContaining('si occupa già qualcun altro')]);
    await portal.drain();
    expect(await stateOf()).toEqual(['a_mano', null]);
    expect((await colleague.visit(officeHref(id))).html.querySelector('#consegne form')).toBeNull();
  });

  it('goes back to the portal when who had taken it gives up', async () => {
    const { id, key, href, stateOf } = await givenUp('luca-ferrari');
    await operator.visit(href);
    const taken = await takeByHand(operator, id, key);
    expect(taken.text('main')).toContain('Rinuncio, ci riprova il portale');
    expect((await operator.post(href, { chiave: key, trovato: 'rinuncio' })).status).toBe(303);
    expect(await stateOf()).toEqual(['aperta', null]);
    expect((await operator.visit(officeHref(id))).text('#consegne')).not.toContain('Bloccata');
  });
});
