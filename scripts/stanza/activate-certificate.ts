import type { ServiceProviderSettings, Tenant } from '@stanza/core';
import {
  activateNextKey,
  certificateProblems,
  halfActivated,
  keySettingEnd,
  metadataUrl,
  readCurrentKey,
  readNextKey,
  SIGN_IN_KEY_SETTINGS,
} from '@stanza/gateways';
import { UserFacingError } from '../user-facing-error.ts';
import { asUserFacing, certificateCommand, notWritable } from './certificate-words.ts';
import { FEDERATION_NAMES } from './spid-options.ts';
import type { Terminal } from './terminal.ts';
import type { Platform } from './with-platform.ts';

/** Lets the next key of an ente take the place of the current one. @throws UserFacingError, having changed nothing */
export const activateCertificate = async (
  { say }: Terminal,
  { config: { signInKeys, signInKeysDir } }: Platform,
  { name, slug }: Tenant,
  settings: ServiceProviderSettings,
): Promise<void> => {
  const { federation } = settings;
  const place = [signInKeysDir, slug, federation] as const;
  const now = new Date();
  const end = keySettingEnd(slug, federation);
  if (signInKeys.has(end)) {
    const { key } = SIGN_IN_KEY_SETTINGS.current;
    throw new UserFacingError(
      `La chiave di adesso è in ${key}_${end}: mettete lì la prossima, e avviate di nuovo il portale.`,
    );
  }
  const next = await asUserFacing(readNextKey(...place));
  if (next === null || (await asUserFacing(readCurrentKey(...place))) === null) {
    const command = certificateCommand(slug, federation, '--rinnovo');
    throw new UserFacingError(`Non c’è una prossima chiave da mettere al posto di quella di adesso: ${command}.`);
  }
  // One that is half in its place signs already: what is wrong with it is mended by the next renewal.
  const isHalf = (await halfActivated(...place)) !== null;
  const problems = isHalf ? [] : certificateProblems(settings, next, now);
  if (problems.length > 0) {
    const lines = problems.map((one) => `- ${one}`);
    const again = `Fatene un altro: ${certificateCommand(slug, federation, '--rinnovo')}.`;
    throw new UserFacingError(
      ['Il prossimo certificato non va bene, e non è cambiato niente:', ...lines, again].join('\n'),
    );
  }
  const past = await activateNextKey(...place, now).catch(notWritable(signInKeysDir));
  say(`${name}: le richieste a ${FEDERATION_NAMES[federation]} si firmano adesso con la nuova chiave.`);
  if (past !== null) say(`Quella di prima resta in ${past.key}`);
  say(`I metadati hanno soltanto il nuovo certificato: mandateli a chi li distribuisce, da ${metadataUrl(settings)}`);
};
