import { describe, expect, it } from '@jest/globals';
import { aCitizen, makeMemoryPorts } from '../testing/index.ts';
import { shownDigest } from './shown-digest.ts';

describe('the digest of what the summary shows', () => {
  const citizen = aCitizen(makeMemoryPorts().ids.next());
  const answers = { istruzioni: true, uso: 'Banca', tipologia: 'semplice' } as const;

  it('does not depend on the order of the answers', () => {
    const turned = Object.fromEntries(Object.entries(answers).toReversed());
    expect(shownDigest(turned, citizen)).toBe(shownDigest(answers, citizen));
  });

  it('changes with an answer and with the data of the applicant', () => {
    const digests = [
      shownDigest(answers, citizen),
      shownDigest({ ...answers, uso: 'Scuola' }, citizen),
      shownDigest({ ...answers, nota: '' }, citizen),
      shownDigest(answers, { ...citizen, contacts: { email: 'nuova@cittadini.example', telefono: null } }),
      shownDigest(answers, { ...citizen, domicilio: citizen.residenza }),
    ];
    expect(new Set(digests).size).toBe(digests.length);
  });
});
