import type { Federation, SignInPurpose } from '@stanza/core';

/** What is asked of a provider for a purpose: an AttributeConsumingService of the metadata. */
export interface AttributeSet {
  readonly index: number;
  /** What it is for, as the provider may show it to the citizen. */
  readonly name: string;
  readonly attributes: readonly string[];
}

const SPID_ACCESS: AttributeSet = {
  index: 0,
  name: 'Accesso ai servizi',
  attributes: ['spidCode', 'name', 'familyName', 'fiscalNumber', 'dateOfBirth', 'placeOfBirth', 'email', 'mobilePhone'],
};

const SPID_CONFIRMATION: AttributeSet = {
  index: 1,
  name: 'Conferma dell’identità',
  attributes: ['spidCode', 'name', 'familyName', 'fiscalNumber'],
};

/** The card gives these four or nothing, so that both purposes ask for the same. */
const CIE_SET: AttributeSet = {
  index: 0,
  name: 'Accesso ai servizi',
  attributes: ['name', 'familyName', 'dateOfBirth', 'fiscalNumber'],
};

const SETS: Readonly<Record<Federation, Readonly<Record<SignInPurpose, AttributeSet>>>> = {
  spid: { access: SPID_ACCESS, confirmation: SPID_CONFIRMATION },
  cie: { access: CIE_SET, confirmation: CIE_SET },
};

const REQUIRED: Readonly<Record<Federation, readonly string[]>> = {
  spid: ['spidCode', 'name', 'familyName', 'fiscalNumber'],
  cie: ['name', 'familyName', 'fiscalNumber'],
};

/** Without which nobody signs in; all others may be missing in life (spid.md 3.4). */
export const requiredAttributes = (federation: Federation): readonly string[] => REQUIRED[federation];

/** What is asked for a purpose: no more than it needs (spid.md 2.1, data minimisation). */
export const attributeSet = (federation: Federation, purpose: SignInPurpose): AttributeSet => SETS[federation][purpose];

/** The sets of a federation, each once, in the order of their indexes. */
export const attributeSets = (federation: Federation): readonly AttributeSet[] => [
  ...new Set(Object.values(SETS[federation])),
];
