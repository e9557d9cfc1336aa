import { createHash } from 'node:crypto';
import { auditChainText, ok, type Result, refuse, type TenantId } from '@stanza/core';
import type pg from 'pg';
import { inTenant } from './transaction.ts';

const PAGE = 1_000;

/** Where a chain ends: kept elsewhere, it shows later that nothing up to there was changed or cut off. */
export interface AuditHead {
  /** How many entries there are; 0 when there is none. */
  readonly position: number;
  /** Empty when there is none. */
  readonly digest: string;
}

export interface BrokenAudit {
  /** `digest`: an entry is not what was written; `gap`: one is missing; `head`: the last ones are missing; `anchor`: not the chain that was seen. */
  readonly code: 'digest' | 'gap' | 'head' | 'anchor';
  readonly position: number;
}

interface Row {
  readonly position: string;
  readonly content: string;
  readonly digest: string;
}

const ENTRIES = `select position, content, digest from audit_entry
  where tenant_id = $1 and position > $2 order by position limit ${PAGE}`;

const digestOf = (previous: AuditHead, content: string): string =>
  createHash('sha256')
    .update(auditChainText(previous.digest, previous.position + 1, content))
    .digest('hex');

/** The entry after `head`, or what is wrong with it. */
const follow = (head: AuditHead, row: Row, anchor: AuditHead | null): Result<AuditHead, BrokenAudit> => {
  const position = head.position + 1;
  if (Number(row.position) !== position) return refuse({ code: 'gap', position });
  if (row.digest !== digestOf(head, row.content)) return refuse({ code: 'digest', position });
  const isOther = anchor?.position === position && anchor.digest !== row.digest;
  return isOther ? refuse({ code: 'anchor', position }) : ok({ position, digest: row.digest });
};

/**
 * Reads the whole register of an ente's office, as it is at one moment, and computes its chain anew.
 * @param pool connections of whoever may read it
 * @param anchor the end that was seen at an earlier time
 */
export const verifyAudit = (
  pool: pg.Pool,
  tenantId: TenantId,
  anchor: AuditHead | null = null,
): Promise<Result<AuditHead, BrokenAudit>> =>
  inTenant(pool, tenantId, async ({ query }) => {
    await query({ text: 'set transaction isolation level repeatable read' });
    let head: AuditHead = { position: 0, digest: '' };
    for (;;) {
      const rows = await query<Row>({ name: 'audit_entries', text: ENTRIES, values: [tenantId, head.position] });
      for (const row of rows) {
        const next = follow(head, row, anchor);
        if (!next.ok) return next;
        head = next.value;
      }
      if (rows.length < PAGE) break;
    }
    const [last] = await query<Row>({
      text: 'select position, digest from audit_head where tenant_id = $1',
      values: [tenantId],
    });
    const isCut = Number(last?.position ?? 0) !== head.position || (last?.digest ?? '') !== head.digest;
    if (isCut || (anchor !== null && anchor.position > head.position)) {
      return refuse({ code: 'head', position: head.position + 1 });
    }
    return ok(head);
  });
