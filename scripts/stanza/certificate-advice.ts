import { dayInItaly, longDay, type ServiceProviderSettings } from '@stanza/core';
import {
  certificateProblems,
  keySettingEnd,
  readCurrentKey,
  renewalDue,
  type SigningKey,
  UnusableSigningKey,
} from '@stanza/gateways';
import { certificateCommand } from './certificate-words.ts';
import { FEDERATION_NAMES } from './spid-options.ts';
import type { Platform } from './with-platform.ts';

type Folder = Pick<Platform, 'config'>;

/** What there is to say of the key of an ente; one that cannot be used is told. */
const adviceOn = async (
  { config }: Folder,
  slug: string,
  { federation }: ServiceProviderSettings,
  advice: (key: SigningKey | null) => readonly string[],
): Promise<readonly string[]> => {
  try {
    const set = config.signInKeys.get(keySettingEnd(slug, federation))?.current;
    return advice(set ?? (await readCurrentKey(config.signInKeysDir, slug, federation)));
  } catch (error) {
    if (error instanceof UnusableSigningKey) return [error.message];
    throw error;
  }
};

const renewal = (slug: string, { federation }: ServiceProviderSettings, key: SigningKey, now: Date): string[] => {
  const end = renewalDue(key, now);
  if (end === null) return [];
  const [name, command] = [FEDERATION_NAMES[federation], certificateCommand(slug, federation, '--rinnovo')];
  const verb = end < now ? 'è scaduto' : 'scade';
  return [`Il certificato per ${name} ${verb} il ${longDay(dayInItaly(end))}. Rinnovatelo: ${command}.`];
};

/** What keeps the ente from using its certificate with these settings, and whether it ends soon; nothing when all is well. */
export const certificateAdvice = (folder: Folder, slug: string, settings: ServiceProviderSettings, now: Date) =>
  adviceOn(folder, slug, settings, (key) => {
    const { federation } = settings;
    if (key === null) return [`Adesso serve il certificato: ${certificateCommand(slug, federation)}.`];
    const problems = certificateProblems(settings, key, now);
    if (problems.length === 0) return renewal(slug, settings, key, now);
    return [
      'IL CERTIFICATO NON VA PIÙ BENE:',
      ...problems.map((one) => `- ${one}`),
      `Fate il prossimo: ${certificateCommand(slug, federation, '--rinnovo')}.`,
    ];
  });

/** What has to be done soon about the certificate of an ente, or else nobody signs in there; nothing when there is time. */
export const renewalAdvice = (folder: Folder, slug: string, settings: ServiceProviderSettings, now: Date) =>
  adviceOn(folder, slug, settings, (key) => (key === null ? [] : renewal(slug, settings, key, now)));
