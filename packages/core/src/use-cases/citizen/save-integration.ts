import type { FieldError } from '../../shared/field-error.ts';
import type { PracticeId, TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { isOperator, type Writer } from '../draft-access.ts';
import { keepsBelow, type SavedTooLow } from '../level-too-low.ts';
import { fittingInput } from './fitting-input.ts';
import { type IntegrationRefusal, integrationFiles, integrationStep, lockIntegration } from './open-integration.ts';
import type { SaveStepDeps } from './save-step.ts';
import { changedRows, typedAnswers } from './step-answers.ts';
import { keepFiles, withFileErrors } from './step-files.ts';
import type { StepInput } from './step-input.ts';

export type SaveIntegration = (
  tenantId: TenantId,
  writer: Writer,
  practiceId: PracticeId,
  input: StepInput,
) => Promise<
  Result<
    null,
    | IntegrationRefusal
    /** What was typed was saved all the same. */
    | SavedTooLow
    | { readonly code: 'invalid'; readonly errors: readonly FieldError[] }
  >
>;

/** Keeps the answer to a request of integration as it was typed, wrong values included, and says whether it is valid. */
export const makeSaveIntegration =
  (deps: SaveStepDeps): SaveIntegration =>
  (tenantId, writer, practiceId, sent) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      const opened = await lockIntegration(stores, deps.services, writer, practiceId);
      if (!opened.ok) return opened;
      const { practice, service, integration, answers: known, tooLow } = opened.value;
      if (tooLow !== null && !keepsBelow(writer)) return refuse({ ...tooLow, kept: false });
      // There is nothing to fill in.
      if (integration.payment !== null) return refuse({ code: 'not_open' });
      const { citizenId } = practice;
      const before = integrationStep(service, known);
      const typed = typedAnswers(service, before, sent);
      const now = { ...known, ...typed };
      const shown = integrationStep(service, now);
      const holder = { citizenId, serviceId: practice.serviceId, held: integrationFiles(service, now) };
      const input = await fittingInput(stores, deps.fileAllowance, holder, shown, sent);
      const atCounter = isOperator(writer);
      const whose = { citizenId, mayReuse: !atCounter };
      const answers = {
        ...now,
        ...(await keepFiles(stores, deps, whose, shown, input)),
        ...changedRows(shown, now, input.rows ?? null),
      };
      await stores.integrations.update({ ...integration, [atCounter ? 'counterAnswers' : 'answers']: answers });
      if (tooLow !== null) return refuse({ ...tooLow, kept: true });
      const errors = withFileErrors(integrationStep(service, answers), input, answers);
      return errors.length > 0 ? refuse({ code: 'invalid', errors }) : ok(null);
    });
