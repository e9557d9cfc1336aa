import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Territory } from '@stanza/core';
import { territoryContract } from '@stanza/core/testing/contracts';
import { loadTerritory } from './load-territory.ts';

territoryContract('the archives', loadTerritory);

describe('the archives of places', () => {
  let territory: Territory;
  beforeAll(async () => {
    territory = await loadTerritory();
  });

  it.each([
    ['H501', 'Roma', 'RM'],
    ['F205', 'Milano', 'MI'],
    ['A326', 'Aosta', 'AO'],
    ['A952', 'Bolzano', 'BZ'],
    // Of a province that did not exist when the archive first wrote of it.
    ['F704', 'Monza', 'MB'],
  ])('place %s at %s (%s)', (code, name, province) => {
    expect(territory.municipality(code)).toMatchObject({ province, ceased: false });
    expect(territory.municipality(code)?.name).toContain(name);
  });

  it('hold all municipalities of Italy and those that ceased, written so that they can be read', () => {
    const all = 'abcdefghijklmnopqrstuvwxyz'
      .split('')
      .flatMap((letter) => territory.suggestMunicipalities(letter, 20_000));
    const existing = all.filter(({ ceased }) => !ceased);
    expect(existing.length).toBeGreaterThan(7_800);
    expect(existing.length).toBeLessThan(8_000);
    expect(all.length - existing.length).toBeGreaterThan(1_900);
    expect(all.filter(({ name }) => /[^\p{L} '’.\-()/]/u.test(name)).map(({ name }) => name)).toEqual([]);
  });

  it('hold every place where somebody with a codice fiscale can be born', () => {
    for (const code of ['H612', 'L378', 'H501', 'G273', 'D612']) expect(territory.municipality(code)).not.toBeNull();
    for (const name of ['Francia', 'Germania', 'Romania', 'Marocco', 'Cina', 'Ucraina', 'Kosovo']) {
      expect([name, territory.countriesNamed(name).length]).toEqual([name, 1]);
    }
  });
});
