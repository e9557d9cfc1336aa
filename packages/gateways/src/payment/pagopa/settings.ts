import { isIban, isPartitaIva, segregationCodeSchema } from '@stanza/core';
import { z } from 'zod';
import { headerText, isOnThisMachine, isProtectedAddress, plainText } from '../../settings-parts.ts';

const isHere = (address: string): boolean =>
  isProtectedAddress(address) && isOnThisMachine(new URL(address)) && new URL(address).pathname === '/';

const iban = z.string().refine(isIban, 'must be an IBAN, without spaces');

/** How an ente has its citizens pay with pagoPA; `docs/payments.md` explains each one. */
export const pagopaSettingsSchema = z.strictObject({
  /** Of a simulator, its address on this machine. */
  environment: z.union([
    z.enum(['produzione', 'collaudo']),
    z.string().max(100).refine(isHere, 'must be on this machine'),
  ]),
  /** Like a partita IVA it has eleven digits, the last of which checks the others. */
  creditorFiscalCode: z.string().refine(isPartitaIva, 'must be a codice fiscale of eleven digits'),
  companyName: plainText(140),
  officeName: plainText(140).nullable().default(null),
  segregationCode: segregationCodeSchema,
  iban,
  postalIban: iban.nullable().default(null),
  /** Of what has none of its own. */
  category: plainText(140),
  noticeTemplate: plainText(100),
  /** How many days somebody has to pay, the first one not counted. */
  validDays: z.int().min(1).max(365).default(30),
});
export type PagopaSettings = z.output<typeof pagopaSettingsSchema>;

const subscriptionKey = headerText(200);

/** The keys of an ente, one for each API. */
export const pagopaSecretsSchema = z.strictObject({
  gpd: subscriptionKey,
  /** It wants none as yet (standards.md 2.3). */
  checkout: subscriptionKey.nullable().default(null),
  bizEvents: subscriptionKey,
  notices: subscriptionKey,
});
export type PagopaSecrets = z.output<typeof pagopaSecretsSchema>;

const PLATFORMS = {
  produzione: 'https://api.platform.pagopa.it',
  collaudo: 'https://api.uat.platform.pagopa.it',
} as const;

/** Where each API is below the platform. */
const PATHS = {
  gpd: '/gpd/debt-positions-service/v1',
  checkout: '/checkout/ec/v1',
  bizEvents: '/bizevents/service/v1',
  notices: '/print-payment-notice-service/external/v1',
} as const satisfies Readonly<Record<keyof PagopaSecrets, string>>;

export type ApiName = keyof typeof PATHS;

export interface Api {
  readonly name: ApiName;
  /** Without a slash at the end. */
  readonly base: string;
  readonly key: string | null;
}

export const apiOf = (name: ApiName, { environment }: PagopaSettings, secrets: PagopaSecrets): Api => {
  const platform =
    environment === 'produzione' || environment === 'collaudo' ? PLATFORMS[environment] : new URL(environment).origin;
  return { name, base: `${platform}${PATHS[name]}`, key: secrets[name] };
};

const isOfPlatform = ({ environment }: PagopaSettings): boolean =>
  environment === 'produzione' || environment === 'collaudo';

/** Whose pages people pay on where a platform of pagoPA says so. */
const PAGOPA_DOMAIN = 'pagopa.it';

/**
 * Whether somebody can be sent to an address to pay: where a platform of pagoPA says so, to pagoPA alone.
 * @param address as a server has said it
 */
export const isCheckout = (address: string, settings: PagopaSettings): boolean => {
  if (!isProtectedAddress(address)) return false;
  const url = new URL(address);
  return isOfPlatform(settings) ? url.protocol === 'https:' && url.hostname.endsWith(`.${PAGOPA_DOMAIN}`) : true;
};

/** Where such addresses are, as sources of a content security policy. */
export const checkoutSourcesOf = (settings: PagopaSettings): readonly string[] => [
  isOfPlatform(settings) ? `https://*.${PAGOPA_DOMAIN}` : new URL(settings.environment).origin,
];
