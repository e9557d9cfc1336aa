/** A name as it is searched: lower case, without accents, one space between words. */
export const searchName = (name: string): string =>
  name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/gu, ' ').trim();
