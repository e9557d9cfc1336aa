import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { FieldError } from '../../shared/field-error.ts';
import type { PracticeId, TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { CompiledServices } from '../compiled-services.ts';
import { isOperator, type Writer } from '../draft-access.ts';
import { type IntegrationRefusal, integrationStep, lockIntegration } from './open-integration.ts';
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
    /** What was typed was saved all the same. */
    IntegrationRefusal | { readonly code: 'invalid'; readonly errors: readonly FieldError[] }
  >
>;

/** Keeps the answer to a request of integration as it was typed, wrong values included, and says whether it is valid. */
export const makeSaveIntegration =
  (deps: { unitOfWork: UnitOfWork; services: CompiledServices; ids: Ids; clock: Clock }): SaveIntegration =>
  (tenantId, writer, practiceId, input) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      const opened = await lockIntegration(stores, deps.services, writer, practiceId);
      if (!opened.ok) return opened;
      const { practice, service, integration, answers: known } = opened.value;
      const before = integrationStep(service, known);
      const typed = typedAnswers(service, before, input);
      const now = { ...known, ...typed };
      const shown = integrationStep(service, now);
      const atCounter = isOperator(writer);
      const whose = { citizenId: practice.citizenId, mayReuse: !atCounter };
      const answers = {
        ...now,
        ...(await keepFiles(stores, deps, whose, shown, input)),
        ...changedRows(shown, now, input.rows ?? null),
      };
      await stores.integrations.update({ ...integration, [atCounter ? 'counterAnswers' : 'answers']: answers });
      const errors = withFileErrors(integrationStep(service, answers), input, answers);
      return errors.length > 0 ? refuse({ code: 'invalid', errors }) : ok(null);
    });
