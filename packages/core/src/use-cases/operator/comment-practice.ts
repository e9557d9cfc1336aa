import type { Actor } from '../../operator/actor.ts';
import type { Clock } from '../../ports/clock.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { MAX_COMMENT, MAX_COMMENTS } from '../../practice/comment.ts';
import type { PracticeId, TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { cleanText } from '../../shared/text.ts';
import { recordAct } from '../record-act.ts';
import { officePractice } from './office-action.ts';

export type CommentPractice = (
  tenantId: TenantId,
  actor: Actor,
  practiceId: PracticeId,
  text: string,
) => Promise<
  Result<null, { readonly code: 'not_found' | 'comment_required' | 'comment_too_long' | 'too_many_comments' }>
>;

/**
 * Writes a comment on a practice, whoever has it in charge and whatever its state. It makes no page stale: nothing that may be
 * done changes by it. The same one again, by the same operator and with none in between, is a form that was sent twice.
 */
export const makeCommentPractice =
  (deps: { unitOfWork: UnitOfWork; clock: Clock }): CommentPractice =>
  (tenantId, actor, practiceId, typed) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      const { operator } = actor;
      const practice = await officePractice(stores, operator, practiceId);
      if (practice === null) return refuse({ code: 'not_found' });
      const text = cleanText(typed);
      if (text === '') return refuse({ code: 'comment_required' });
      if ([...text].length > MAX_COMMENT) return refuse({ code: 'comment_too_long' });
      await stores.practices.lock(practiceId);
      const comments = await stores.comments.of(practiceId);
      const last = comments.at(-1);
      if (last?.operatorId === operator.id && last.text === text) return ok(null);
      if (comments.length >= MAX_COMMENTS) return refuse({ code: 'too_many_comments' });
      const at = deps.clock.now();
      await stores.comments.append(practiceId, { operatorId: operator.id, at, text });
      await recordAct(stores, actor, { at, action: 'commento', subject: practice.code });
      return ok(null);
    });
