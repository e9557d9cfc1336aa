import type { PracticeComment } from '../practice/comment.ts';
import type { PracticeId } from '../shared/ids.ts';

/** What operators write on practices, for good. Who counts them before adding one locks the practice. */
export interface CommentStore {
  append(practiceId: PracticeId, comment: PracticeComment): Promise<void>;
  /** Oldest first. */
  of(practiceId: PracticeId): Promise<readonly PracticeComment[]>;
}
