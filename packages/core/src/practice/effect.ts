import type { OperatorId } from '../shared/ids.ts';

/** The warnings before a draft is deleted, two weeks and two days ahead. */
export const DRAFT_WARNINGS = ['bozza_due_settimane', 'bozza_due_giorni'] as const;
export type DraftWarningTemplate = (typeof DRAFT_WARNINGS)[number];

/** The messages to the citizen (manual §9.2) and, last, the one to the operators of the service. */
export const MAIL_TEMPLATES = [
  ...DRAFT_WARNINGS,
  'pratica_inviata',
  'pratica_protocollata',
  'pratica_presa_in_carico',
  'pratica_accettata',
  'pratica_rifiutata',
  'nuova_pratica',
] as const;
export type MailTemplate = (typeof MAIL_TEMPLATES)[number];

/** What must follow a change. It is queued in the transaction of the change: never otherwise. */
export type Effect =
  | { readonly kind: 'register_request' }
  | { readonly kind: 'render_answer' }
  | { readonly kind: 'register_answer' }
  | { readonly kind: 'mail'; readonly template: MailTemplate; readonly operatorId: OperatorId | null };
