import { describe, expect, it } from '@jest/globals';
import { isCodiceFiscale } from '@stanza/core';
import { stdnum } from 'stdnum';
import { testCitizens } from './test-citizens.ts';

/** The day of birth as positions 7-11 of a codice fiscale without omocodia letters say it. */
const birthInCode = (dataNascita: string, woman: boolean): string => {
  const [year = '', month = '', day = ''] = dataNascita.split('-');
  return `${year.slice(2)}${'ABCDEHLMPRST'.charAt(Number(month) - 1)}${String(Number(day) + (woman ? 40 : 0)).padStart(2, '0')}`;
};

describe('the invented citizens', () => {
  it('are a dozen, each with a key, a code and an e-mail address of their own', () => {
    expect(testCitizens).toHaveLength(12);
    expect(new Set(testCitizens.map(({ key }) => key)).size).toBe(12);
    expect(new Set(testCitizens.map(({ verified }) => verified.identity.codiceFiscale)).size).toBe(12);
    const addresses = testCitizens.flatMap(({ verified }) => verified.email ?? []);
    expect(new Set(addresses).size).toBe(addresses.length);
    for (const address of addresses) expect(address).toMatch(/@cittadini\.example$/u);
  });

  it.each(testCitizens.map(({ key, verified }) => [key, verified.identity] as const))(
    '%s has a code that is valid for us and for stdnum and agrees with the day of birth',
    (_key, { codiceFiscale, dataNascita }) => {
      expect(isCodiceFiscale(codiceFiscale)).toBe(true);
      expect(stdnum.IT?.codicefiscale?.validate(codiceFiscale).isValid).toBe(true);
      expect([birthInCode(dataNascita, false), birthInCode(dataNascita, true)]).toContain(codiceFiscale.slice(6, 11));
    },
  );

  it('include who is born abroad, who has an omocodia code, who has no e-mail, who has no telephone', () => {
    const people = testCitizens.map(({ verified }) => verified);
    expect(people.some(({ identity }) => identity.codiceFiscale.charAt(11) === 'Z')).toBe(true);
    expect(people.some(({ identity }) => /[A-Z]/u.test(identity.codiceFiscale.charAt(14)))).toBe(true);
    expect(people.some(({ email }) => email === null)).toBe(true);
    expect(people.some(({ telefono }) => telefono === null)).toBe(true);
  });
});
