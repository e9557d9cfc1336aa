import { isWebAddress } from '../bulletin/parse-bulletin.ts';
import { emailSchema, phoneSchema } from '../person/contact-schemas.ts';
import { type FieldError, fieldErrorCode } from '../shared/field-error.ts';
import { ok, type Result, refuse } from '../shared/result.ts';
import { cleanText } from '../shared/text.ts';
import { isOfPortal } from './portal-domain.ts';
import { TENANT_THEMES, type TenantContacts, type TenantData, type TenantLinks } from './tenant.ts';

export const TENANT_CONTACTS = [
  'address',
  'email',
  'pec',
  'phone',
  'sender',
] as const satisfies readonly (keyof TenantContacts)[];
export const TENANT_LINKS = [
  'website',
  'privacy',
  'legalNotes',
  'accessibility',
  'reportInefficiency',
  'faq',
] as const satisfies readonly (keyof TenantLinks)[];

/** Longest address or link, in characters. */
export const MAX_TENANT_TEXT = 300;
/** Where the statement of accessibility of every administration is (AgID, guidelines on the accessibility of IT tools). */
const STATEMENTS = 'https://form.agid.gov.it/';

/** What the form sends, as it was typed. */
export type TenantInput = Readonly<
  Record<(typeof TENANT_CONTACTS)[number] | (typeof TENANT_LINKS)[number] | 'theme', string>
>;

const contactError = (
  field: (typeof TENANT_CONTACTS)[number],
  value: string,
  portalAddress: string | null,
): FieldError | null => {
  if (value === '') return field === 'sender' ? null : { field, code: 'required' };
  if (value.length > MAX_TENANT_TEXT) return { field, code: 'too_long' };
  if (field === 'address') return null;
  const parsed = (field === 'phone' ? phoneSchema : emailSchema).safeParse(value);
  if (!parsed.success) return { field, code: fieldErrorCode(parsed.error.issues[0]?.message) };
  const isTaken = field === 'sender' && portalAddress !== null && isOfPortal(value, portalAddress);
  return isTaken ? { field, code: 'of_portal' } : null;
};

const linkError = (field: (typeof TENANT_LINKS)[number], value: string): FieldError | null => {
  if (value === '') return { field, code: 'required' };
  if (value.length > MAX_TENANT_TEXT) return { field, code: 'too_long' };
  if (!isWebAddress(value, 'https')) return { field, code: 'invalid_url' };
  return field === 'accessibility' && !value.startsWith(STATEMENTS) ? { field, code: 'not_a_statement' } : null;
};

/**
 * Reads what an ente says of itself on every page.
 * @param portalAddress what the portal writes from, in whose domain no ente has its sender; null where it has none, or is not known
 * @returns errors at the names of the input
 */
export const parseTenantData = (
  input: TenantInput,
  portalAddress: string | null,
): Result<TenantData, { readonly code: 'invalid_data'; readonly errors: readonly FieldError[] }> => {
  const line = (name: keyof TenantInput): string => cleanText(input[name]).replaceAll(/\s+/gu, ' ');
  const theme = TENANT_THEMES.find((one) => one === input.theme);
  const errors = [
    ...TENANT_CONTACTS.map((field) => contactError(field, line(field), portalAddress)),
    ...TENANT_LINKS.map((field) => linkError(field, line(field))),
    theme === undefined ? ({ field: 'theme', code: 'not_an_option' } as const) : null,
  ].filter((error) => error !== null);
  if (errors.length > 0 || theme === undefined) return refuse({ code: 'invalid_data', errors });
  return ok({
    contacts: {
      address: line('address'),
      email: line('email'),
      pec: line('pec'),
      phone: line('phone'),
      sender: line('sender') || null,
    },
    links: {
      website: line('website'),
      privacy: line('privacy'),
      legalNotes: line('legalNotes'),
      accessibility: line('accessibility'),
      reportInefficiency: line('reportInefficiency'),
      faq: line('faq'),
    },
    theme,
  });
};
