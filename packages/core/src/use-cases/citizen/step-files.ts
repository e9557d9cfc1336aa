import type { ReceivedFile } from '../../attachment/received-file.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { Stores } from '../../ports/unit-of-work.ts';
import { fileIds, joinFileIds } from '../../service/field-kinds/files.ts';
import { type BoundField, holdsFiles } from '../../service/field-kinds/index.ts';
import { type Answers, type JourneyStep, stepErrors } from '../../service/journey.ts';
import type { FieldError } from '../../shared/field-error.ts';
import { attachmentIdSchema, type CitizenId } from '../../shared/ids.ts';
import type { StepInput } from './step-input.ts';

/** Of the attachments to be used again for a field, those that are the citizen's and of a type that it takes. */
const ownFiles = async (stores: Stores, citizenId: CitizenId, { field }: BoundField, input: StepInput) => {
  const ids = (input.reuse?.[field.id] ?? []).flatMap((id) => attachmentIdSchema.safeParse(id).data ?? []);
  const found = ids.length === 0 ? [] : await stores.attachments.byIds(ids);
  return found
    .filter((file) => file.citizenId === citizenId && (!('accept' in field) || field.accept.includes(file.type)))
    .map(({ id }) => id);
};

/** Whether what was sent changes the files that fields hold. */
export const touchesFiles = ({ files, reuse = {}, remove = {} }: StepInput): boolean =>
  [files, reuse, remove].some((byField) => Object.values(byField).some((given) => given.length > 0));

/**
 * Stores what was received and says which ids each field holds now.
 * @param mayReuse the earlier files of a citizen are for the citizen to use again, not for an operator, who uploads one where
 * the citizen would choose among them
 */
export const keepFiles = async (
  stores: Stores,
  deps: { ids: Ids; clock: Clock },
  { citizenId, mayReuse }: { readonly citizenId: CitizenId; readonly mayReuse: boolean },
  step: JourneyStep,
  input: StepInput,
): Promise<Answers> => {
  const answers: Record<string, string> = {};
  const keep = async (bound: BoundField, received: ReceivedFile): Promise<string> => {
    const id = attachmentIdSchema.parse(deps.ids.next());
    const { label: description } = bound.field;
    await stores.attachments.insert({ ...received, id, citizenId, description, uploadedAt: deps.clock.now() });
    return id;
  };
  for (const { bound, value } of step.fields.filter((one) => holdsFiles(one.bound.field))) {
    const { id, kind } = bound.field;
    const removed = input.remove?.[id] ?? [];
    const kept = fileIds(value).filter((file) => !removed.includes(file));
    const reused = mayReuse ? await ownFiles(stores, citizenId, bound, input) : [];
    const added = reused.map((file) => String(file));
    for (const received of input.files[id] ?? []) {
      const takes = kind !== 'document' || !mayReuse;
      if (received.ok && takes) added.push(await keep(bound, received.value));
    }
    // Where there is room for one, the newest takes the place of the other.
    const now = kind === 'files' ? joinFileIds([...kept, ...added]) : (added.at(-1) ?? kept.at(-1) ?? '');
    if (now !== value) answers[id] = now;
  }
  return answers;
};

/** A file that was refused counts for its field, whatever was there before. */
export const withFileErrors = (step: JourneyStep, input: StepInput, answers: Answers): readonly FieldError[] => {
  const refused = step.fields.flatMap(({ bound }): readonly FieldError[] => {
    const { id } = bound.field;
    const file = input.files[id]?.find((received) => !received.ok);
    if (file !== undefined && !file.ok) return [{ field: id, ...file.error }];
    const answer = answers[id];
    const held = fileIds(typeof answer === 'string' ? answer : '');
    const lost = (input.reuse?.[id] ?? []).some((asked) => asked !== '' && !held.includes(asked));
    return lost ? [{ field: id, code: 'not_your_file' }] : [];
  });
  const fields = new Set(refused.map((error) => error.field));
  return [...stepErrors(step).filter((error) => !fields.has(error.field)), ...refused];
};
