import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { auditChainText, auditContent, readAuditContent } from '../../audit/audit-content.ts';
import type { AuditLog } from '../../ports/audit-log.ts';
import type { TenantData } from './tenant-data.ts';
import { asBytes } from './text.ts';

export const auditLog = ({ audit }: TenantData): AuditLog => ({
  async append(entry) {
    const content = auditContent(entry);
    const position = audit.length + 1;
    const digest = bytesToHex(sha256(asBytes(auditChainText(audit.at(-1)?.digest ?? '', position, content))));
    audit.push({ ...readAuditContent(content), position, digest });
  },
  async page({ after, limit }, { operatorId, action } = {}) {
    const from = after === null || !/^\d+$/u.test(after) ? Number.POSITIVE_INFINITY : Number(after);
    const older = audit
      .filter(({ position }) => position < from)
      .filter(({ actor }) => operatorId === undefined || (actor.kind === 'operatore' && actor.id === operatorId))
      .filter((entry) => action === undefined || entry.action === action)
      .toReversed();
    const rows = older.slice(0, limit);
    return { rows, next: older.length > limit ? String(rows.at(-1)?.position ?? '') : null };
  },
});
