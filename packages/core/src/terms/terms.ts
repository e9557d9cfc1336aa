import type { TermsId } from '../shared/ids.ts';

/** One revision of one document of terms (manual §4). A new revision is a new row with a new id; none is edited. */
export interface TermsDocument {
  readonly id: TermsId;
  /** What stays the same over the revisions, for example `condizioni-di-utilizzo`. */
  readonly key: string;
  readonly revision: number;
  readonly title: string;
  /** Paragraphs of plain text. */
  readonly body: readonly string[];
  readonly mandatory: boolean;
}

export interface TermsAcceptance {
  readonly termsId: TermsId;
  readonly key: string;
  readonly revision: number;
  readonly title: string;
  /** The text that was accepted. */
  readonly body: readonly string[];
  readonly acceptedAt: Date;
}

/**
 * The current documents that this citizen must still accept: the mandatory ones whose current revision is not among
 * the acceptances. A changed optional document asks nothing (manual §4).
 */
export const pendingTerms = (
  current: readonly TermsDocument[],
  acceptances: readonly TermsAcceptance[],
): readonly TermsDocument[] => {
  const accepted = new Set(acceptances.map((acceptance) => acceptance.termsId));
  return current.filter((document) => document.mandatory && !accepted.has(document.id));
};
