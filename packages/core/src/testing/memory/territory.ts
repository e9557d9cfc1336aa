import type { Place, Territory } from '../../ports/territory.ts';
import { placeName } from '../../ports/territory.ts';

const MUNICIPALITIES: readonly Place[] = [
  { code: 'H612', name: 'Rovereto', province: 'TN', ceased: false },
  { code: 'H501', name: 'Roma', province: 'RM', ceased: false },
  { code: 'L378', name: 'Trento', province: 'TN', ceased: false },
  { code: 'H754', name: 'Samone', province: 'TN', ceased: false },
  { code: 'H753', name: 'Samone', province: 'TO', ceased: false },
  { code: 'A839', name: 'Bezzecca', province: 'TN', ceased: true },
];
const COUNTRIES: readonly Place[] = [
  { code: 'Z110', name: 'Francia', province: null, ceased: false },
  { code: 'Z112', name: 'Germania', province: null, ceased: false },
  { code: 'Z100', name: 'Albania', province: null, ceased: false },
  { code: 'Z135', name: 'Unione Sovietica', province: null, ceased: true },
];

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/[\p{M}'’]/gu, '')
    .toLowerCase()
    .replaceAll(/\s+/gu, ' ')
    .trim();
const named = (places: readonly Place[], typed: string): readonly Place[] => {
  const wanted = plain(typed);
  return places.filter((place) => [place.name, placeName(place)].some((name) => plain(name) === wanted));
};
const beginning = (places: readonly Place[], text: string, limit: number): readonly Place[] =>
  places.filter(({ name }) => plain(name).startsWith(plain(text))).slice(0, limit);

/** A handful of real places: two that share a name, and some that no longer exist. */
export const makeMemoryTerritory = (): Territory => ({
  municipality: (code) => MUNICIPALITIES.find((place) => place.code === code) ?? null,
  country: (code) => COUNTRIES.find((place) => place.code === code) ?? null,
  municipalitiesNamed: (typed) => named(MUNICIPALITIES, typed),
  countriesNamed: (typed) => named(COUNTRIES, typed),
  suggestMunicipalities: (text, limit) => beginning(MUNICIPALITIES, text, limit),
  suggestCountries: (text, limit) => beginning(COUNTRIES, text, limit),
});
