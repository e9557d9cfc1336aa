import type { ReceivedFile } from '../../attachment/received-file.ts';
import type { Result } from '../../shared/result.ts';
import type { UploadRefusal } from '../receive-upload.ts';

/** What somebody does to a block that is repeated. */
export type RowChange =
  | { readonly do: 'add'; readonly block: string }
  /** @see row from 0 */
  | { readonly do: 'remove'; readonly block: string; readonly row: number };

/** What was sent with a step. */
export interface StepInput {
  /** What was typed, by field id. Names that are not fields of the step are not read. */
  readonly typed: Readonly<Record<string, string>>;
  /** For steps that are only confirmed: whether they were. */
  readonly confirmed: boolean;
  /** Files that came with the form, by field id: received, or refused and why. */
  readonly files: Readonly<Record<string, readonly Result<ReceivedFile, UploadRefusal>[]>>;
  /** Ids of earlier attachments of the citizen to put into a field, by field id. */
  readonly reuse?: Readonly<Record<string, readonly string[]>>;
  /** Ids of attachments to take out of a field, by field id. The files themselves stay among the citizen's. */
  readonly remove?: Readonly<Record<string, readonly string[]>>;
  readonly rows?: RowChange | null;
  /** Null leaves the note as it is. */
  readonly privateNote: string | null;
}
