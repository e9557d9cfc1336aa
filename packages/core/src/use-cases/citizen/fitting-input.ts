import { type FileAllowance, roomLeft } from '../../attachment/file-allowance.ts';
import { practiceFileLimits } from '../../attachment/practice-file-limits.ts';
import type { ReceivedFile } from '../../attachment/received-file.ts';
import type { Stores } from '../../ports/unit-of-work.ts';
import { fileIds } from '../../service/field-kinds/files.ts';
import { holdsFiles } from '../../service/field-kinds/index.ts';
import type { JourneyField, JourneyStep } from '../../service/journey.ts';
import { attachmentIdSchema, type CitizenId, type ServiceId } from '../../shared/ids.ts';
import { type Result, refuse } from '../../shared/result.ts';
import type { UploadRefusal } from '../receive-upload.ts';
import type { StepInput } from './step-input.ts';

/** Where files are to fit. */
export interface FileHolder {
  readonly citizenId: CitizenId;
  readonly serviceId: ServiceId;
  /** Ids of all files that the practice, or the answer, holds. */
  readonly held: readonly string[];
}

const sizesOf = async ({ attachments }: Stores, ids: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  const valid = ids.flatMap((id) => attachmentIdSchema.safeParse(id).data ?? []);
  const found = valid.length === 0 ? [] : await attachments.byIds(valid);
  return new Map(found.map(({ id, size }) => [id, size]));
};

/** Of the files that are held, those that stay: where there is room for one, a new one takes its place. */
const staying = (held: readonly string[], fields: readonly JourneyField[], input: StepInput): readonly string[] => {
  const leaving = fields.flatMap(({ bound: { field }, value }) => {
    const comes = (input.files[field.id] ?? []).some(({ ok }) => ok) || (input.reuse?.[field.id] ?? []).length > 0;
    return [...(input.remove?.[field.id] ?? []), ...(field.kind !== 'files' && comes ? fileIds(value) : [])];
  });
  return held.filter((id) => !leaving.includes(id));
};

/** Takes files one after the other, as long as the registry that the practice will be registered with takes them. */
const makeRoom = async (
  stores: Stores,
  { serviceId, held }: FileHolder,
  fields: readonly JourneyField[],
  input: StepInput,
) => {
  const choice = await stores.registrations.choiceFor(serviceId);
  const { maxFileBytes, maxTotalBytes } = practiceFileLimits(choice?.limits ?? null);
  let taken = 0;
  if (maxTotalBytes !== null) {
    for (const size of (await sizesOf(stores, staying(held, fields, input))).values()) taken += size;
  }
  return (size: number): UploadRefusal | null => {
    if (size > maxFileBytes) return { code: 'file_too_large', maxBytes: maxFileBytes };
    if (maxTotalBytes !== null && taken + size > maxTotalBytes) {
      return { code: 'practice_too_large', maxBytes: maxTotalBytes };
    }
    taken += size;
    return null;
  };
};

/**
 * What was sent with a step, in which the files are refused that the citizen has no room for, or the registry would not take, each
 * by itself: a smaller one after it may fit. Whoever uploads for the same citizen at the same moment waits, so that the allowance is
 * never exceeded. An earlier file that is used again takes no room of the citizen's, but may be more than the registry takes.
 */
export const fittingInput = async (
  stores: Stores,
  allowance: FileAllowance,
  holder: FileHolder,
  step: JourneyStep,
  input: StepInput,
): Promise<StepInput> => {
  const fields = step.fields.filter(({ bound }) => holdsFiles(bound.field));
  const names = fields.map(({ bound }) => bound.field.id);
  const arrives = names.some((id) => (input.files[id] ?? []).some(({ ok }) => ok));
  const reused = names.flatMap((id) => input.reuse?.[id] ?? []);
  if (!arrives && reused.length === 0) return input;
  const take = await makeRoom(stores, holder, fields, input);
  let usage = arrives ? await stores.attachments.lockUsage(holder.citizenId) : { files: 0, bytes: 0 };
  const fit = (received: Result<ReceivedFile, UploadRefusal>): typeof received => {
    if (!received.ok) return received;
    const { size } = received.value;
    if (size > roomLeft(usage, allowance)) return refuse({ code: 'no_room_for_file' });
    const refusal = take(size);
    if (refusal !== null) return refuse(refusal);
    usage = { files: usage.files + 1, bytes: usage.bytes + size };
    return received;
  };
  const known = await sizesOf(stores, reused);
  const fitted = names.map((id) => {
    const files = (input.files[id] ?? []).map(fit);
    const again = (input.reuse?.[id] ?? []).map((file) => ({ file, refusal: take(known.get(file) ?? 0) }));
    const refused = again.flatMap(({ refusal }) => (refusal === null ? [] : [refuse(refusal)]));
    const fitting = again.filter(({ refusal }) => refusal === null).map(({ file }) => file);
    return { id, files: [...files, ...refused], reuse: fitting };
  });
  return {
    ...input,
    files: Object.fromEntries(fitted.map(({ id, files }) => [id, files])),
    reuse: Object.fromEntries(fitted.map(({ id, reuse }) => [id, reuse])),
  };
};
