/** What was erased when a citizen asked for it: kept, so that it can be shown to them and proved (GDPR art. 5(2)). */
export interface Erasure {
  readonly at: Date;
  readonly drafts: number;
  /** Private notes of practices that were sent: those of drafts went with them. */
  readonly notes: number;
  /** Requests of integration of which what was typed and not sent was erased. */
  readonly answers: number;
  readonly attachments: number;
  readonly ratings: number;
  /** There were contacts or addresses. */
  readonly profile: boolean;
}
