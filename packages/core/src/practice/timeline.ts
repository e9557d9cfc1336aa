import type { OperatorId } from '../shared/ids.ts';

/** What the citizen reads in "Iter della pratica" (manual §9), one word for each event. */
export type TimelineEvent =
  | 'bozza'
  | 'aperta_allo_sportello'
  | 'pagamento_ricevuto'
  | 'inviata'
  | 'protocollata'
  | 'presa_in_carico'
  | 'integrazione_richiesta'
  | 'integrazione_ricevuta'
  | 'integrazione_allo_sportello'
  | 'integrazione_annullata'
  | 'riassegnata'
  | 'risposta_predisposta'
  | 'risposta_firmata'
  | 'accettata'
  | 'rifiutata';

export interface TimelineEntry {
  readonly event: TimelineEvent;
  readonly at: Date;
  /** Who did it, for the office's own record. The citizen is never told. */
  readonly operatorId: OperatorId | null;
}

/** The events that only the office sees: who works on it, and work in progress on the answer. */
const INTERNAL: ReadonlySet<TimelineEvent> = new Set(['riassegnata', 'risposta_predisposta', 'risposta_firmata']);

export const visibleToCitizen = (entry: TimelineEntry): boolean => !INTERNAL.has(entry.event);
