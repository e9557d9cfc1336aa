import type { TenantId } from '@stanza/core';

/**
 * Where the bytes of `AttachmentStorage` lie: a folder, a bucket. It keeps what it is given under the name that it is told and
 * knows nothing of what is in there.
 *
 * Promise: the same as that of `AttachmentStorage`, of a name instead of a content; what is put under a name that is there
 * takes its place at once and whole.
 */
export interface NamedStorage {
  /**
   * Streams `source` to where it stays. A source that fails leaves nothing, and its error is this one's.
   * @param name asked for when the source has ended: 64 lower-case hexadecimal digits
   */
  put(tenantId: TenantId, source: AsyncIterable<Uint8Array>, name: () => string): Promise<void>;
  /** @returns the bytes as a stream, or null when this tenant has nothing of that name */
  open(tenantId: TenantId, name: string): Promise<AsyncIterable<Uint8Array> | null>;
  /** Names in their order, from the one after `after`. */
  list(tenantId: TenantId, after: string | null, limit: number): Promise<readonly string[]>;
  /**
   * Takes away what has that name, unless it was put (also again) at or after `before`.
   * @returns whether there is nothing of that name any more
   */
  remove(tenantId: TenantId, name: string, before: Date): Promise<boolean>;
}

/** Tells whoever runs the portal of something that went wrong and stops nothing. */
export type StorageWarning = (what: { readonly problem: string }, message: string) => void;

/** The only names there are. Nothing else reaches a path or a key. */
export const isStoredName = (name: string): boolean => /^[0-9a-f]{64}$/u.test(name);
