import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeP7m } from '@stanza/gateways/testing';
import { catalogue } from '@stanza/services';
import { type Example, examplesOf } from '@stanza/services/testing';
import { answerOf, decide, handIn, officeHref, takeCharge } from '../../src/testing/office.ts';
import type { TestBrowser } from '../../src/testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../src/testing/test-portal.ts';
import { hereOf, walkService } from '../../src/testing/walk-service.ts';

const cases = catalogue.flatMap((service) => examplesOf(service.slug).map((example) => ({ ...service, example })));

describe('every service of the catalogue, with each of its examples', () => {
  let portal: TestPortal;
  let citizen: TestBrowser;
  let operator: TestBrowser;
  const sent: string[] = [];
  beforeAll(async () => {
    portal = await makeTestPortal({ clock: { now: () => new Date('2026-01-31T10:00:00Z') } });
    await portal.asOwner('update service set opens_on = null, closes_on = null');
    citizen = await portal.citizen('anna-bianchi');
    operator = await portal.operator();
  });
  afterAll(() => portal.close());

  /** Fills in and sends a practice. @returns its id */
  const send = async (slug: string, { answers }: Example): Promise<string> => {
    await walkService(portal, citizen, slug, answers);
    await citizen.send(hereOf(citizen), { azione: 'avanti', conferma: 'si' });
    const id = /pratiche\/([0-9a-f-]{36})/u.exec(citizen.path)?.[1];
    if (id === undefined) throw new Error(`Sending leads to ${citizen.path}`);
    return id;
  };

  it.each(cases)('$slug is filled in and sent ($example.name)', async ({ slug, example }) => {
    sent.push(await send(slug, example));
  });

  it('takes one of each service to its outcome', async () => {
    expect(sent).toHaveLength(cases.length);
    await portal.drain();
    // What the office does follows from the service, not from what was answered.
    const taken = sent.filter((_, index) => cases[index]?.slug !== cases[index - 1]?.slug);
    expect(taken).toHaveLength(catalogue.length);
    const outcomeOf = (index: number) => (index % 3 === 2 ? 'rifiutata' : 'accettata');
    for (const [index, id] of taken.entries()) {
      await takeCharge(operator, id);
      await decide(operator, id, { esito: outcomeOf(index), motivazione: 'Verificato.' });
    }
    await portal.drain();
    const signed: string[] = [];
    for (const id of taken) {
      // Where nothing is signed the practice is closed already.
      if ((await operator.visit(`${officeHref(id)}/elabora`)).html.querySelector('#risposta') === null) continue;
      await handIn(operator, id, await makeP7m({ content: await answerOf(operator, id) }));
      signed.push(id);
    }
    await portal.drain();
    expect(signed.length).toBeGreaterThan(taken.length / 2);
    expect(signed.length).toBeLessThan(taken.length);
    for (const [index, id] of taken.entries()) {
      const page = await citizen.visit(`/rovereto/pratiche/${id}`);
      expect(page.text('main').toLowerCase()).toContain(outcomeOf(index));
      const answer = signed.includes(id) ? 'risposta_firmata' : 'risposta';
      expect(page.html.querySelector(`a[href$="/documenti/${answer}"]`)).not.toBeNull();
    }
  }, 240_000);
});
