import { type ProfileInput, parseProfile } from '../../person/profile.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Territory } from '../../ports/territory.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { FieldError } from '../../shared/field-error.ts';
import type { CitizenId, TenantId } from '../../shared/ids.ts';
import { ok, type Result } from '../../shared/result.ts';

export type SaveProfile = (
  tenantId: TenantId,
  citizenId: CitizenId,
  input: ProfileInput,
) => Promise<Result<null, { readonly code: 'invalid_profile'; readonly errors: readonly FieldError[] }>>;

/** "Salva informazioni profilo" (manual §5). Identity is not among the input: it comes from the sign-in alone. */
export const makeSaveProfile =
  (deps: { unitOfWork: UnitOfWork; clock: Clock; territory: Territory }): SaveProfile =>
  async (tenantId, citizenId, input) => {
    const profile = parseProfile(input, deps.territory);
    if (!profile.ok) return profile;
    return deps.unitOfWork.run(tenantId, async ({ citizens }) => {
      await citizens.saveProfile(citizenId, profile.value, deps.clock.now());
      return ok(null);
    });
  };
