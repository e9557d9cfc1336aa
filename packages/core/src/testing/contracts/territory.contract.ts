import { beforeAll, describe, expect, it } from '@jest/globals';
import { placeName, type Territory } from '../../ports/territory.ts';

/** The promise of `Territory`. @param load it knows at least Rovereto, the two Samone, France, and some places that ceased */
export const territoryContract = (name: string, load: () => Promise<Territory>): void => {
  describe(`${name} as a territory`, () => {
    let territory: Territory;
    beforeAll(async () => {
      territory = await load();
    });

    it('knows places by code, municipalities and countries apart', () => {
      expect(territory.municipality('H612')).toEqual({ code: 'H612', name: 'Rovereto', province: 'TN', ceased: false });
      expect(territory.country('Z110')).toEqual({ code: 'Z110', name: 'Francia', province: null, ceased: false });
      for (const code of ['', 'Z110', 'Q999', 'h612', 'H6120']) expect(territory.municipality(code)).toBeNull();
      for (const code of ['', 'H612', 'Z999']) expect(territory.country(code)).toBeNull();
    });

    it.each(['Rovereto', 'rovereto', ' ROVERETO ', 'Rovereto (TN)', 'rovereto (tn)', 'Rovèreto'])(
      'finds %j by its name, however it is typed',
      (typed) => {
        expect(territory.municipalitiesNamed(typed).map(({ code }) => code)).toEqual(['H612']);
      },
    );

    it('says that two share a name, unless the province is typed as well', () => {
      const both = territory.municipalitiesNamed('Samone');
      expect(both.map(placeName).toSorted()).toEqual(['Samone (TN)', 'Samone (TO)']);
      for (const place of both) expect(territory.municipalitiesNamed(placeName(place))).toEqual([place]);
    });

    it('knows nothing of what is no place', () => {
      for (const typed of ['', ' ', 'Paperopoli', 'Rover', '(TN)', '\u0000', 'x'.repeat(100_000)]) {
        expect(territory.municipalitiesNamed(typed)).toEqual([]);
        expect(territory.countriesNamed(typed)).toEqual([]);
      }
    });

    it('knows those that no longer exist, as such', () => {
      expect(territory.countriesNamed('unione sovietica')[0]).toMatchObject({ ceased: true });
      expect(territory.municipalitiesNamed('Bezzecca')[0]).toMatchObject({ ceased: true });
    });

    it('suggests what begins with a text, as many as are asked for, existing ones first', () => {
      const found = territory.suggestMunicipalities('sam', 50);
      expect(found.map(placeName)).toEqual(expect.arrayContaining(['Samone (TN)', 'Samone (TO)']));
      const ceased = found.map((place) => place.ceased);
      expect(ceased).toEqual(ceased.toSorted((a, b) => Number(a) - Number(b)));
      expect(territory.suggestMunicipalities('sam', 1)).toEqual(found.slice(0, 1));
      expect(territory.suggestCountries('FRA', 5).map(placeName)).toContain('Francia');
      expect(territory.suggestMunicipalities('qqq', 5)).toEqual([]);
    });
  });
};
