import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dayInItaly, daysAfter, longDay, withArticle } from '@stanza/core';
import { fillIn } from '../../src/testing/certificato.ts';
import { makeTestPortal, type TestPortal } from '../../src/testing/test-portal.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await makeTestPortal();
});
afterAll(() => portal.close());

const inDays = (days: number): string => daysAfter(dayInItaly(new Date()), days);
/** Gives the birth certificate of Rovereto its days, counted from today. */
const days = ({ opens, closes }: { readonly opens: number; readonly closes: number }) =>
  portal.asOwner(
    `update service set opens_on = '${inDays(opens)}', closes_on = '${inDays(closes)}'
     where slug = 'certificato-di-nascita' and tenant_id = (select tenant_id from tenant where slug = 'rovereto')`,
  );

describe('2. I giorni di apertura di un servizio', () => {
  it('un servizio non ancora aperto dice da quando si potrà compilare', async () => {
    await days({ opens: 14, closes: 75 });
    const sentence = `Si potrà compilare ${withArticle('dal', longDay(inDays(14)))}`;
    const list = await portal.browser().visit('/rovereto/servizi?cerca=nascita');
    const card = list.html.querySelectorAll('.scheda').find((c) => c.textContent.includes('Certificato di nascita'));
    expect(card?.textContent).toContain(sentence);
    const sheet = await portal.browser().visit('/rovereto/servizi/certificato-di-nascita');
    expect(sheet.text('[data-element=service-status]')).toBe(sentence);
    expect(sheet.html.querySelectorAll('a[href$="/compila"]')).toEqual([]);
    const data: unknown = JSON.parse(sheet.html.querySelector('script[data-element=metatag]')?.textContent ?? '');
    expect(data).toMatchObject({ hoursAvailable: { validFrom: inDays(14), validThrough: inDays(75) } });
    const page = await (await portal.citizen('mario-rossi')).get('/rovereto/servizi/certificato-di-nascita/compila');
    expect([page.status, page.text('h1')]).toEqual([409, 'Servizio non ancora aperto']);
  });

  it('il giorno di apertura e quello di chiusura sono compresi', async () => {
    for (const [opens, closes] of [
      [0, 9],
      [-9, 0],
    ] as const) {
      await days({ opens, closes });
      const sheet = await portal.browser().visit('/rovereto/servizi/certificato-di-nascita');
      expect(sheet.text('[data-element=service-status]')).toContain(
        `fino ${withArticle('al', longDay(inDays(closes)))}`,
      );
      expect(sheet.text('a[data-element=service-online-access]')).toBe('Accedi al servizio');
    }
  });

  it('compilando si legge fino a quando si può inviare, e nella bozza anche', async () => {
    await days({ opens: -9, closes: 9 });
    const sentence = `Si può inviare fino ${withArticle('al', longDay(inDays(9)))}.`;
    const citizen = await portal.citizen('mario-rossi');
    const first = await citizen.visit('/rovereto/servizi/certificato-di-nascita/compila');
    expect(first.text('main')).toContain(sentence);
    const draft = await fillIn(citizen, 'conferma');
    for (const page of [`${draft}/compila/tipologia-ed-uso`, `${draft}/compila/conferma`]) {
      expect((await citizen.visit(page)).text('main')).toContain(sentence);
    }
    const kept = await citizen.visit('/rovereto/servizi/certificato-di-nascita/bozza');
    expect(kept.text('main')).toContain(sentence);
    await portal.asOwner(
      `update service set opens_on = null, closes_on = null
       where slug = 'certificato-di-nascita' and tenant_id = (select tenant_id from tenant where slug = 'rovereto')`,
    );
    expect((await citizen.visit(`${draft}/compila/conferma`)).text('main')).not.toContain('Si può inviare');
  });

  it('un servizio chiuso dice quando si è chiuso, e la bozza non si invia più ma resta', async () => {
    await days({ opens: -9, closes: 0 });
    const citizen = await portal.citizen('anna-bianchi');
    const draft = await fillIn(citizen, 'conferma');
    await days({ opens: -9, closes: -1 });
    const sentence = `Le domande si sono chiuse ${withArticle('il', longDay(inDays(-1)))}`;
    const sheet = await citizen.visit('/rovereto/servizi/certificato-di-nascita');
    expect(sheet.text('[data-element=service-status]')).toBe(sentence);
    expect(sheet.html.querySelector('a[data-element=service-online-access]')).toBeNull();
    const sent = await citizen.post(`${draft}/compila/conferma`, { azione: 'avanti', conferma: 'si' });
    expect(sent.status).toBe(409);
    expect(sent.text('main')).toContain('Non abbiamo inviato la pratica');
    const kept = await citizen.visit('/rovereto/servizi/certificato-di-nascita/bozza');
    expect(kept.text('main')).toContain(sentence);
    const other = await portal.citizen('luca-ferrari');
    const begun = await other.get('/rovereto/servizi/certificato-di-nascita/compila');
    expect([begun.status, begun.text('h1')]).toEqual([409, 'Servizio chiuso']);
  });
});
