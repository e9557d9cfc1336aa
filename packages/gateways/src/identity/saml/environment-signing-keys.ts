import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import type { Federation } from '@stanza/core';
import { z } from 'zod';
import { slugOf } from './addresses.ts';
import type { EnteKeys, SigningKey, SigningKeys } from './signing-key.ts';

/** What is set for an ente and a federation: `SIGN_IN_KEY_ROVERETO_SPID`. */
export const SIGN_IN_KEY_SETTINGS = {
  current: { key: 'SIGN_IN_KEY', certificate: 'SIGN_IN_CERTIFICATE' },
  next: { key: 'SIGN_IN_NEXT_KEY', certificate: 'SIGN_IN_NEXT_CERTIFICATE' },
} as const;
const ANY_SETTING = /^SIGN_IN_(?:NEXT_)?(?:KEY|CERTIFICATE)_(?<place>.*)$/u;
const PLACE = /^[A-Z][A-Z0-9_]*_(?:SPID|CIE)$/u;

/** The keys of the enti in the environment, by the end of their settings' names. */
export type EnvironmentKeys = ReadonlyMap<string, EnteKeys>;
type Environment = Readonly<Record<string, string | undefined>>;
type Refuse = (setting: string, message: string) => null;

/** Whether a setting is a key of an ente, or its certificate: only who signs is given it. */
export const isSignInKeySetting = (name: string): boolean => ANY_SETTING.test(name);

/** The end of an ente's settings: its path in capitals, with underscores for dashes, and the federation. */
export const keySettingEnd = (slug: string, federation: Federation): string =>
  `${slug.replaceAll('-', '_')}_${federation}`.toUpperCase();

/** A text that may be written in base64, since not every place where settings are kept takes several lines. */
const pemOf = (text: string): string =>
  text.includes('-----BEGIN') ? text : Buffer.from(text, 'base64').toString('utf8');

const rsaKey = (text: string): KeyObject | null => {
  try {
    const key = createPrivateKey(pemOf(text));
    return key.asymmetricKeyType === 'rsa' ? key : null;
  } catch {
    return null;
  }
};

const certificateOf = (text: string): X509Certificate | null => {
  try {
    return new X509Certificate(pemOf(text));
  } catch {
    return null;
  }
};

/** A key and its certificate; null where neither is set, or one of them is refused. */
const readKey = (
  environment: Environment,
  names: { readonly key: string; readonly certificate: string },
  refuse: Refuse,
): SigningKey | null => {
  const { [names.key]: keyText, [names.certificate]: certificateText } = environment;
  if (keyText === undefined && certificateText === undefined) return null;
  if (keyText === undefined) return refuse(names.key, `deve esserci, perché c’è ${names.certificate}`);
  if (certificateText === undefined) return refuse(names.certificate, `deve esserci, perché c’è ${names.key}`);
  const [key, certificate] = [rsaKey(keyText), certificateOf(certificateText)];
  const form = 'in PEM o nel base64 di un PEM';
  if (key === null) return refuse(names.key, `deve essere una chiave privata RSA non cifrata, ${form}`);
  if (certificate === null) return refuse(names.certificate, `deve essere un certificato, ${form}`);
  if (!certificate.checkPrivateKey(key)) return refuse(names.certificate, `deve essere quello di ${names.key}`);
  const privateKeyPem = key.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { privateKeyPem, certificatePem: certificate.toString() };
};

const readKeys = (environment: Environment, place: string, refuse: Refuse): EnteKeys | null => {
  const names = (of: keyof typeof SIGN_IN_KEY_SETTINGS) => {
    const { key, certificate } = SIGN_IN_KEY_SETTINGS[of];
    return { key: `${key}_${place}`, certificate: `${certificate}_${place}` };
  };
  const [current, next] = [readKey(environment, names('current'), refuse), readKey(environment, names('next'), refuse)];
  if (current !== null) return { current, next };
  return next === null ? null : refuse(names('next').key, `può esserci soltanto con ${names('current').key}`);
};

/** The keys in an environment, with what the person at the terminal is told of a wrong one: never what is in it. */
export const environmentKeysSchema = z
  .record(z.string(), z.string().optional())
  .transform((environment, context): EnvironmentKeys => {
    const refuse: Refuse = (setting, message) => {
      context.addIssue({ code: 'custom', path: [setting], message });
      return null;
    };
    const keys = new Map<string, EnteKeys>();
    const places = new Set<string>();
    for (const setting of Object.keys(environment)) {
      const place = ANY_SETTING.exec(setting)?.groups?.place;
      if (place === undefined) continue;
      if (PLACE.test(place)) places.add(place);
      else refuse(setting, 'deve finire con il percorso di un Comune e la federazione, come _ROVERETO_SPID');
    }
    for (const place of places) {
      const found = readKeys(environment, place, refuse);
      if (found !== null) keys.set(place, found);
    }
    return keys;
  });

/** Whose key a setting is: the path of the ente, of which capitals and underscores are another spelling. @param end of its name */
export const slugOfKeySetting = (end: string): string =>
  end.slice(0, end.lastIndexOf('_')).toLowerCase().replaceAll('_', '-');

/** The keys in the environment: those with which the process was started. */
export const makeEnvironmentSigningKeys =
  (keys: EnvironmentKeys): SigningKeys =>
  async (settings) =>
    keys.get(keySettingEnd(slugOf(settings), settings.federation)) ?? null;
