import type { AskedSignIn, IdentityProviderEntry, ServiceProviderSettings } from '@stanza/core';

/** What an answer has to agree with: who is asked, who asks, what, and the time at which it comes back. */
export interface ExpectedAnswer {
  readonly settings: ServiceProviderSettings;
  readonly provider: IdentityProviderEntry;
  readonly asked: AskedSignIn;
  readonly now: Date;
}
