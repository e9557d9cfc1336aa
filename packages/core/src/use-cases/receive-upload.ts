import { type FileAllowance, roomLeft } from '../attachment/file-allowance.ts';
import type { ReceivedFile } from '../attachment/received-file.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import type { CitizenId, TenantId } from '../shared/ids.ts';
import { type Result, refuse } from '../shared/result.ts';
import { isOperator, type Writer } from './draft-access.ts';
import type { IsWithinLimit } from './is-within-limit.ts';
import { type FileRefusal, type FileToReceive, type ReceiveFile, readAway } from './receive-file.ts';

export type UploadRefusal =
  | FileRefusal
  /** With the other files of the practice it is more than the registry takes. */
  | { readonly code: 'practice_too_large'; readonly maxBytes: number }
  /** The citizen has as many files, or as many bytes, as the portal keeps of one. */
  | { readonly code: 'no_room_for_file' }
  /** Too many in an hour. */
  | { readonly code: 'too_many_uploads' };

/** @param citizenId whose file it becomes; @param writer who uploads it */
export type ReceiveUpload = (
  tenantId: TenantId,
  of: { readonly citizenId: CitizenId; readonly writer: Writer },
  file: FileToReceive,
) => Promise<Result<ReceivedFile, UploadRefusal>>;

/**
 * As `ReceiveFile`, of a file for a citizen: what is over the allowance is not stored. Files of the same form do not see each
 * other here, nor those that arrive at the same moment: together they are counted where they are saved (`fittingInput`).
 */
export const makeReceiveUpload =
  (deps: {
    unitOfWork: UnitOfWork;
    receiveFile: ReceiveFile;
    isWithinLimit: IsWithinLimit;
    fileAllowance: FileAllowance;
  }): ReceiveUpload =>
  async (tenantId, { citizenId, writer }, file) => {
    const refused = async <Code extends 'no_room_for_file' | 'too_many_uploads'>(code: Code) => {
      await readAway(file.source[Symbol.asyncIterator]());
      return refuse({ code });
    };
    const limit = { name: 'file caricati', max: deps.fileAllowance.perHour, windowMs: 60 * 60 * 1000 };
    const by = isOperator(writer) ? writer.operator.id : writer.citizenId;
    if (!(await deps.isWithinLimit(tenantId, limit, by))) return refused('too_many_uploads');
    const usage = await deps.unitOfWork.read(tenantId, ({ attachments }) => attachments.usageOf(citizenId));
    const room = roomLeft(usage, deps.fileAllowance);
    if (room === 0) return refused('no_room_for_file');
    const received = await deps.receiveFile(tenantId, { ...file, maxBytes: Math.min(file.maxBytes, room) });
    const noRoom = !received.ok && received.error.code === 'file_too_large' && room < file.maxBytes;
    return noRoom ? refuse({ code: 'no_room_for_file' }) : received;
  };
