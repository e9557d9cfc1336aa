import { type ProfileInput, parseProfile } from '../../person/profile.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Territory } from '../../ports/territory.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { FieldError } from '../../shared/field-error.ts';
import type { TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { USUAL_SIGN_IN_LEVEL } from '../../sign-in/federation.ts';
import type { SignedInCitizen } from '../../sign-in/signed-in-citizen.ts';
import { type LevelTooLow, levelTooLow } from '../level-too-low.ts';

export type SaveProfile = (
  tenantId: TenantId,
  citizen: SignedInCitizen,
  input: ProfileInput,
) => Promise<Result<null, { readonly code: 'invalid_profile'; readonly errors: readonly FieldError[] } | LevelTooLow>>;

/**
 * "Salva informazioni profilo" (manual §5). Identity is not among the input: it comes from the sign-in alone. With a password alone
 * a profile is completed, which a service may be content with; where the messages about all practices go is not changed by it.
 */
export const makeSaveProfile =
  (deps: { unitOfWork: UnitOfWork; clock: Clock; territory: Territory }): SaveProfile =>
  async (tenantId, citizen, input) => {
    const profile = parseProfile(input, deps.territory);
    if (!profile.ok) return profile;
    return deps.unitOfWork.run(tenantId, async ({ citizens }) => {
      const tooLow = levelTooLow(citizen, USUAL_SIGN_IN_LEVEL);
      if (tooLow !== null) {
        const known = await citizens.byId(citizen.citizenId);
        if (known?.profileCompletedAt !== null) return refuse(tooLow);
      }
      await citizens.saveProfile(citizen.citizenId, profile.value, deps.clock.now());
      return ok(null);
    });
  };
