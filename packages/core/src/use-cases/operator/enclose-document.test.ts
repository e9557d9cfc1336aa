import { describe, expect, it } from '@jest/globals';
import { type SignatureVerifier, UNJUDGED } from '../../ports/signature-verifier.ts';
import { tenantIdSchema } from '../../shared/ids.ts';
import { makeMemoryStorage } from '../../testing/memory/gateways.ts';
import { asBytes } from '../../testing/memory/text.ts';
import { encloseDocument } from './enclose-document.ts';

const tenant = tenantIdSchema.parse('01890a5d-ac96-774b-bcce-b302099a8057');

describe('a PDF that an answer encloses', () => {
  it('is taken without a signature only when it is known that there is none', async () => {
    const storage = makeMemoryStorage();
    const source = async function* () {
      yield asBytes('%PDF-1.7');
    };
    const stored = await storage.put(tenant, source(), 100);
    if (stored === 'too-large') throw new Error('It is small');
    const file = { fileName: 'atto.pdf', type: 'pdf', ...stored } as const;
    const taken: string[] = [];
    for (const kind of UNJUDGED) {
      const signatures: SignatureVerifier = { verify: async (read) => read().then(() => ({ kind })) };
      if ((await encloseDocument({ storage, signatures }, tenant, file, new Date())).ok) taken.push(kind);
    }
    expect(taken).toEqual(['not_signed']);
  });
});
