import { DEFAULT_DRAFT_DAYS, DEFAULT_FILE_ALLOWANCE } from '@stanza/core';
import { z } from 'zod';

const GIBIBYTE = 1024 ** 3;

const whole = (min: number, max: number, error: string) =>
  z.coerce.number({ error }).int({ error }).min(min, { error }).max(max, { error });

/**
 * How much the portal keeps, as environment variables: `DRAFT_DAYS` (days; fewer than 30 and a draft would be warned about as soon as
 * it is begun), `CITIZEN_FILES` (a number) and `CITIZEN_GB` (GiB), with what the person at the terminal is told of a wrong value.
 */
export const limitSettings = {
  DRAFT_DAYS: whole(30, 3650, 'deve essere un numero di giorni da 30 a 3650').default(DEFAULT_DRAFT_DAYS),
  CITIZEN_FILES: whole(1, 1_000_000, 'deve essere un numero di file da 1 a 1000000').default(
    DEFAULT_FILE_ALLOWANCE.files,
  ),
  CITIZEN_GB: whole(1, 1000, 'deve essere un numero di GB da 1 a 1000').default(
    DEFAULT_FILE_ALLOWANCE.bytes / GIBIBYTE,
  ),
};

/** @param gigabytes as `CITIZEN_GB`. @returns bytes */
export const bytesOfGigabytes = (gigabytes: number): number => gigabytes * GIBIBYTE;
