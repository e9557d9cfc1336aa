import type { TenantId } from '../shared/ids.ts';

/** What is known of a stored file: its content's SHA-256 (lower-case hex) and its size in bytes. */
export interface StoredContent {
  readonly sha256: string;
  readonly size: number;
}

/**
 * Keeps the bytes of files, addressed by content inside a tenant.
 *
 * Promise: after `put` resolves the bytes are durable (they survive a crash of the machine) and `open` gives back
 * exactly them; storing the same bytes twice is harmless and gives the same address; another tenant's content is not
 * found; a `put` whose source fails, or exceeds `maxBytes`, leaves nothing that `open` can see; what a `put` gave is never
 * taken away by a `remove` that goes on at the same moment.
 */
export interface AttachmentStorage {
  /**
   * Streams `source` to storage.
   * @param maxBytes the largest accepted size, in bytes
   * @returns the address, or `'too-large'` when the source is longer than `maxBytes` (reading stops there)
   */
  put(tenantId: TenantId, source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<StoredContent | 'too-large'>;
  /** @returns the bytes as a stream, or null when this tenant has no such content */
  open(tenantId: TenantId, sha256: string): Promise<AsyncIterable<Uint8Array> | null>;
  /**
   * Digests of what is stored, in their order, from the one after `after`. What is put or taken away meanwhile may be among them.
   */
  list(tenantId: TenantId, after: string | null, limit: number): Promise<readonly string[]>;
  /**
   * Takes a content away, unless it was put (also again) at or after `before`: whoever put it may be about to refer to it.
   * The caller has made sure that nothing that is older refers to it.
   * @returns whether there is no such content any more
   */
  remove(tenantId: TenantId, sha256: string, before: Date): Promise<boolean>;
}
