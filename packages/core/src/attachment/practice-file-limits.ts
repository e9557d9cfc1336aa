import type { RegistryLimits } from '../tenant/registry-choice.ts';
import { MAX_ATTACHMENT_BYTES } from './attachment.ts';

/** How large the files of one practice, or of one answer to a request of integration, may be. */
export interface PracticeFileLimits {
  readonly maxFileBytes: number;
  /** Of all of them together; null where nobody minds. */
  readonly maxTotalBytes: number | null;
}

/** The document that the portal makes is registered with them. */
const OWN_DOCUMENT_BYTES = 1024 * 1024;

/**
 * The smaller of what the portal takes and what the registry does that the practice will be registered with: a file that it would
 * refuse is better refused while the citizen is there.
 * @param registry null for the portal's own, and where nobody said what it takes
 */
export const practiceFileLimits = (registry: RegistryLimits | null): PracticeFileLimits => {
  if (registry === null) return { maxFileBytes: MAX_ATTACHMENT_BYTES, maxTotalBytes: null };
  const maxTotalBytes = Math.max(0, registry.maxTotalBytes - OWN_DOCUMENT_BYTES);
  return { maxFileBytes: Math.min(MAX_ATTACHMENT_BYTES, registry.maxFileBytes, maxTotalBytes), maxTotalBytes };
};
