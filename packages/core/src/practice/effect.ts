import type { IntegrationId, OperatorId } from '../shared/ids.ts';

/** The warnings before a draft is deleted, two weeks and two days ahead. */
export const DRAFT_WARNINGS = ['bozza_due_settimane', 'bozza_due_giorni'] as const;
export type DraftWarningTemplate = (typeof DRAFT_WARNINGS)[number];

/** The same about a draft that was opened at the counter: they go to the operator who opened it. */
export const COUNTER_WARNINGS = {
  bozza_due_settimane: 'bozza_sportello_due_settimane',
  bozza_due_giorni: 'bozza_sportello_due_giorni',
} as const satisfies Readonly<Record<DraftWarningTemplate, string>>;

/** The messages to the citizen (manual §9.2) and, last, those to operators: of the service, in charge, at the counter. */
export const MAIL_TEMPLATES = [
  ...DRAFT_WARNINGS,
  'pagamento_ricevuto',
  'pratica_inviata',
  'pratica_protocollata',
  'pratica_presa_in_carico',
  'integrazione_richiesta',
  'integrazione_ricevuta',
  'integrazione_annullata',
  'pratica_accettata',
  'pratica_rifiutata',
  'nuova_pratica',
  'integrazione_ricevuta_operatore',
  'pratica_assegnata',
  COUNTER_WARNINGS.bozza_due_settimane,
  COUNTER_WARNINGS.bozza_due_giorni,
] as const;
export type MailTemplate = (typeof MAIL_TEMPLATES)[number];

/**
 * What the citizen is told on App IO as well (ADR 46): what has become of the practice, and what they must do, or need not do any
 * more. Not what they have just done themselves, nor that the office has begun.
 */
export const APP_IO_TEMPLATES = [
  'pratica_protocollata',
  'integrazione_richiesta',
  'integrazione_annullata',
  'pratica_accettata',
  'pratica_rifiutata',
] as const satisfies readonly MailTemplate[];
export type AppIoTemplate = (typeof APP_IO_TEMPLATES)[number];

/** Which request of integration a message asks for; what was queued before this was kept does not say. */
interface AboutIntegration {
  readonly integrationId?: IntegrationId;
}

/** What must follow a change. It is queued in the transaction of the change: never otherwise. */
export type Effect =
  | { readonly kind: 'register_request' }
  | { readonly kind: 'render_answer' }
  | { readonly kind: 'register_answer' }
  | { readonly kind: 'register_integration_request'; readonly integrationId: IntegrationId }
  | { readonly kind: 'register_integration'; readonly integrationId: IntegrationId }
  | { readonly kind: 'register_integration_cancellation'; readonly integrationId: IntegrationId }
  | ({
      readonly kind: 'mail';
      readonly template: MailTemplate;
      readonly operatorId: OperatorId | null;
    } & AboutIntegration)
  | ({ readonly kind: 'app_io'; readonly template: AppIoTemplate } & AboutIntegration);

const WARNINGS: ReadonlySet<string> = new Set([...DRAFT_WARNINGS, ...Object.values(COUNTER_WARNINGS)]);

/** Whether an effect that is blocked waits for the office: what warns of a draft waits for nobody, also when the draft was sent meanwhile. */
export const waitsForOffice = (effect: Effect): boolean => effect.kind !== 'mail' || !WARNINGS.has(effect.template);
