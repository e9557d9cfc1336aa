import { type ProtocolValues, RegistryError } from '@stanza/core';

/** What the ente has written of a service, else what its registry is told for all. */
export const orElse = <T>(written: string, otherwise: T): string | T => (written === '' ? otherwise : written);

const DOSSIER = /^(?<number>.{1,50})\/(?<year>\d{4})$/u;

/** A fascicolo as DOCAREA names it, by number and year. */
export interface NumberedDossier {
  readonly number: string;
  readonly year: number;
}

/**
 * The fascicolo that the ente has written of a service: `12/2026`.
 * @throws RegistryError `settings` when it is written in another way
 */
export const numberedDossier = (
  { dossier }: ProtocolValues,
  otherwise: NumberedDossier | null,
): NumberedDossier | null => {
  if (dossier === '') return otherwise;
  const { number, year } = DOSSIER.exec(dossier)?.groups ?? {};
  if (number === undefined) throw new RegistryError('settings', 'The fascicolo of the service is not number/year');
  return { number, year: Number(year) };
};
