import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { practiceIdSchema } from '@stanza/core';
import { sendCertificate } from '../../testing/certificato.ts';
import {
  blockDelivery,
  doubtRegistration,
  letRegistrationWait,
  officeHref,
  operatorWithoutServices,
  registeredPractice,
} from '../../testing/office.ts';
import type { Page, TestBrowser } from '../../testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../testing/test-portal.ts';

const STUCK = '/rovereto/operatori/consegne';

const keysOn = (page: Page) =>
  page.html.querySelectorAll('input[name=consegna]').map((input) => input.getAttribute('value') ?? '');

describe('deliveries that are blocked', () => {
  let portal: TestPortal;
  let operator: TestBrowser;
  let id: string;
  beforeAll(async () => {
    portal = await makeTestPortal();
    operator = await portal.operator();
    id = await registeredPractice(portal, await portal.citizen('anna-bianchi'));
  });
  afterAll(() => portal.close());

  it('are a list of their own, which is empty while everything goes well', async () => {
    const page = await operator.visit(STUCK);
    expect(page.text('main')).toContain('Non ci sono consegne bloccate');
    expect(page.texts('.testata-nav a')).toContain('Consegne bloccate');
    expect((await operator.visit('/rovereto/operatori')).text('main')).not.toContain('Consegne bloccate');
  });

  it('are shown with their practice and their error, on the control panel too, and tried again together', async () => {
    const later = await registeredPractice(portal, await portal.citizen('mario-rossi'));
    for (const practice of [id, later]) {
      await portal.asOwner(`set app.tenant = '${(await portal.portal.tenants.bySlug('rovereto'))?.id}';
        update delivery set state = 'in_attesa', completed_at = null
          where practice_id = '${practice}' and effect ->> 'template' = 'pratica_protocollata'`);
      await blockDelivery(portal, practice, 'mail', 'La casella è piena.');
    }
    const page = await operator.visit(STUCK);
    expect(page.html.querySelectorAll('tbody tr')).toHaveLength(2);
    expect(page.text('tbody')).toContain('La casella è piena.');
    expect(page.text('tbody')).toContain('E-mail al cittadino: pratica protocollata');
    expect(page.html.querySelector('tbody a')?.getAttribute('href')).toBe(`${officeHref(later)}#consegne`);
    const panel = await operator.visit('/rovereto/operatori');
    expect(panel.text('main')).toContain('2 cose ti aspettano in «Consegne bloccate»');
    const menu = (shown: Page) => shown.texts('.testata-nav a').find((item) => item.startsWith('Consegne bloccate'));
    expect([menu(page), menu(panel)]).toEqual(['Consegne bloccate 2 da sistemare', 'Consegne bloccate 2 da sistemare']);
    const [key = ''] = keysOn(page);
    const retried = await operator.send(`${STUCK}/riprova`, { consegna: key });
    expect(retried.text('.avviso-success')).toContain('Il portale riprova adesso 1 consegna.');
    expect(retried.html.querySelectorAll('tbody tr')).toHaveLength(1);
    expect(menu(retried)).toBe('Consegne bloccate 1 da sistemare');
    const again = await operator.send(`${STUCK}/riprova`, { consegna: key });
    expect(again.text('.avviso-info')).toContain('Nessuna consegna era da riprovare');
    await portal.drain();
    expect((await operator.visit(officeHref(later))).text('#consegne')).not.toContain('Bloccata');
  });

  it('are those of the services that one works on, and nobody else tries them again', async () => {
    const idle = await operatorWithoutServices(portal);
    const empty = await idle.visit(STUCK);
    expect(empty.text('main')).toContain('Non ci sono consegne bloccate');
    expect(empty.texts('.testata-nav a')).toContain('Consegne bloccate');
    const [key = ''] = keysOn(await operator.visit(STUCK));
    await idle.post(`${STUCK}/riprova`, { consegna: key });
    expect(keysOn(await operator.visit(STUCK))).toEqual([key]);
    expect((await operator.post(`${STUCK}/riprova`, { consegna: 'x' })).status).toBe(404);
  });

  it('stand beside the registrations that have waited for their number for more than a day', async () => {
    const waits = await registeredPractice(portal, await portal.citizen('zoe-cosi'));
    await letRegistrationWait(portal, waits);
    expect((await operator.visit(STUCK)).html.querySelector('#numeri')).toBeNull();
    await portal.asOwner(`set app.tenant = '${(await portal.portal.tenants.bySlug('rovereto'))?.id}';
      update registration set asked_at = asked_at - interval '25 hours' where practice_id = '${waits}'`);
    const page = await operator.visit(STUCK);
    const badge = () => page.texts('.testata-nav a').find((item) => item.startsWith('Consegne bloccate'));
    expect(badge()).toBe('Consegne bloccate 2 da sistemare');
    expect(page.text('main')).not.toContain('Il portale ha trasmesso');
    expect(page.text('#numeri')).toBe('Numeri di protocollo che mancano da più di un giorno');
    const links = page.html.querySelectorAll('tbody a').map((link) => link.getAttribute('href'));
    expect(links.filter((href) => href?.endsWith('/registrazione'))).toEqual([`${officeHref(waits)}/registrazione`]);
  });

  it('of which one is in doubt have its two answers in its row, and it is not tried again with the others', async () => {
    const doubtful = (await sendCertificate(await portal.citizen('lucia-d-amico'))).split('/').at(-1) ?? '';
    await doubtRegistration(portal, doubtful, 'register_request');
    const page = await operator.visit(STUCK);
    const row = page.html.querySelectorAll('tbody tr').find((one) => one.textContent.includes('Non si sa se'));
    const links = row?.querySelectorAll('.cella-azioni a') ?? [];
    expect(links.map((link) => [link.childNodes[0]?.textContent, link.getAttribute('href')])).toEqual([
      ['È registrata: scrivo il numero', `${officeHref(doubtful)}/registrazione?trovato=si`],
      ['Non è registrata: riprova', `${officeHref(doubtful)}/registrazione?trovato=no`],
    ]);
    expect(keysOn(page).filter((key) => key.startsWith(doubtful))).toEqual([]);
    for (const link of links) {
      const asked = await operator.visit(link.getAttribute('href') ?? '');
      const chosen = asked.html.querySelector('input[name=trovato][checked]')?.getAttribute('id') ?? '';
      expect(asked.text(`label[for=${chosen}]`)).toBe(link.childNodes[0]?.textContent);
    }
    const found = await portal.portal.tenants.bySlug('rovereto');
    if (found === null) throw new Error('Rovereto is not there');
    const deliveries = await portal.portal.unitOfWork.read(found.id, (stores) =>
      stores.deliveries.of(practiceIdSchema.parse(doubtful)),
    );
    const blocked = deliveries.find(({ state }) => state === 'bloccata');
    await operator.visit(STUCK);
    const pressed = await operator.send(`${STUCK}/riprova`, { consegna: `${doubtful}/${blocked?.id}` });
    expect(pressed.text('.avviso-info')).toContain('Il portale non riprova 1 registrazione');
    expect((await operator.visit(STUCK)).text('tbody')).toContain('Non è registrata: riprova');
  });

  it('of which one may have arrived at the office lead to where that is said, and choose no answer', async () => {
    const sent = (await sendCertificate(await portal.citizen('teresa-zanotti'))).split('/').at(-1) ?? '';
    await letRegistrationWait(portal, sent, 'in_dubbio');
    await blockDelivery(portal, sent, 'register_request', 'Non si sa se il messaggio è arrivato.');
    const href = `${officeHref(sent)}/registrazione`;
    const page = await operator.visit(STUCK);
    const row = page.html
      .querySelectorAll('tbody tr')
      .find((one) => one.textContent.includes('il messaggio è arrivato'));
    const links = row?.querySelectorAll('.cella-azioni a') ?? [];
    expect(links.map((link) => [link.childNodes[0]?.textContent, link.getAttribute('href')])).toEqual([
      ['Di’ che cosa è successo', href],
    ]);
    for (const address of [href, `${href}?trovato=no`]) {
      const asked = await operator.visit(address);
      expect(asked.text('main')).toContain('L’ufficio non l’ha ricevuta: trasmetti di nuovo i documenti');
      expect(asked.html.querySelectorAll('input[name=trovato]')).toHaveLength(3);
      expect(asked.html.querySelector('input[name=trovato][checked]')).toBeNull();
    }
  });

  it('say when what waits is tried next', async () => {
    const sent = await registeredPractice(portal, await portal.citizen('luca-ferrari'));
    await portal.asOwner(`set app.tenant = '${(await portal.portal.tenants.bySlug('rovereto'))?.id}';
      update delivery set state = 'bloccata', completed_at = null
        where practice_id = '${sent}' and effect ->> 'template' = 'pratica_protocollata'`);
    const keys = keysOn(await operator.visit(STUCK)).filter((key) => key.startsWith(sent));
    await operator.send(`${STUCK}/riprova`, { consegna: keys[0] ?? '' });
    expect((await operator.visit(officeHref(sent))).text('#consegne')).toContain('Appena possibile');
  });
});
