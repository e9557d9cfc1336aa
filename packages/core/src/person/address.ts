import { z } from 'zod';
import type { Territory } from '../ports/territory.ts';
import { cleanText } from '../shared/text.ts';
import { capSchema, provinciaSchema } from './contact-schemas.ts';

/** An address in Italy or abroad, as a person writes it on an envelope. */
export interface Address {
  /** Italian name of the country; missing in Italy. */
  readonly stato?: string;
  readonly via: string;
  readonly civico: string;
  /** Five digits in Italy; abroad the postal code, or empty. */
  readonly cap: string;
  readonly comune: string;
  /** Two letters; empty abroad. `EE` where the country was not asked yet. */
  readonly provincia: string;
}

/** In the order of the pages. */
export const ADDRESS_PARTS = [
  'stato',
  'via',
  'civico',
  'cap',
  'comune',
  'provincia',
] as const satisfies readonly (keyof Address)[];

/** One of which nothing is written. */
export const NO_ADDRESS: Address = { via: '', civico: '', cap: '', comune: '', provincia: '' };

/** The provincia that Italian offices write for an address abroad. */
const ABROAD = 'EE';

const oneLine = (typed: string): string => cleanText(typed).replaceAll(/\s+/gu, ' ');

/** Whether the country that was typed means Italy: nobody has to write it. */
export const isItaly = (typed: string): boolean => ['', 'italia'].includes(oneLine(typed).toLowerCase());

/** Not every country has one. */
export const foreignPostalCodeSchema = z.string().regex(/^[A-Za-z\d -]{0,12}$/u, 'invalid_postal_code');

const line = (max: number) => z.string().transform(oneLine).pipe(z.string().min(1, 'required').max(max, 'too_long'));
const text = z.string().trim();
const places = { via: line(120), civico: line(20), comune: line(120) };

const countrySchema = (territory: Territory) =>
  z.string().transform((typed, context) => {
    const country = territory.countriesNamed(typed).find(({ ceased }) => !ceased);
    if (country !== undefined) return country.name;
    context.addIssue({ code: 'custom', message: 'unknown_country' });
    return z.NEVER;
  });

/** The country is asked first, because it decides what follows: the order is that of the pages. */
const abroadSchema = (territory: Territory) =>
  z
    .object({ stato: countrySchema(territory), ...places, cap: text.pipe(foreignPostalCodeSchema) })
    .transform((address): Address => ({ ...address, provincia: '' }));

const inItalySchema = ({ provincia }: Address) =>
  z.object({
    via: places.via,
    civico: places.civico,
    // Who wrote `EE` before the country was asked has an address that stays good.
    cap:
      provincia.trim().toUpperCase() === ABROAD
        ? text.pipe(foreignPostalCodeSchema)
        : text.min(1, 'required').pipe(capSchema),
    comune: places.comune,
    provincia: text.toUpperCase().min(1, 'required').pipe(provinciaSchema),
  });

/**
 * How an address must be. Abroad there is no provincia, and what was typed for it is left out.
 * @param typed its country says which rules hold
 */
export const addressSchema = (typed: Address, territory: Territory): z.ZodType<Address> =>
  isItaly(typed.stato ?? '') ? inItalySchema(typed) : abroadSchema(territory);

/** "Via Roma 1, 38068 Rovereto (TN)", "Hauptstraße 7, 10827 Berlino, Germania". */
export const addressLine = ({ stato, via, civico, cap, comune, provincia }: Address): string => {
  const place = cap === '' ? comune : `${cap} ${comune}`;
  return `${via} ${civico}, ${place}${stato === undefined ? ` (${provincia})` : `, ${stato}`}`;
};
