import type { Federation, IdentityProviderEntry } from '@stanza/core';
import { certificateBase64 } from '../signing-key.ts';

/** An invented identity provider whose addresses have a query of their own. */
export const sampleProvider = (
  federation: Federation,
  ...certificatesPem: readonly string[]
): IdentityProviderEntry => ({
  federation,
  entityId: 'https://idp.example',
  name: 'Provider d’esempio',
  signInUrl: 'https://idp.example/sso?via=redirect&lingua=it',
  logoutUrl: 'https://idp.example/slo',
  logoutAnswerUrl: 'https://idp.example/slo/risposte',
  certificates: certificatesPem.map(certificateBase64),
});
