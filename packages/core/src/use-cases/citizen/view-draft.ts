import type { Attachment } from '../../attachment/attachment.ts';
import type { Payment } from '../../payment/payment.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { Practice } from '../../practice/practice.ts';
import type { ServiceDefinition } from '../../service/definition.ts';
import { attachmentIdsOf, type Journey, journey } from '../../service/journey.ts';
import type { ServiceDays } from '../../service/service.ts';
import { attachmentIdSchema, type PracticeId, type TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { PaymentChoice } from '../../tenant/payment-choice.ts';
import type { CompiledServices } from '../compiled-services.ts';
import { type Writer, writableBy } from '../draft-access.ts';
import { type LevelTooLow, levelTooLow } from '../level-too-low.ts';
import { paymentStanding } from '../payment-facts.ts';

export interface DraftView {
  readonly practice: Practice;
  readonly definition: ServiceDefinition;
  readonly days: ServiceDays;
  /** Why this writer may not go on with it; null when they may. */
  readonly tooLow: LevelTooLow | null;
  readonly journey: Journey;
  /** The files that answers point to. */
  readonly files: readonly Attachment[];
  /** What was asked for and paid, oldest first; empty for a service that never asks. */
  readonly payments: readonly Payment[];
  /** Where the ente has it paid; null where it asks for nothing. */
  readonly paymentChoice: PaymentChoice | null;
  readonly privateNote: string;
}

export type ViewDraft = (
  tenantId: TenantId,
  writer: Writer,
  practiceId: PracticeId,
) => Promise<Result<DraftView, { readonly code: 'not_found' } | { readonly code: 'already_sent' }>>;

/** What the pages of the compilation show (manual §6). Somebody else's draft is not found. */
export const makeViewDraft =
  (deps: { unitOfWork: UnitOfWork; services: CompiledServices }): ViewDraft =>
  (tenantId, writer, practiceId) =>
    deps.unitOfWork.read(tenantId, async (stores) => {
      const owned = await writableBy(stores, practiceId, writer);
      if (owned === null) return refuse({ code: 'not_found' });
      const { practice, privateNote, days } = owned;
      const tooLow = levelTooLow(writer, owned.signInLevel);
      if (practice.state !== 'bozza') return refuse({ code: 'already_sent' });
      const service = await deps.services.of(stores, practice);
      const { choice: paymentChoice, facts, payments } = await paymentStanding(stores, service.definition, practice);
      const way = journey(service, practice.answers, facts);
      const ids = attachmentIdsOf(way).map((id) => attachmentIdSchema.parse(id));
      const files = ids.length === 0 ? [] : await stores.attachments.byIds(ids);
      const { definition } = service;
      const money = { payments, paymentChoice };
      return ok({ practice, definition, days, tooLow, journey: way, files, ...money, privateNote });
    });
