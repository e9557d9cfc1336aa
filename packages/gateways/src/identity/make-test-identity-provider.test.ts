import { describe, expect, it } from '@jest/globals';
import { identityProviderContract } from '@stanza/core/testing/contracts';
import { makeTestIdentityProvider } from './make-test-identity-provider.ts';
import { testCitizens } from './test-citizens.ts';

const REQUEST = '018f3c5e-7a10-7cc3-9a51-1f2e3d4c5b6a';

identityProviderContract('the test sign-in', () => ({
  provider: makeTestIdentityProvider({ mode: 'test', host: '127.0.0.1' }),
  proofs: testCitizens.map(({ key, verified }) => ({ proof: { persona: key, richiesta: REQUEST }, verified })),
}));

describe('the test identity provider', () => {
  it.each(['127.0.0.1', '127.8.9.10', '::1', '0:0:0:0:0:0:0:1', 'localhost'])('starts on %s', (host) => {
    expect(() => makeTestIdentityProvider({ mode: 'development', host })).not.toThrow();
    expect(() => makeTestIdentityProvider({ mode: 'test', host })).not.toThrow();
  });

  it.each([
    '0.0.0.0',
    '::',
    '192.168.1.10',
    '128.0.0.1',
    '',
    '127.0.0.1.example.org',
    'localhost.example.org',
    'example.org',
  ])('refuses to start on "%s", which others can reach', (host) => {
    expect(() => makeTestIdentityProvider({ mode: 'development', host })).toThrow('loopback');
    expect(() => makeTestIdentityProvider({ mode: 'test', host })).toThrow('loopback');
  });

  it.each(['127.0.0.1', '::1', 'localhost', '0.0.0.0'])('refuses to start in production mode on %s', (host) => {
    expect(() => makeTestIdentityProvider({ mode: 'production', host })).toThrow('production');
  });

  it('sends the citizen to a page of the same ente, with the id of the request', () => {
    const provider = makeTestIdentityProvider({ mode: 'test', host: '127.0.0.1' });
    expect(provider.startUrl('rovereto', REQUEST)).toBe(`/rovereto/accedi/prova?richiesta=${REQUEST}`);
  });

  it.each([[{ persona: '' }], [{ persona: 'nessuno' }], [{ persona: ['anna-bianchi'] }], [{ persona: '__proto__' }]])(
    'takes %j as no proof',
    async (proof) => {
      const provider = makeTestIdentityProvider({ mode: 'test', host: '127.0.0.1' });
      expect(await provider.verify(proof)).toBeNull();
    },
  );
});
