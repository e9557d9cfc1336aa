import type { Attachment } from '../attachment/attachment.ts';
import type { ServiceFeedback } from '../feedback/feedback.ts';
import type { Erasure } from '../person/erasure.ts';
import type { Delivery } from '../practice/delivery.ts';
import type { Integration } from '../practice/integration.ts';
import type { Practice } from '../practice/practice.ts';
import type { TimelineEntry } from '../practice/timeline.ts';
import type { CitizenId, PracticeId } from '../shared/ids.ts';

/** Everything that an ente holds about one citizen besides the citizen, for who asks for a copy or for erasure. */
export interface PersonalDataStore {
  /** The citizen's own practices with their private notes, oldest first. */
  practicesOf(citizenId: CitizenId): Promise<readonly { readonly practice: Practice; readonly privateNote: string }[]>;
  /** Practices that others sent on behalf of the citizen, oldest first. */
  onBehalfOf(citizenId: CitizenId): Promise<readonly Practice[]>;
  /** The iter of all their own practices, oldest first. */
  timelinesOf(
    citizenId: CitizenId,
  ): Promise<readonly { readonly practiceId: PracticeId; readonly entry: TimelineEntry }[]>;
  /** The deliveries of all their own practices, oldest first. */
  deliveriesOf(citizenId: CitizenId): Promise<readonly Delivery[]>;
  /** Every file that they uploaded, oldest first, with the sent practices that it is part of. */
  attachmentsOf(
    citizenId: CitizenId,
  ): Promise<readonly { readonly attachment: Attachment; readonly practices: readonly PracticeId[] }[]>;
  /** The requests of integration of their own practices and of those that others sent on their behalf, oldest first. */
  integrationsOf(citizenId: CitizenId): Promise<readonly Integration[]>;
  /** How they rated their own practices, oldest first. */
  feedbackOf(citizenId: CitizenId): Promise<readonly ServiceFeedback[]>;
  /** Newest first. */
  erasuresOf(citizenId: CitizenId): Promise<readonly Erasure[]>;
  /**
   * Erases what the ente need not keep: drafts with their iter, private notes, contacts and addresses (so that the profile
   * is no longer complete), what was typed in answer to a request of integration and not sent, attachments that no sent
   * practice has, ratings. What was erased is written down; the contents
   * of the attachments are discarded, as those of deleted ones are (`AttachmentStore`).
   */
  erase(citizenId: CitizenId, at: Date): Promise<Erasure>;
}
