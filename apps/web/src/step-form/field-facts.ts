import type { ApplicantFact, Attachment, PracticeFileLimits } from '@stanza/core';

/** What a form needs besides the journey. */
export interface FieldFacts {
  /** The ente's path, for links. */
  readonly base: string;
  /** Where files are, to be opened. */
  readonly filesHref: string;
  /** The files that answers point to. */
  readonly files: readonly Attachment[];
  /** Earlier files of the citizen, newest first; null when they are not for who fills it in to see. */
  readonly reusable: readonly Attachment[] | null;
  /** How large files may be. */
  readonly fileLimits: PracticeFileLimits;
  readonly applicant: ReadonlyMap<ApplicantFact, string>;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/** What every field says of itself in the page. */
export interface FieldPlace {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly hint: string | undefined;
  readonly required: boolean;
  readonly error: string | undefined;
}
