import type { RegistryChoice } from '@stanza/core';
import { readRegistrySettings } from '@stanza/worker/registries';
import { sizeLimit } from '../../format/file-size.ts';
import type { DataListView } from '../../ui/components.ts';
import { registryNames, settingNames, texts } from './texts.it.ts';

/** Whom the portal is there is nobody's to read here, and a certificate says nothing to anybody. */
const NOT_SHOWN: readonly string[] = ['user', 'ca'];

const isGroup = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Values by their place: `administration.code`. */
const flat = (settings: object, before = ''): readonly (readonly [place: string, value: unknown])[] =>
  Object.entries(settings).flatMap(([name, value]) => {
    const place = `${before}${name}`;
    return isGroup(value) ? flat(value, `${place}.`) : [[place, value] as const];
  });

const shown = (place: string, value: unknown): string => {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? texts.si : texts.no;
  if (typeof value === 'number' && /Bytes$/u.test(place)) return sizeLimit(value);
  if (typeof value === 'number' && /Seconds$/u.test(place)) return texts.secondi(value);
  // The path may say more of somebody's network than who reads this needs.
  if (place === 'endpoint' && URL.canParse(String(value))) return new URL(String(value)).host;
  return Array.isArray(value) ? value.join(', ') : String(value);
};

const nameOf = (place: string): string => settingNames[place] ?? place;

export const isComplete = (choice: RegistryChoice): boolean => readRegistrySettings(choice).ok;

/** The settings of a registry, none of them secret; or which are missing. @param of whom it is for */
export const registryView = (choice: RegistryChoice, of: string): DataListView => {
  const read = readRegistrySettings(choice);
  const base = { title: `${registryNames[choice.kind]}, ${of}`, editHref: null };
  if (!read.ok) {
    const missing = read.error.at.map(nameOf).join(', ');
    return {
      ...base,
      rows: [
        { term: texts.protocollo, value: texts.daCompletare },
        { term: texts.mancano, value: missing },
      ],
    };
  }
  const rows = flat(read.value).filter(([place]) => !NOT_SHOWN.includes(place));
  return { ...base, rows: rows.map(([place, value]) => ({ term: nameOf(place), value: shown(place, value) })) };
};
