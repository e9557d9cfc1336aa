import { expect, it } from '@jest/globals';
import { aTenant, makeMemoryPorts } from '@stanza/core/testing';
import type { EnteKeys } from '@stanza/gateways';
import { warnOfUnknownKeys } from './warn-of-unknown-keys.ts';

it('the log is told of a key for a Comune that is not there, once and without what is in it', async () => {
  const ports = makeMemoryPorts();
  await ports.setup.addTenant({ ...aTenant(ports.ids.next()), slug: 'tre-ville' });
  const keys: EnteKeys = { current: { privateKeyPem: 'segreta', certificatePem: 'pubblica' }, next: null };
  const set = new Map(['TRE_VILLE_SPID', 'TRE_VILLE_CIE', 'TREVILLE_SPID'].map((end) => [end, keys]));
  const lines: string[] = [];
  const tell = (what: object, message: string) => lines.push(`${JSON.stringify(what)} ${message}`);
  await warnOfUnknownKeys(set, ports.tenants, { warn: tell, error: tell });
  expect(lines).toEqual(['{"setting":"SIGN_IN_KEY_TREVILLE_SPID"} a key is set for a Comune that is not there']);
});
