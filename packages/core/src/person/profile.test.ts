import { describe, expect, it } from '@jest/globals';
import { aCitizen, makeMemoryPorts, makeMemoryTerritory } from '../testing/index.ts';
import { applicantFacts } from './applicant-facts.ts';
import { type ProfileInput, parseProfile } from './profile.ts';

const territory = makeMemoryTerritory();
const NOWHERE = { via: '', civico: '', cap: '', comune: '', provincia: '' };
const ROVERETO = { via: 'Via Roma', civico: '1', cap: '38068', comune: 'Rovereto', provincia: 'tn' };
const BERLIN = { via: 'Hauptstraße', civico: '7', cap: '10827', comune: 'Berlino (Germania)', provincia: 'ee' };

const PARIS = { stato: 'francia', via: 'Rue Cler', civico: '7', cap: '75007', comune: 'Parigi', provincia: '' };

const typed = (given: Partial<ProfileInput> = {}): ProfileInput => ({
  email: '',
  telefono: '',
  residenza: ROVERETO,
  domicilioDiverso: false,
  domicilio: NOWHERE,
  ...given,
});
const errors = (given: Partial<ProfileInput>) => {
  const parsed = parseProfile(typed(given), territory);
  return parsed.ok ? [] : parsed.error.errors.map(({ field, code }) => [field, code]);
};

describe('the profile', () => {
  it('has no domicilio when none is typed and the box is not ticked', () => {
    expect(parseProfile(typed(), territory)).toMatchObject({ ok: true, value: { domicilio: null } });
    expect(errors({ domicilio: { ...NOWHERE, via: '  ' } })).toEqual([]);
  });

  it('does not drop a domicilio that was typed without ticking the box', () => {
    const refused = [['domicilioDiverso', 'domicilio_not_declared']];
    expect(errors({ domicilio: ROVERETO })).toEqual(refused);
    expect(errors({ domicilio: { ...NOWHERE, comune: 'Trento' } })).toEqual(refused);
    expect(errors({ email: 'x', domicilio: ROVERETO })).toEqual([['contacts.email', 'invalid_email'], ...refused]);
    expect(errors({ domicilioDiverso: true, domicilio: ROVERETO })).toEqual([]);
  });

  it.each(['........', '+ - . /', '12345', '+39 (0464) 1', 'abcdefg'])('has no such telephone as "%s"', (telefono) => {
    expect(errors({ telefono })).toEqual([['contacts.telefono', 'invalid_phone']]);
  });

  it.each(['123456', '+39 0464 123456', '0464/12.34-56'])('has the telephone "%s"', (telefono) => {
    expect(errors({ telefono })).toEqual([]);
  });
});

describe('an address abroad', () => {
  const saved = (residenza: ProfileInput['residenza']) => {
    const parsed = parseProfile(typed({ residenza }), territory);
    return parsed.ok ? parsed.value.residenza : parsed.error.errors.map(({ field, code }) => [field, code]);
  };

  it('has its country by the name of the archive, any postal code or none, and no provincia', () => {
    expect(saved(PARIS)).toEqual({ ...PARIS, stato: 'Francia' });
    expect(saved({ ...PARIS, cap: ' SW1A 1AA ', provincia: 'tn' })).toEqual({
      ...PARIS,
      stato: 'Francia',
      cap: 'SW1A 1AA',
    });
    expect(saved({ ...PARIS, cap: '' })).toEqual({ ...PARIS, stato: 'Francia', cap: '' });
  });

  it.each(['', '  ', 'Italia', ' ITALIA '])('is in Italy when its country is "%s", which is not kept', (stato) => {
    expect(saved({ ...ROVERETO, stato })).toEqual({ ...ROVERETO, provincia: 'TN' });
    expect(saved({ ...PARIS, stato })).toEqual([['residenza.provincia', 'required']]);
  });

  it.each(['Atlantide', 'Unione Sovietica', 'Z110', 'x'.repeat(100_000)])('is in no such country as "%s"', (stato) => {
    expect(saved({ ...PARIS, stato })).toEqual([['residenza.stato', 'unknown_country']]);
  });

  it('is incomplete without street, number and city', () => {
    expect(saved({ ...NOWHERE, stato: 'Francia' })).toEqual(
      ['via', 'civico', 'comune'].map((part) => [`residenza.${part}`, 'required']),
    );
    expect(saved({ ...PARIS, cap: 'x'.repeat(13) })).toEqual([['residenza.cap', 'invalid_postal_code']]);
  });

  it('may be the domicilio too, which its country alone is typed for already', () => {
    expect(errors({ domicilioDiverso: true, domicilio: PARIS })).toEqual([]);
    expect(errors({ domicilio: { ...NOWHERE, stato: 'Francia' } })).toEqual([
      ['domicilioDiverso', 'domicilio_not_declared'],
    ]);
  });

  it('is written on one line with its country', () => {
    const lineOf = (cap: string) =>
      applicantFacts(aCitizen(makeMemoryPorts().ids.next(), { residenza: { ...PARIS, stato: 'Francia', cap } })).find(
        ({ fact }) => fact === 'residenza',
      )?.value;
    expect(lineOf('75007')).toBe('Rue Cler 7, 75007 Parigi, Francia');
    expect(lineOf('')).toBe('Rue Cler 7, Parigi, Francia');
  });
});

describe('an address abroad from before the country was asked, whose provincia is EE', () => {
  it.each(['10827', 'SW1A 1AA', '1012 JS', 'B-1000', ''])('may have the postal code "%s"', (cap) => {
    const parsed = parseProfile(typed({ residenza: { ...BERLIN, cap } }), territory);
    expect(parsed).toMatchObject({ ok: true, value: { residenza: { ...BERLIN, cap, provincia: 'EE' } } });
  });

  it.each(['1234567890123', 'CP <1>', 'CP_1'])('has no such postal code as "%s"', (cap) => {
    expect(errors({ residenza: { ...BERLIN, cap } })).toEqual([['residenza.cap', 'invalid_postal_code']]);
  });

  it('is written on one line without a gap where the postal code is missing', () => {
    const abroad = { ...BERLIN, cap: '', provincia: 'EE' };
    const citizen = aCitizen(makeMemoryPorts().ids.next(), { residenza: abroad });
    const facts = applicantFacts(citizen);
    expect(facts.find(({ fact }) => fact === 'residenza')?.value).toBe('Hauptstraße 7, Berlino (Germania) (EE)');
  });

  it('leaves the rule for Italy as it is', () => {
    expect(errors({ residenza: { ...ROVERETO, cap: 'SW1A 1AA' } })).toEqual([['residenza.cap', 'invalid_cap']]);
    expect(errors({ residenza: NOWHERE }).map(([, code]) => code)).toEqual(Array(5).fill('required'));
  });
});
