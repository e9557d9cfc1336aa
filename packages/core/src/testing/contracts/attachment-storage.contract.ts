import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AttachmentStorage } from '../../ports/attachment-storage.ts';
import { tenantIdSchema } from '../../shared/ids.ts';
import { readAll } from '../../shared/read-all.ts';
import { asBytes, asText } from '../memory/text.ts';

export interface StorageUnderTest {
  readonly storage: AttachmentStorage;
  /** How often what may go wrong by chance is tried; fewer where each costs a lot. */
  readonly rounds?: number;
  close(): Promise<void>;
}

const tenant = tenantIdSchema.parse('01890a5d-ac96-774b-bcce-b302099a8057');
const other = tenantIdSchema.parse('01890a5d-ac96-774b-bcce-b302099a8058');
const CIAO = 'b133a0c0e9bee3be20163d2ad31d6248db292aa6dcb1ee087a2aa50e0fc75ae2';
/** A source of 1 MiB of zeros, and its digest. */
const MEBIBYTE = 1024 * 1024;
const ZEROS = '30e14955ebf1352266dc2ff8067e68104607e750abb9d3b36582b8af909fcb58';

const chunks = async function* (...texts: readonly string[]) {
  for (const text of texts) yield asBytes(text);
};

/** The promise of `AttachmentStorage`. @param open an empty storage, called for each test */
export const attachmentStorageContract = (name: string, open: () => Promise<StorageUnderTest>): void => {
  describe(`${name} as attachment storage`, () => {
    let under: StorageUnderTest;
    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.close());

    const text = async (sha256: string, of = tenant): Promise<string | null> => {
      const source = await under.storage.open(of, sha256);
      return source === null ? null : asText(await readAll(source, 2 * MEBIBYTE));
    };

    it('gives back what was put, at the digest of its content', async () => {
      expect(await under.storage.put(tenant, chunks('ci', '', 'ao'), 100)).toEqual({ sha256: CIAO, size: 4 });
      expect(await text(CIAO)).toBe('ciao');
      expect(await text(CIAO)).toBe('ciao');
    });

    it('gives back a large content, byte for byte, from a source that reuses its memory', async () => {
      const source = async function* () {
        const buffer = new Uint8Array(MEBIBYTE / 4);
        for (let place = 0; place < 4; place += 1) {
          yield buffer.fill(0);
          buffer.fill(255);
        }
      };
      expect(await under.storage.put(tenant, source(), MEBIBYTE)).toEqual({ sha256: ZEROS, size: MEBIBYTE });
      expect(await text(ZEROS)).toBe('\u0000'.repeat(MEBIBYTE));
    });

    it('takes the same content again, also several times at once', async () => {
      const stored = await Promise.all(Array.from({ length: 5 }, () => under.storage.put(tenant, chunks('ciao'), 4)));
      for (const one of stored) expect(one).toEqual({ sha256: CIAO, size: 4 });
      expect(await under.storage.put(tenant, chunks('ciao'), 4)).toEqual({ sha256: CIAO, size: 4 });
      expect(await text(CIAO)).toBe('ciao');
    });

    it('does not find the content of another ente', async () => {
      await under.storage.put(other, chunks('ciao'), 100);
      expect(await text(CIAO)).toBeNull();
      expect(await text(CIAO, other)).toBe('ciao');
    });

    it('finds nothing at an address that was not given out', async () => {
      await under.storage.put(tenant, chunks('ciao'), 100);
      await under.storage.put(other, chunks('ciao'), 100);
      const addresses = ['', '0'.repeat(64), `../${CIAO}`, `../../${other}/b1/${CIAO}`, CIAO.toUpperCase(), '.'];
      for (const address of addresses) expect(await text(address)).toBeNull();
    });

    it('stops reading what is too large, and leaves nothing', async () => {
      const seen = { read: 0, closed: false };
      const endless = async function* () {
        try {
          for (;;) {
            seen.read += 1;
            yield asBytes('ciao');
          }
        } finally {
          seen.closed = true;
        }
      };
      expect(await under.storage.put(tenant, endless(), 4)).toBe('too-large');
      expect(seen).toEqual({ read: 2, closed: true });
      expect(await text(CIAO)).toBeNull();
    });

    it('takes exactly as much as is allowed, and not a byte more', async () => {
      expect(await under.storage.put(tenant, chunks('ciao'), 3)).toBe('too-large');
      expect(await text(CIAO)).toBeNull();
      expect(await under.storage.put(tenant, chunks('ciao'), 4)).toEqual({ sha256: CIAO, size: 4 });
    });

    const TOMORROW = () => new Date(Date.now() + 24 * 60 * 60 * 1000);
    const YESTERDAY = () => new Date(Date.now() - 24 * 60 * 60 * 1000);

    it('takes away what was put before a moment, and nothing else', async () => {
      await under.storage.put(tenant, chunks('ciao'), 100);
      await under.storage.put(tenant, chunks('altro'), 100);
      await under.storage.put(other, chunks('ciao'), 100);
      expect(await under.storage.remove(tenant, CIAO, YESTERDAY())).toBe(false);
      expect(await text(CIAO)).toBe('ciao');
      expect(await under.storage.remove(tenant, CIAO, TOMORROW())).toBe(true);
      expect(await text(CIAO)).toBeNull();
      expect(await text(CIAO, other)).toBe('ciao');
      expect(await under.storage.remove(tenant, CIAO, TOMORROW())).toBe(true);
      for (const address of ['', '..', '../tmp', `../${other}/b1/${CIAO}`]) {
        expect(await under.storage.remove(tenant, address, TOMORROW())).toBe(true);
      }
      expect(await text(CIAO, other)).toBe('ciao');
    });

    it('takes again what was taken away', async () => {
      await under.storage.put(tenant, chunks('ciao'), 100);
      await under.storage.remove(tenant, CIAO, TOMORROW());
      expect(await under.storage.put(tenant, chunks('ciao'), 100)).toEqual({ sha256: CIAO, size: 4 });
      expect(await text(CIAO)).toBe('ciao');
    });

    it('does not take away what came again since then', async () => {
      await under.storage.put(tenant, chunks('ciao'), 100);
      await new Promise((fulfil) => setTimeout(fulfil, 5));
      const since = new Date();
      await under.storage.put(tenant, chunks('ciao'), 100);
      expect(await under.storage.remove(tenant, CIAO, since)).toBe(false);
      expect(await text(CIAO)).toBe('ciao');
    });

    it('loses nothing that is put while the same content is being taken away', async () => {
      for (let round = 0; round < (under.rounds ?? 30); round += 1) {
        await under.storage.put(tenant, chunks('ciao'), 100);
        await new Promise((fulfil) => setTimeout(fulfil, 2));
        const since = new Date();
        const putting = Array.from({ length: 3 }, () => under.storage.put(tenant, chunks('ciao'), 100));
        const removing = Array.from({ length: 2 }, () => under.storage.remove(tenant, CIAO, since));
        await Promise.all([...putting, ...removing]);
        expect(await text(CIAO)).toBe('ciao');
      }
    });

    it('lists the contents of an ente in the order of their digests, page by page', async () => {
      expect(await under.storage.list(tenant, null, 10)).toEqual([]);
      const texts = Array.from({ length: 12 }, (_, place) => `testo ${place}`);
      const digests: string[] = [];
      for (const one of texts) {
        const stored = await under.storage.put(tenant, chunks(one), 100);
        if (stored !== 'too-large') digests.push(stored.sha256);
      }
      await under.storage.put(tenant, chunks('testo 0'), 100);
      await under.storage.put(other, chunks('di altri'), 100);
      const inOrder = digests.toSorted();
      expect(await under.storage.list(tenant, null, 50)).toEqual(inOrder);
      for (const limit of [1, 5, 12]) {
        const read: string[] = [];
        for (let page = await under.storage.list(tenant, null, limit); page.length > 0; ) {
          expect(page.length).toBeLessThanOrEqual(limit);
          read.push(...page);
          page = await under.storage.list(tenant, page.at(-1) ?? null, limit);
        }
        expect(read).toEqual(inOrder);
      }
      const [first = '', ...others] = inOrder;
      await under.storage.remove(tenant, first, TOMORROW());
      expect(await under.storage.list(tenant, null, 50)).toEqual(others);
    });

    it('leaves nothing when the source breaks, and says why', async () => {
      const broken = async function* () {
        yield asBytes('ciao');
        throw new Error('the line is cut');
      };
      await expect(under.storage.put(tenant, broken(), 100)).rejects.toThrow('the line is cut');
      expect(await text(CIAO)).toBeNull();
      expect(await under.storage.put(tenant, chunks('ciao'), 100)).toEqual({ sha256: CIAO, size: 4 });
    });
  });
};
