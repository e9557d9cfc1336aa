import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dayInItaly } from '@stanza/core';
import { sendCertificate } from '../../testing/certificato.ts';
import {
  blockDelivery,
  doubtRegistration,
  letRegistrationWait,
  officeHref,
  operatorWithoutServices,
} from '../../testing/office.ts';
import type { TestBrowser } from '../../testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../testing/test-portal.ts';

describe('a registration in doubt', () => {
  let portal: TestPortal;
  let operator: TestBrowser;
  beforeAll(async () => {
    portal = await makeTestPortal();
    operator = await portal.operator();
  });
  afterAll(() => portal.close());

  const inDoubt = async (citizen: string) => {
    const id = (await sendCertificate(await portal.citizen(citizen))).split('/').at(-1) ?? '';
    const key = await doubtRegistration(portal, id, 'register_request');
    const href = `${officeHref(id)}/registrazione`;
    const stateOf = async () => {
      const tenant = await portal.portal.tenants.bySlug('rovereto');
      if (tenant === null) throw new Error('Rovereto is not there');
      const found = await portal.portal.unitOfWork.read(tenant.id, ({ registrations }) => registrations.byKey(key));
      return [found?.state, found?.number?.number ?? null];
    };
    return { id, key, href, stateOf };
  };
  const today = () => dayInItaly(portal.portal.clock.now());

  it('is told on the practice, with a way to say what happened instead of a button that registers twice', async () => {
    const { id, href } = await inDoubt('anna-bianchi');
    const page = await operator.visit(officeHref(id));
    expect(page.text('#consegne')).toContain('Non si sa se il protocollo del Comune ha registrato');
    expect(page.html.querySelector('#consegne a.btn-primary')?.getAttribute('href')).toBe(href);
    expect(page.html.querySelector('#consegne form')).toBeNull();
    const asked = await operator.visit(href);
    expect(asked.text('main')).toContain('guarda nel protocollo');
    expect(asked.text('main')).not.toContain('L’ufficio l’ha ricevuta');
    expect(asked.texts('main h2')).toEqual(['La pratica inviata']);
  });

  it('is settled by the number that the operator found', async () => {
    const { id, key, href, stateOf } = await inDoubt('mario-rossi');
    await operator.visit(href);
    const settled = await operator.post(href, { chiave: key, trovato: 'si', numero: ' 123 ', giorno: today() });
    expect([settled.status, settled.location]).toEqual([303, `${officeHref(id)}#consegne`]);
    expect(await stateOf()).toEqual(['registrata', '0000123']);
    expect((await operator.visit(href)).text('main')).toContain('nessuna registrazione in dubbio');
    await operator.visit(officeHref(id));
    const twice = await operator.post(href, { chiave: key, trovato: 'no' });
    expect([twice.status, twice.text('main')]).toEqual([409, expect.stringContaining('o ha già il numero')]);
  });

  it('is asked for again when the operator found nothing', async () => {
    const { key, href, stateOf } = await inDoubt('luca-ferrari');
    await operator.visit(href);
    expect((await operator.post(href, { chiave: key, trovato: 'no' })).status).toBe(303);
    expect(await stateOf()).toEqual(['aperta', null]);
  });

  it('says what is wrong at its field, and gives back what was typed', async () => {
    const { key, href, stateOf } = await inDoubt('zoe-cosi');
    await operator.visit(href);
    for (const [fields, id, message] of [
      [{}, 'trovato-0', 'Di’ che cosa è successo'],
      [{ trovato: 'si', numero: '12/2026', giorno: today() }, 'numero-0', 'con le sole cifre'],
      [{ trovato: 'si', numero: '12', giorno: '2020-01-01' }, 'giorno-0', 'non può essere prima'],
    ] as const) {
      const page = await operator.post(href, { chiave: key, ...fields });
      expect([page.status, page.text(`main a[href="#${id}"]`)]).toEqual([422, expect.stringContaining(message)]);
      const number = 'numero' in fields ? fields.numero : '';
      expect(page.html.querySelector('#numero-0')?.getAttribute('value')).toBe(number);
    }
    const late = await operator.post(href, { chiave: key, trovato: 'si', numero: '77', _csrf: 'old' });
    expect([late.status, late.html.querySelector('#numero-0')?.getAttribute('value')]).toEqual([403, '77']);
    expect(await stateOf()).toEqual(['in_dubbio', null]);
  });

  it('of an office that registers by hand takes the number that it gave', async () => {
    const id = (await sendCertificate(await portal.citizen('lucia-d-amico'))).split('/').at(-1) ?? '';
    const key = await letRegistrationWait(portal, id);
    const href = `${officeHref(id)}/registrazione`;
    const page = await operator.visit(officeHref(id));
    expect(page.html.querySelector('#consegne a.btn-primary')?.textContent).toBe('Scrivi il numero di protocollo');
    const asked = await operator.visit(href);
    expect([asked.text('h1'), asked.text('main')]).toEqual([
      'Numero di protocollo da scrivere',
      expect.stringContaining('L’ufficio non l’ha ricevuta: trasmetti di nuovo'),
    ]);
    expect((await operator.post(href, { chiave: key, trovato: 'si', numero: '9', giorno: today() })).status).toBe(303);
    const tenant = await portal.portal.tenants.bySlug('rovereto');
    if (tenant === null) throw new Error('Rovereto is not there');
    const found = await portal.portal.unitOfWork.read(tenant.id, ({ registrations }) => registrations.byKey(key));
    expect([found?.state, found?.number?.number]).toEqual(['registrata', '0000009']);
  });

  it('of an office that says its numbers later is a matter of whether the message has arrived', async () => {
    const id = (await sendCertificate(await portal.citizen('teresa-zanotti'))).split('/').at(-1) ?? '';
    const key = await letRegistrationWait(portal, id, 'in_dubbio');
    await blockDelivery(portal, id, 'register_request', 'Non si sa se il protocollo del Comune ha registrato.');
    const href = `${officeHref(id)}/registrazione`;
    const asked = await operator.visit(href);
    expect(asked.text('main')).toContain('chiedi all’ufficio se il messaggio è arrivato');
    expect(asked.text('main')).toContain('L’ufficio l’ha ricevuta, il numero arriverà');
    expect((await operator.post(href, { chiave: key, trovato: 'ricevuta' })).status).toBe(303);
    expect((await operator.visit(href)).text('h1')).toBe('Numero di protocollo da scrivere');
  });

  it('is nobody else’s', async () => {
    const { key, href } = await inDoubt('marco-verdi');
    const idle = await operatorWithoutServices(portal);
    await idle.visit('/rovereto/operatori');
    expect((await idle.get(href)).status).toBe(404);
    await operator.visit(href);
    expect((await operator.post(href, { chiave: `${key}x`, trovato: 'no' })).status).toBe(404);
  });
});
