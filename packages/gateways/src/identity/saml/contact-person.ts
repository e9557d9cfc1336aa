import type { ServiceProviderSettings } from '@stanza/core';
import { element, xmlText } from './element.ts';

/** In the order of spid.md 2.1. */
const spidExtensions = ({ ipaCode, fiscalCode }: ServiceProviderSettings): string[] => [
  element('spid:IPACode', {}, xmlText(ipaCode)),
  ...(fiscalCode === null ? [] : [element('spid:FiscalCode', {}, xmlText(fiscalCode))]),
  element('spid:Public', {}),
];

const cieExtensions = ({ ipaCode, municipality }: ServiceProviderSettings): string[] => [
  element('cie:Public', {}),
  element('cie:IPACode', {}, xmlText(ipaCode)),
  element('cie:Municipality', {}, xmlText(municipality)),
];

const PROFILES = {
  spid: { contactType: 'other', extensions: spidExtensions },
  cie: { contactType: 'administrative', extensions: cieExtensions },
} as const;

/** Whom the federation speaks to about an ente: an office, never a person. One element, as a public body has to have it. */
export const contactPerson = (settings: ServiceProviderSettings): string => {
  const { contactType, extensions } = PROFILES[settings.federation];
  const { email, telephone } = settings.contact;
  return element(
    'md:ContactPerson',
    { contactType },
    element('md:Extensions', {}, ...extensions(settings)),
    element('md:Company', {}, xmlText(settings.organization.name)),
    element('md:EmailAddress', {}, xmlText(email)),
    ...(telephone === null ? [] : [element('md:TelephoneNumber', {}, xmlText(telephone))]),
  );
};
