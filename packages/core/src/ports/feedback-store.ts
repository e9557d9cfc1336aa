import type { ServiceFeedback } from '../feedback/feedback.ts';
import type { PracticeId } from '../shared/ids.ts';

/** How services were rated. */
export interface FeedbackStore {
  /** The rating of a practice; null when there is none. */
  of(practiceId: PracticeId): Promise<ServiceFeedback | null>;
  /**
   * Keeps a rating. A practice has one: a second takes the place of the first.
   * @param id of a rating that is new; not used when it takes the place of another
   */
  save(id: string, feedback: ServiceFeedback): Promise<void>;
}
