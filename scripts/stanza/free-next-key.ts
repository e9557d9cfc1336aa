import { X509Certificate } from 'node:crypto';
import type { Federation, ServiceProviderSettings, Tenant } from '@stanza/core';
import {
  certificateProblems,
  halfActivated,
  keySettingEnd,
  putNextKeyAside,
  readNextKey,
  SIGN_IN_KEY_SETTINGS,
  type SigningKey,
} from '@stanza/gateways';
import { UserFacingError } from '../user-facing-error.ts';
import { asUserFacing, certificateCommand, notWritable } from './certificate-words.ts';
import type { Terminal } from './terminal.ts';
import type { Platform } from './with-platform.ts';

const publicKeyOf = ({ certificatePem }: SigningKey) => new X509Certificate(certificatePem).publicKey;

/** What keeps the next key from ever following. That it is not valid yet does not: it waits. */
const obstacles = (
  settings: ServiceProviderSettings,
  next: SigningKey,
  current: SigningKey | null,
  now: Date,
): readonly string[] => {
  if (current !== null && publicKeyOf(next).equals(publicKeyOf(current))) {
    return ['è già quella di adesso, che è un’impostazione'];
  }
  const { validFromDate } = new X509Certificate(next.certificatePem);
  return certificateProblems(settings, next, validFromDate > now ? validFromDate : now);
};

/** What is to be done with a next key that can follow. */
const waiting = (slug: string, federation: Federation, isSetting: boolean): string => {
  const { key, certificate } = SIGN_IN_KEY_SETTINGS.next;
  const end = keySettingEnd(slug, federation);
  return isSetting
    ? `mettetela in ${key}_${end} e ${certificate}_${end}`
    : `quando i gestori la conoscono, si attiva con --attiva: ${certificateCommand(slug, federation, '--attiva')}`;
};

/**
 * Makes room for a next key: one that is there and can never follow (it does not fit the data, it is over, it is the current key of
 * the environment already) is put aside, and said.
 * @throws UserFacingError when there is one that can follow, or one that cannot be read
 */
export const freeNextKey = async (
  { say }: Terminal,
  { config: { signInKeys, signInKeysDir } }: Platform,
  { slug }: Tenant,
  settings: ServiceProviderSettings,
): Promise<void> => {
  const { federation } = settings;
  const place = [signInKeysDir, slug, federation] as const;
  const next = await asUserFacing(readNextKey(...place));
  if (next === null) return;
  const [now, current] = [new Date(), signInKeys.get(keySettingEnd(slug, federation))?.current ?? null];
  const isHalf = (await halfActivated(...place)) !== null;
  const problems = isHalf ? [] : obstacles(settings, next, current, now);
  if (problems.length === 0) {
    const advice = waiting(slug, federation, current !== null);
    throw new UserFacingError(`La prossima chiave c’è già, e non si sovrascrive: ${advice}.`);
  }
  const unused = await putNextKeyAside(...place, now).catch(notWritable(signInKeysDir));
  say('La prossima chiave che c’era non va più bene:');
  for (const one of problems) say(`- ${one}`);
  say(`Non si usa, e resta in ${unused.key}`);
};
