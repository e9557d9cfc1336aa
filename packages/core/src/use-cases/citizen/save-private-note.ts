import type { Clock } from '../../ports/clock.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { parsePrivateNote } from '../../practice/private-note.ts';
import type { CitizenId, PracticeId, TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';

export type SavePrivateNote = (
  tenantId: TenantId,
  citizenId: CitizenId,
  practiceId: PracticeId,
  note: string,
) => Promise<Result<null, { readonly code: 'not_found' } | { readonly code: 'note_too_long' }>>;

/** The citizen's own note on one practice, in whatever state it is; visible to nobody else (manual §6). */
export const makeSavePrivateNote =
  (deps: { unitOfWork: UnitOfWork; clock: Clock }): SavePrivateNote =>
  async (tenantId, citizenId, practiceId, typed) => {
    const note = parsePrivateNote(typed);
    if (!note.ok) return refuse({ code: 'note_too_long' });
    const saved = await deps.unitOfWork.run(tenantId, ({ practices }) =>
      practices.savePrivateNote(practiceId, citizenId, note.value ?? '', deps.clock.now()),
    );
    return saved ? ok(null) : refuse({ code: 'not_found' });
  };
