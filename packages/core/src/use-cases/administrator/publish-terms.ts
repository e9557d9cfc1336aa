import type { Actor } from '../../operator/actor.ts';
import { isAdministrator } from '../../operator/operator.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import type { FieldError } from '../../shared/field-error.ts';
import { type TenantId, termsIdSchema } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import {
  isSameTerms,
  parseTerms,
  RESERVED_TERMS_KEYS,
  type TermsContent,
  type TermsInput,
  termsKey,
} from '../../terms/parse-terms.ts';
import type { TermsDocument } from '../../terms/terms.ts';
import { recordAct } from '../record-act.ts';

/** The document that gets a new revision, at the one that was before the administrator's eyes. */
export interface RevisedTerms {
  readonly key: string;
  readonly revision: number;
}

/** @param revised null for a new document */
export type PublishTerms = (
  tenantId: TenantId,
  actor: Actor,
  revised: RevisedTerms | null,
  input: TermsInput,
) => Promise<
  Result<
    null,
    | { readonly code: 'not_found' }
    | { readonly code: 'invalid_terms'; readonly errors: readonly FieldError[] }
    /** Somebody else has published a revision meanwhile: the current one. */
    | { readonly code: 'stale_version'; readonly now: TermsDocument }
  >
>;

const latest = async ({ terms }: Stores, key: string): Promise<TermsDocument | null> =>
  (await terms.revisions(key))[0] ?? null;

/** Where a new document goes: the key of its title, or that with the first number that is free when it is taken. */
const freeKey = async (stores: Stores, { title }: TermsContent): Promise<string> => {
  const taken = new Set([...RESERVED_TERMS_KEYS, ...(await stores.terms.current()).map(({ key }) => key)]);
  const key = termsKey(title);
  if (!taken.has(key)) return key;
  const numbers = Array.from({ length: taken.size + 1 }, (_, index) => `${key}-${index + 2}`);
  return numbers.find((candidate) => !taken.has(candidate)) ?? key;
};

/**
 * Publishes a document of terms, or a new revision of one (manual §4). What was published stays as it was accepted; of a
 * mandatory document the new revision is asked of every citizen at their next visit.
 */
export const makePublishTerms =
  (deps: { unitOfWork: UnitOfWork; ids: Ids; clock: Clock }): PublishTerms =>
  (tenantId, actor, revised, input) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      if (!isAdministrator(actor.operator)) return refuse({ code: 'not_found' });
      const current = revised === null ? null : await latest(stores, revised.key);
      if (revised !== null && current === null) return refuse({ code: 'not_found' });
      const content = parseTerms(input);
      if (!content.ok) return content;
      // Sent twice, or without a change: what is asked for is there.
      const twin = current ?? (await stores.terms.current()).find((document) => isSameTerms(document, content.value));
      if (twin !== undefined && isSameTerms(twin, content.value)) return ok(null);
      if (current !== null && current.revision !== revised?.revision) {
        return refuse({ code: 'stale_version', now: current });
      }
      const document: TermsDocument = {
        ...content.value,
        id: termsIdSchema.parse(deps.ids.next()),
        key: current?.key ?? (await freeKey(stores, content.value)),
        revision: (current?.revision ?? 0) + 1,
      };
      if (!(await stores.terms.insert(document))) {
        return refuse({ code: 'stale_version', now: (await latest(stores, document.key)) ?? document });
      }
      const details = { revisione: String(document.revision), obbligatorie: document.mandatory ? 'sì' : 'no' };
      const act = { at: deps.clock.now(), action: 'condizioni_pubblicate', subject: document.key, details } as const;
      await recordAct(stores, actor, act);
      return ok(null);
    });
