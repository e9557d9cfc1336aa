import { describe, expect, it } from '@jest/globals';
import { codiceFiscaleSchema } from '../../person/codice-fiscale.ts';
import type { IdentityProvider, VerifiedIdentity } from '../../ports/identity-provider.ts';
import { isCalendarDate } from '../../shared/calendar.ts';

export interface IdentityProviderUnderTest {
  readonly provider: IdentityProvider;
  /** Proofs of several people, with who each of them is. */
  readonly proofs: readonly { readonly proof: unknown; readonly verified: VerifiedIdentity }[];
}

const REQUEST = '018f3c5e-7a10-7cc3-9a51-1f2e3d4c5b6a';
const NO_PROOF = [undefined, null, true, 7, '', 'anna-bianchi', [], {}, { proof: 'x' }, new Map(), Symbol.iterator];

/** The promise of `IdentityProvider`. */
export const identityProviderContract = (name: string, open: () => IdentityProviderUnderTest): void => {
  describe(`${name} as an identity provider`, () => {
    const { provider, proofs } = open();

    it('sends the citizen to a page of the portal or to an https address, which knows the request', () => {
      const url = provider.startUrl('rovereto', REQUEST);
      expect(url).toMatch(/^(?:\/[^/]|https:\/\/)/u);
      expect(url).toContain(REQUEST);
      expect(provider.startUrl('tre-ville', REQUEST)).not.toBe(url);
    });

    it('says who somebody is when there is proof of it', async () => {
      expect(proofs.length).toBeGreaterThan(0);
      for (const { proof, verified } of proofs) {
        expect(await provider.verify(proof)).toEqual(verified);
        expect(codiceFiscaleSchema.parse(verified.identity.codiceFiscale)).toBe(verified.identity.codiceFiscale);
        expect(isCalendarDate(verified.identity.dataNascita)).toBe(true);
      }
    });

    it('answers null, and does not throw, to what proves nothing', async () => {
      for (const nothing of NO_PROOF) expect(await provider.verify(nothing)).toBeNull();
    });
  });
};
