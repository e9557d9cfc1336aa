import { dayInItaly, longDay, type ServiceProviderSettings } from '@stanza/core';
import {
  certificateProblems,
  type EnteKeys,
  enteKeys,
  keySettingEnd,
  readCurrentKey,
  readNextKey,
  renewalDue,
  SIGN_IN_KEY_SETTINGS,
  UnusableSigningKey,
} from '@stanza/gateways';
import { certificateCommand } from './certificate-words.ts';
import { FEDERATION_NAMES } from './spid-options.ts';
import type { Platform } from './with-platform.ts';

/** The keys of an ente as the portal takes them; null when it has none. @throws UnusableSigningKey */
const keysOf = async (
  { config }: Pick<Platform, 'config'>,
  slug: string,
  { federation }: ServiceProviderSettings,
): Promise<EnteKeys | null> => {
  const set = config.signInKeys.get(keySettingEnd(slug, federation));
  if (set !== undefined) return set;
  const place = [config.signInKeysDir, slug, federation] as const;
  const current = await readCurrentKey(...place);
  return current === null ? null : enteKeys(current, await readNextKey(...place));
};

/** What has to be done before the current certificate is of no use any more. */
const nextStep = (
  { config }: Pick<Platform, 'config'>,
  slug: string,
  settings: ServiceProviderSettings,
  { keys: { next }, now }: { readonly keys: EnteKeys; readonly now: Date },
): string => {
  const { federation } = settings;
  if (next === null || certificateProblems(settings, next, now).length > 0) {
    return `Rinnovatelo: ${certificateCommand(slug, federation, '--rinnovo')}.`;
  }
  const end = keySettingEnd(slug, federation);
  const { key, certificate } = SIGN_IN_KEY_SETTINGS.current;
  const activation = config.signInKeys.has(end)
    ? `mettete la prossima chiave in ${key}_${end} e ${certificate}_${end}`
    : certificateCommand(slug, federation, '--attiva');
  return `Il prossimo c’è già. Prima i gestori devono avere i metadati, che lo annunciano; poi ${activation}.`;
};

/**
 * What keeps the certificate of an ente from being what it should be, or that it ends soon, with what there is to do: a text for
 * each thing, nothing when all is well.
 */
export const certificateAdvice = async (
  platform: Pick<Platform, 'config'>,
  slug: string,
  settings: ServiceProviderSettings,
  now: Date,
): Promise<readonly string[]> => {
  const { federation } = settings;
  try {
    const keys = await keysOf(platform, slug, settings);
    if (keys === null) return [`Adesso serve il certificato: ${certificateCommand(slug, federation)}.`];
    const subject = `Il certificato per ${FEDERATION_NAMES[federation]}`;
    const step = () => nextStep(platform, slug, settings, { keys, now });
    const problems = certificateProblems(settings, keys.current, now);
    if (problems.length > 0) {
      return [[`${subject} non va bene:`, ...problems.map((one) => `- ${one}`), step()].join('\n')];
    }
    const end = renewalDue(keys.current, now);
    return end === null ? [] : [`${subject} scade il ${longDay(dayInItaly(end))}. ${step()}`];
  } catch (error) {
    if (error instanceof UnusableSigningKey) return [error.message];
    throw error;
  }
};
