import type { FieldError } from '../../shared/field-error.ts';
import type { CitizenId, PracticeId, TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { fittingInput } from './fitting-input.ts';
import { type IntegrationRefusal, integrationStep, lockIntegration } from './open-integration.ts';
import type { SaveStepDeps } from './save-step.ts';
import { changedRows, typedAnswers } from './step-answers.ts';
import { keepFiles, withFileErrors } from './step-files.ts';
import type { StepInput } from './step-input.ts';

export type SaveIntegration = (
  tenantId: TenantId,
  citizenId: CitizenId,
  practiceId: PracticeId,
  input: StepInput,
) => Promise<
  Result<
    null,
    /** What was typed was saved all the same. */
    IntegrationRefusal | { readonly code: 'invalid'; readonly errors: readonly FieldError[] }
  >
>;

/** Keeps the answer to a request of integration as it was typed, wrong values included, and says whether it is valid. */
export const makeSaveIntegration =
  (deps: SaveStepDeps): SaveIntegration =>
  (tenantId, citizenId, practiceId, sent) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      const opened = await lockIntegration(stores, deps.services, citizenId, practiceId);
      if (!opened.ok) return opened;
      const { service, integration } = opened.value;
      const before = integrationStep(service, integration.answers);
      const typed = typedAnswers(service, before, sent);
      const now = { ...integration.answers, ...typed };
      const shown = integrationStep(service, now);
      const input = await fittingInput(stores, deps.fileAllowance, citizenId, shown, sent);
      const answers = {
        ...now,
        ...(await keepFiles(stores, deps, { citizenId, mayReuse: true }, shown, input)),
        ...changedRows(shown, now, input.rows ?? null),
      };
      await stores.integrations.update({ ...integration, answers });
      const errors = withFileErrors(integrationStep(service, answers), input, answers);
      return errors.length > 0 ? refuse({ code: 'invalid', errors }) : ok(null);
    });
