import { cleanText } from '../shared/text.ts';
import type { PartPath } from './definition-problem.ts';

/** What JSON may be: nothing is known of it yet. Only its own properties count, whatever they are called. */

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const own = (value: unknown, key: string | number): unknown => {
  if (Array.isArray(value)) return typeof key === 'number' ? value[key] : undefined;
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
};

export const valueAt = (value: unknown, path: PartPath): unknown => path.reduce<unknown>(own, value);

/** @returns null when there is no text at that key */
export const textAt = (value: unknown, key: string): string | null => {
  const text = own(value, key);
  return typeof text === 'string' && text !== '' ? text : null;
};

/** @returns an empty list when there is none at that key */
export const listAt = (value: unknown, key: string): readonly unknown[] => {
  const list = own(value, key);
  return Array.isArray(list) ? list : [];
};

/** The same value with every text in it cleaned. */
export const cleanedTexts = (value: unknown): unknown => {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map(cleanedTexts);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, cleanedTexts(part)]));
};
