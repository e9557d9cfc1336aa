import type { IdentityProvider } from '@stanza/core';
import { z } from 'zod';
import { isLoopback } from './is-loopback.ts';
import { testCitizens } from './test-citizens.ts';

/** What the page of the test sign-in posts; its other fields (token, request) are read by the page itself. */
const proofSchema = z.object({ persona: z.string() });

/**
 * Signs in as one of the invented citizens, with no password at all. It must therefore never be reachable by others.
 *
 * @param host where the web server listens
 * @throws Error in production mode, and when `host` is not a loopback address
 */
export const makeTestIdentityProvider = (setting: {
  readonly mode: 'development' | 'production' | 'test';
  readonly host: string;
}): IdentityProvider => {
  if (setting.mode === 'production') throw new Error('The test identity provider does not run in production mode');
  if (!isLoopback(setting.host)) throw new Error('The test identity provider runs on a loopback address only');
  return {
    startUrl: (tenantSlug, requestId) =>
      `/${encodeURIComponent(tenantSlug)}/accedi/prova?richiesta=${encodeURIComponent(requestId)}`,
    verify: async (proof) => {
      const { data } = proofSchema.safeParse(proof);
      return testCitizens.find(({ key }) => key === data?.persona)?.verified ?? null;
    },
  };
};
