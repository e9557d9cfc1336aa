import type { ReceivedFile } from '../../attachment/received-file.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import { parsePrivateNote } from '../../practice/private-note.ts';
import { type Answers, type CompiledService, type JourneyStep, journey, stepErrors } from '../../service/journey.ts';
import type { FieldError } from '../../shared/field-error.ts';
import { attachmentIdSchema, type CitizenId, type PracticeId, type TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { CompiledServices } from '../compiled-services.ts';
import type { FileRefusal } from '../receive-file.ts';

export interface StepInput {
  /** What was typed, by field id. Names that are not fields of the step are not read. */
  readonly typed: Readonly<Record<string, string>>;
  /** For steps that are only confirmed: whether they were. */
  readonly confirmed: boolean;
  /** Files that came with the form, by field id: received, or refused and why. */
  readonly files: Readonly<Record<string, Result<ReceivedFile, FileRefusal>>>;
  /** Null leaves the note as it is. */
  readonly privateNote: string | null;
}

export type SaveStep = (
  tenantId: TenantId,
  citizenId: CitizenId,
  practiceId: PracticeId,
  stepId: string,
  input: StepInput,
) => Promise<
  Result<
    /** Ids of the walked steps before and after this one. */
    { readonly previous: string | null; readonly next: string; readonly first: string },
    | { readonly code: 'not_found' }
    /** Of what was typed, the note alone was saved. */
    | { readonly code: 'already_sent' }
    /** What was typed was saved, but the citizen has to go on from `open`. */
    | { readonly code: 'step_locked'; readonly open: string }
    | {
        readonly code: 'invalid_step';
        readonly errors: readonly FieldError[];
        readonly previous: string | null;
        readonly first: string;
      }
  >
>;

/** Stores the rows of the received files and gives their ids as answers. */
const keepFiles = async (
  stores: Stores,
  deps: { ids: Ids; clock: Clock },
  citizenId: CitizenId,
  step: JourneyStep,
  files: StepInput['files'],
): Promise<Answers> => {
  const answers: Record<string, string> = {};
  for (const { bound } of step.fields) {
    const received = files[bound.field.id];
    if (bound.field.kind !== 'file' || received === undefined || !received.ok) continue;
    const id = attachmentIdSchema.parse(deps.ids.next());
    await stores.attachments.insert({
      ...received.value,
      id,
      citizenId,
      description: bound.field.label,
      uploadedAt: deps.clock.now(),
    });
    answers[bound.field.id] = id;
  }
  return answers;
};

/** The typed values of the step's own fields, normalised; file fields are never read from text. */
const typedAnswers = (service: CompiledService, stepId: string, input: StepInput): Answers => {
  const step = service.steps.find((candidate) => candidate.definition.id === stepId);
  if (step === undefined) return {};
  if (step.definition.kind === 'instructions' || step.definition.kind === 'applicant') {
    return { [stepId]: input.confirmed || '' };
  }
  const answers: Record<string, string> = {};
  for (const bound of step.fields) {
    const typed = input.typed[bound.field.id];
    if (bound.field.kind !== 'file' && typed !== undefined) answers[bound.field.id] = bound.normalise(typed);
  }
  return answers;
};

/** A file that was refused counts for its field, whatever was there before. */
const withFileErrors = (step: JourneyStep, files: StepInput['files']): readonly FieldError[] => {
  const refused = step.fields.flatMap(({ bound }): readonly FieldError[] => {
    const file = files[bound.field.id];
    return file === undefined || file.ok ? [] : [{ field: bound.field.id, code: file.error.code }];
  });
  const fields = new Set(refused.map((error) => error.field));
  return [...stepErrors(step).filter((error) => !fields.has(error.field)), ...refused];
};

/**
 * Saves one step as it was typed, wrong values included, and then says whether it is valid: nothing typed is ever
 * lost, also when another window has meanwhile reopened an earlier step or sent the practice. "Avanti" goes on only when
 * the step is valid; "Indietro" and "Ricomincia" go back either way (manual §6).
 */
export const makeSaveStep =
  (deps: { unitOfWork: UnitOfWork; services: CompiledServices; ids: Ids; clock: Clock }): SaveStep =>
  (tenantId, citizenId, practiceId, stepId, input) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      // Sent at the same moment from another window, the files must not stay behind without their practice.
      if (Object.keys(input.files).length > 0) await stores.practices.lock(practiceId);
      const owned = await stores.practices.ownedBy(practiceId, citizenId);
      if (owned === null) return refuse({ code: 'not_found' });
      const { practice } = owned;
      const note = parsePrivateNote(input.privateNote);
      const newNote = note.ok ? note.value : null;
      const alreadySent = async () => {
        if (newNote !== null) await stores.practices.savePrivateNote(practiceId, citizenId, newNote);
        return refuse({ code: 'already_sent' });
      };
      if (practice.state !== 'bozza') return alreadySent();
      const service = await deps.services.of(stores, practice);
      const before = journey(service, practice.answers);
      const at = before.steps.findIndex((step) => step.definition.id === stepId);
      const current = before.steps[at];
      if (current === undefined) return refuse({ code: 'not_found' });
      const typed = typedAnswers(service, stepId, input);
      // Which file fields exist may depend on what was just typed in the same step.
      const shown = journey(service, { ...practice.answers, ...typed }).steps[at] ?? current;
      const added = { ...typed, ...(await keepFiles(stores, deps, citizenId, shown, input.files)) };
      if (!(await stores.practices.saveAnswers(practiceId, citizenId, added, newNote))) return alreadySent();

      const after = journey(service, { ...practice.answers, ...added });
      const walked = (steps: readonly JourneyStep[]) => steps.filter((step) => step.status !== 'skipped');
      const previous = walked(after.steps.slice(0, at)).at(-1)?.definition.id ?? null;
      const first = after.steps[0]?.definition.id ?? stepId;
      const saved = after.steps[at] ?? current;
      const stepProblems = saved.open ? withFileErrors(saved, input.files) : [];
      const errors = note.ok ? stepProblems : [...stepProblems, note.error];
      if (errors.length > 0) return refuse({ code: 'invalid_step', errors, previous, first });
      if (!saved.open) return refuse({ code: 'step_locked', open: after.next.definition.id });
      const next = walked(after.steps.slice(at + 1))[0]?.definition.id ?? stepId;
      return ok({ previous, next, first });
    });
