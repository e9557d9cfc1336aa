import { type BulletinKind, MAX_BULLETIN_LINK } from '../../bulletin/bulletin.ts';
import { isWebAddress } from '../../bulletin/parse-bulletin.ts';
import type { Actor } from '../../operator/actor.ts';
import { isAdministrator } from '../../operator/operator.ts';
import type { Clock } from '../../ports/clock.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { FieldError } from '../../shared/field-error.ts';
import type { TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { recordAct } from '../record-act.ts';

/** @param typed the address; empty for no feed */
export type SaveFeed = (
  tenantId: TenantId,
  actor: Actor,
  kind: BulletinKind,
  typed: string,
) => Promise<
  Result<
    null,
    { readonly code: 'not_found' } | { readonly code: 'invalid_feed'; readonly errors: readonly FieldError[] }
  >
>;

/**
 * Sets where notices (RSS, Atom) or deadlines (iCalendar) are read, and queues a reading. With another address, or none,
 * what came from the old one goes at once; what was written by hand stays.
 * @param deps.feedScheme `https` in production; `any` lets `http` pass too
 */
export const makeSaveFeed =
  (deps: { unitOfWork: UnitOfWork; clock: Clock; feedScheme: 'https' | 'any' }): SaveFeed =>
  (tenantId, actor, kind, typed) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      const { bulletins, feeds } = stores;
      if (!isAdministrator(actor.operator)) return refuse({ code: 'not_found' });
      const url = typed.trim();
      if (url.length > MAX_BULLETIN_LINK || (url !== '' && !isWebAddress(url, deps.feedScheme))) {
        return refuse({ code: 'invalid_feed', errors: [{ field: 'url', code: 'invalid_url' }] });
      }
      const known = await feeds.lock(kind);
      if (url === (known?.url ?? '')) return ok(null);
      await feeds.saveAddress(kind, url === '' ? null : url);
      await bulletins.saveImported(kind, [], '', () => '');
      if (url !== '') await feeds.enqueueImport('now');
      const details = { indirizzo: url };
      await recordAct(stores, actor, { at: deps.clock.now(), action: 'feed_salvato', subject: kind, details });
      return ok(null);
    });
