import type { FileAllowance } from '../../attachment/file-allowance.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { PRIVATE_NOTE_FIELD, parsePrivateNote } from '../../practice/private-note.ts';
import { attachmentIdsOf, type JourneyStep, journey } from '../../service/journey.ts';
import type { FieldError } from '../../shared/field-error.ts';
import type { PracticeId, TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { CompiledServices } from '../compiled-services.ts';
import { isOperator, type Writer, writableBy } from '../draft-access.ts';
import { keepsBelow, levelTooLow, type SavedTooLow } from '../level-too-low.ts';
import { paymentStanding } from '../payment-facts.ts';
import { fittingInput } from './fitting-input.ts';
import { changedRows, typedAnswers } from './step-answers.ts';
import { keepFiles, touchesFiles, withFileErrors } from './step-files.ts';
import type { StepInput } from './step-input.ts';

export type SaveStep = (
  tenantId: TenantId,
  writer: Writer,
  practiceId: PracticeId,
  stepId: string,
  input: StepInput,
) => Promise<
  Result<
    {
      /** Ids of the walked steps before and after this one. */
      readonly previous: string | null;
      readonly next: string;
      readonly first: string;
      /** The next one is the step of payment: what is owed is to be asked for ({@link PreparePayment}). */
      readonly leadsToPayment: boolean;
    },
    | { readonly code: 'not_found' }
    /** Of what was typed, the note alone was saved. */
    | { readonly code: 'already_sent' }
    /** What was typed was saved, and no more is said of the draft until the citizen has signed in again. */
    | SavedTooLow
    /** What was typed was saved, but the citizen has to go on from `open`. */
    | { readonly code: 'step_locked'; readonly open: string }
    | {
        readonly code: 'invalid_step';
        readonly errors: readonly FieldError[];
        /** Every error is of a field that was not there before these answers: nobody has seen it yet. */
        readonly unseen: boolean;
        readonly previous: string | null;
        readonly first: string;
      }
  >
>;

export interface SaveStepDeps {
  readonly unitOfWork: UnitOfWork;
  readonly services: CompiledServices;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly fileAllowance: FileAllowance;
}

/**
 * Saves one step as it was typed, wrong values included, and then says whether it is valid: nothing typed is ever
 * lost, also when another window has meanwhile reopened an earlier step or sent the practice, or the ente now asks for a
 * stronger sign-in. "Avanti" goes on only when
 * the step is valid; "Indietro" and "Ricomincia" go back either way (manual §6).
 */
export const makeSaveStep =
  (deps: SaveStepDeps): SaveStep =>
  (tenantId, writer, practiceId, stepId, sent) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      // A list of files changes by reading and writing it, and a practice that is sent meanwhile takes no more: nothing must be
      // lost, and no file that is deleted meanwhile used again.
      if (touchesFiles(sent)) await stores.practices.lock(practiceId);
      const owned = await writableBy(stores, practiceId, writer);
      if (owned === null) return refuse({ code: 'not_found' });
      const { practice } = owned;
      const { citizenId } = practice;
      // The note is the citizen's alone.
      const note = parsePrivateNote(isOperator(writer) ? null : sent.privateNote);
      const newNote = note.ok ? note.value : null;
      const alreadySent = async () => {
        if (newNote !== null) await stores.practices.savePrivateNote(practiceId, citizenId, newNote, deps.clock.now());
        return refuse({ code: 'already_sent' });
      };
      if (practice.state !== 'bozza') return alreadySent();
      const tooLow = levelTooLow(writer, owned.signInLevel);
      if (tooLow !== null && !keepsBelow(writer)) return refuse({ ...tooLow, kept: false });
      const service = await deps.services.of(stores, practice);
      const { facts } = await paymentStanding(stores, service.definition, practice);
      const before = journey(service, practice.answers, facts);
      const at = before.steps.findIndex((step) => step.definition.id === stepId);
      const current = before.steps[at];
      if (current === undefined) return refuse({ code: 'not_found' });
      const typed = typedAnswers(service, current, sent);
      const now = { ...practice.answers, ...typed };
      // Which file fields exist may depend on what was just typed in the same step.
      const shown = journey(service, now).steps[at] ?? current;
      const { serviceId } = practice;
      const holder = { citizenId, serviceId, held: attachmentIdsOf(journey(service, now)) };
      const input = await fittingInput(stores, deps.fileAllowance, holder, shown, sent);
      const added = {
        ...typed,
        ...(await keepFiles(stores, deps, { citizenId, mayReuse: !isOperator(writer) }, shown, input)),
        ...changedRows(shown, now, input.rows ?? null),
      };
      if (!(await stores.practices.saveAnswers(practiceId, citizenId, added, newNote, deps.clock.now()))) {
        // Sent or deleted in another tab since it was read.
        const left = await stores.practices.byId(practiceId);
        return left === null ? refuse({ code: 'not_found' }) : alreadySent();
      }

      if (tooLow !== null) return refuse({ ...tooLow, kept: true });
      const answers = { ...practice.answers, ...added };
      const after = journey(service, answers, facts);
      const walked = (steps: readonly JourneyStep[]) => steps.filter((step) => step.status !== 'skipped');
      const previous = walked(after.steps.slice(0, at)).at(-1)?.definition.id ?? null;
      const first = after.steps[0]?.definition.id ?? stepId;
      const saved = after.steps[at] ?? current;
      const stepProblems = saved.open ? withFileErrors(saved, input, answers) : [];
      const errors = note.ok ? stepProblems : [...stepProblems, note.error];
      if (errors.length > 0) {
        const seen = new Set([stepId, ...current.fields.map(({ bound }) => bound.field.id)]);
        const unseen = errors.every(({ field }) => field !== PRIVATE_NOTE_FIELD && !seen.has(field));
        return refuse({ code: 'invalid_step', errors, unseen, previous, first });
      }
      if (!saved.open) return refuse({ code: 'step_locked', open: after.next.definition.id });
      const following = walked(after.steps.slice(at + 1))[0]?.definition;
      const leadsToPayment = following?.kind === 'payment';
      return ok({ previous, next: following?.id ?? stepId, first, leadsToPayment });
    });
