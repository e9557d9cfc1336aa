import type { TenantDirectory } from '@stanza/core';
import { type EnvironmentKeys, type KeyLog, SIGN_IN_KEY_SETTINGS, slugOfKeySetting } from '@stanza/gateways';

/**
 * Tells the log of each key that is set for a Comune that is not there: a slip in its name leaves the Comune without a key, and nobody
 * would know why. What is in the setting is not repeated.
 */
export const warnOfUnknownKeys = async (
  keys: EnvironmentKeys,
  tenants: Pick<TenantDirectory, 'bySlug'>,
  log: KeyLog,
): Promise<void> => {
  for (const end of keys.keys()) {
    if ((await tenants.bySlug(slugOfKeySetting(end))) !== null) continue;
    const setting = `${SIGN_IN_KEY_SETTINGS.current.key}_${end}`;
    log.warn({ setting }, 'a key is set for a Comune that is not there');
  }
};
