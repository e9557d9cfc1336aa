import { createHash } from 'node:crypto';
import type { AttachmentStorage, TenantId } from '@stanza/core';
import { checked, withHead } from './byte-streams.ts';
import type { NamedStorage } from './named-storage.ts';
import { isSealed, MARK_BYTES, seal, unseal } from './sealed-stream.ts';
import { type StorageKeys, tenantStorageKey } from './storage-key.ts';

/**
 * Files as the domain wants them, addressed by the SHA-256 of their content, sealed with a key of each ente before they reach
 * `inner`, whose names are those addresses. What was stored in clear, before there were keys, is still read. No wrong byte is
 * given out: `open` gives a stream that errs where what is stored was changed, cut short, put elsewhere or sealed with a key
 * that is not there (ADR 42).
 * @param keys the first seals, all open
 */
export const makeEncryptedStorage = (inner: NamedStorage, keys: StorageKeys): AttachmentStorage => {
  const keysOf = (tenantId: TenantId) => keys.map((key) => tenantStorageKey(key, tenantId));

  const opened = (tenantId: TenantId, sha256: string, stored: AsyncIterable<Uint8Array>, inClear: typeof checked) =>
    withHead(stored, MARK_BYTES, (head, all) =>
      isSealed(head) ? checked(unseal(keysOf(tenantId), all), sha256) : inClear(all, sha256),
    );

  const contentOf = (tenantId: TenantId, sha256: string, stored: AsyncIterable<Uint8Array>) =>
    opened(tenantId, sha256, stored, async function* (all) {
      // In clear nothing but its address says whether it is right: all of it is looked at before any is given out.
      for await (const _ of checked(all, sha256));
      const again = await inner.open(tenantId, sha256);
      if (again === null) throw new Error('What was stored is gone');
      // Somebody may have put the same content meanwhile, sealed.
      yield* opened(tenantId, sha256, again, checked);
    });

  return {
    async put(tenantId, source, maxBytes) {
      const hash = createHash('sha256');
      let [size, sha256] = [0, ''];
      const plain = async function* () {
        for await (const chunk of source) {
          size += chunk.length;
          if (size > maxBytes) throw new Error('There is too much of it');
          hash.update(chunk);
          yield chunk;
        }
        sha256 = hash.digest('hex');
      };
      try {
        await inner.put(tenantId, seal(tenantStorageKey(keys[0], tenantId), plain()), () => sha256);
        return { sha256, size };
      } catch (error) {
        if (size > maxBytes) return 'too-large';
        throw error;
      }
    },
    async open(tenantId, sha256) {
      const stored = await inner.open(tenantId, sha256);
      return stored === null ? null : contentOf(tenantId, sha256, stored);
    },
    list: (tenantId, after, limit) => inner.list(tenantId, after, limit),
    remove: (tenantId, sha256, before) => inner.remove(tenantId, sha256, before),
  };
};
