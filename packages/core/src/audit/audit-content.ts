import { z } from 'zod';
import { operatorIdSchema } from '../shared/ids.ts';
import { AUDIT_ACTIONS, type AuditEntry } from './audit-entry.ts';

const actorSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('operatore'), id: operatorIdSchema }),
  z.object({ kind: z.literal('piattaforma'), name: z.string() }),
  z.object({ kind: z.literal('sistema_esterno') }),
  z.object({ kind: z.literal('sconosciuto') }),
]);

const contentSchema = z.object({
  at: z.iso.datetime().transform((text) => new Date(text)),
  actor: actorSchema,
  action: z.enum(AUDIT_ACTIONS),
  subject: z.string().nullable(),
  details: z.record(z.string(), z.string()),
  address: z.string().nullable(),
});

/** An entry as the text that is stored and that its digest is over. */
export const auditContent = ({ at, actor, action, subject, details, address }: AuditEntry): string =>
  JSON.stringify({ at, actor, action, subject, details, address });

/** @throws ZodError or SyntaxError when it is not what `auditContent` has written */
export const readAuditContent = (content: string): AuditEntry => contentSchema.parse(JSON.parse(content));

/** What a digest is the SHA-256 (hex) of. @param previous digest of the entry before; empty for the first */
export const auditChainText = (previous: string, position: number, content: string): string =>
  `${previous}\n${position}\n${content}`;
