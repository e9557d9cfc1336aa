import { describe, expect, it } from '@jest/globals';
import type { Signer } from '@stanza/core';
import { signaturesOf } from './signatures-of.ts';

const CONTI: Signer = {
  name: 'Paola Conti',
  codiceFiscale: null,
  signedAt: '2026-03-02T09:00:00.000Z',
  broken: null,
  trust: 'trusted',
  changedAfter: false,
};

describe('what a citizen reads of a signature', () => {
  const reads = (...signers: readonly Signer[]) => {
    const document = { fileName: 'a.pdf', sha256: '', size: 1, signers };
    return signaturesOf({ documento: document }).map(({ what, by }) => [what, ...by]);
  };
  const declared = 'Paola Conti, data dichiarata: 2 marzo 2026, ore 10:00';

  it('is who signed, where the authority of everybody is known and nothing was changed', () => {
    expect(reads(CONTI)).toEqual([['Il documento rilasciato è firmato digitalmente da:', declared]]);
    expect(reads({ ...CONTI, signedAt: null }).flat()).toContain('Paola Conti');
    expect(reads()).toEqual([]);
  });

  it('is less than that where nobody vouches for it, and says why', () => {
    const lead = 'Il documento rilasciato ha una firma digitale con questi dati:';
    expect(reads(CONTI, { ...CONTI, trust: 'untrusted' })).toEqual([
      [lead, declared, `${declared}, il certificato non è di un’autorità dell’elenco della piattaforma`],
    ]);
    expect(reads({ ...CONTI, trust: 'unknown', changedAfter: true })).toEqual([
      [lead, `${declared}, il certificato non è stato controllato, il documento è stato modificato dopo questa firma`],
    ]);
  });
});
