import { type AuditLog, auditContent, type ChainedAuditEntry, readAuditContent } from '@stanza/core';
import type { QueryBuilder } from '../query-builder.ts';
import type { TenantTransaction } from '../transaction.ts';

const POSITION = /^[1-9]\d{0,14}$/u;

export const auditLog = (transaction: TenantTransaction, db: QueryBuilder): AuditLog => {
  const { tenantId } = transaction;
  return {
    async append(entry) {
      await transaction.query({
        name: 'audit_append',
        text: 'select append_audit($1)',
        values: [auditContent(entry)],
      });
    },
    async page({ after, limit }, { operatorId, action } = {}) {
      let entries = db
        .selectFrom('audit_entry')
        .where('tenant_id', '=', tenantId)
        .select(['position', 'content', 'digest'])
        .orderBy('position', 'desc')
        .limit(limit + 1);
      if (operatorId !== undefined) entries = entries.where('operator_id', '=', operatorId);
      if (action !== undefined) entries = entries.where('action', '=', action);
      const goesOn = after !== null && POSITION.test(after);
      const rows = await transaction.run(goesOn ? entries.where('position', '<', after) : entries);
      const page: readonly ChainedAuditEntry[] = rows
        .slice(0, limit)
        .map(({ position, content, digest }) => ({ ...readAuditContent(content), position: Number(position), digest }));
      return { rows: page, next: rows.length > limit ? String(page.at(-1)?.position ?? '') : null };
    },
  };
};
