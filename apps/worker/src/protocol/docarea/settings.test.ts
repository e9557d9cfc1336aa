import { describe, expect, it } from '@jest/globals';
import { docareaSettingsSchema } from './settings.ts';
import { someSettings } from './testing/sample-docarea.ts';

const accepts = (given: Readonly<Record<string, unknown>>) =>
  docareaSettingsSchema.safeParse({ ...someSettings(), ...given }).success;

describe('the settings of a DOCAREA registry', () => {
  it.each([
    ['https://protocollo.comune.example/docarea', true],
    ['http://127.0.0.1:8080/docarea', true],
    ['http://[::1]:8080/docarea', true],
    ['http://protocollo.comune.example/docarea', false],
    ['https://utente:password@protocollo.comune.example/', false],
    ['ftp://127.0.0.1/', false],
    ['protocollo', false],
  ])('address %s: %s', (endpoint, good) => {
    expect(accepts({ endpoint })).toBe(good);
  });

  it.each<readonly [string, Readonly<Record<string, unknown>>, boolean]>([
    ['a parameter that speaks of the registration', { parameters: { data: '{data_invio}' } }, true],
    ['a parameter that speaks of nothing known', { parameters: { data: '{data}' } }, false],
    [
      'more parameters than any vendor has',
      { parameters: Object.fromEntries(Array.from({ length: 41 }, (_, i) => [`p${i}`, 'x'])) },
      false,
    ],
    ['a code with a line in it', { aoo: 'a\nb' }, false],
    ['an unknown dialect', { dialect: 'paleo' }, false],
    ['a setting that there is not', { titolari: [] }, false],
    ['a wait beyond that of the driver', { timeoutSeconds: 900 }, false],
  ])('%s: %s', (_what, given, good) => {
    expect(accepts(given)).toBe(good);
  });
});
