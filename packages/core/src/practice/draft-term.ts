import { dayInItaly, daysAfter } from '../shared/calendar.ts';
import type { DraftWarningTemplate } from './effect.ts';

/** How long a draft is kept when the portal is not told otherwise: days since its citizen last saved it. */
export const DEFAULT_DRAFT_DAYS = 180;

/** A warning that a draft is about to be deleted. */
export interface DraftWarning {
  readonly template: DraftWarningTemplate;
  /** The day in Italy on which it was queued, `YYYY-MM-DD`. */
  readonly on: string;
}

/** What the end of a draft depends on. */
export interface DraftTerm {
  /** When its citizen last saved it. */
  readonly changedAt: Date;
  /** The newest warning since then; null when there was none. */
  readonly warning: DraftWarning | null;
}

const DAYS_BEFORE = { bozza_due_settimane: 14, bozza_due_giorni: 2 } as const satisfies Record<
  DraftWarningTemplate,
  number
>;

/** A draft younger than this has nothing to fear, in days. @param draftDays days that a draft is kept */
export const carefreeDays = (draftDays: number): number => draftDays - DAYS_BEFORE.bozza_due_settimane;

/**
 * The day in Italy on which a draft is deleted. Never before two days after the last warning: the citizen has had it, also
 * when nobody looked for weeks or drafts are kept for a shorter time than before.
 * @param draftDays days that a draft is kept after it was last saved
 * @returns `YYYY-MM-DD`
 */
export const draftEnd = ({ changedAt, warning }: DraftTerm, draftDays: number): string => {
  const end = daysAfter(dayInItaly(changedAt), draftDays);
  if (warning?.template !== 'bozza_due_giorni') return end;
  const warned = daysAfter(warning.on, DAYS_BEFORE.bozza_due_giorni);
  if (warned > end) return warned;
  return end;
};

/**
 * What is due for a draft: one of the two warnings, once each, or its deletion.
 * @param today the day in Italy, `YYYY-MM-DD`
 */
export const draftStep = (
  draft: DraftTerm,
  draftDays: number,
  today: string,
): DraftWarningTemplate | 'delete' | null => {
  const end = draftEnd(draft, draftDays);
  if (draft.warning?.template === 'bozza_due_giorni') return today >= end ? 'delete' : null;
  if (today >= daysAfter(end, -DAYS_BEFORE.bozza_due_giorni)) return 'bozza_due_giorni';
  const isFirstDue = draft.warning === null && today >= daysAfter(end, -DAYS_BEFORE.bozza_due_settimane);
  return isFirstDue ? 'bozza_due_settimane' : null;
};
