import {
  type Clock,
  dayInItaly,
  daysAfter,
  type ReconcilePayments,
  type SweepPayments,
  type TenantId,
} from '@stanza/core';
import { describeError } from '@stanza/gateways';
import type { Logger } from 'pino';

/** How many days are compared again each night: what is mended meanwhile, or heard late, is then in order. */
const RECONCILED_DAYS = 7;

type OfEnte = (tenantId: TenantId) => Promise<void>;

/** Looks for what was paid to an ente. A gateway that is away is logged, and is looked at again by the next run. */
export const makeSweep =
  ({ sweepPayments, logger }: { readonly sweepPayments: SweepPayments; readonly logger: Logger }): OfEnte =>
  async (tenantId) => {
    const away = await sweepPayments(tenantId);
    if (away === null) return;
    const facts = { task: 'sweep_payments', tenantId, kind: away.kind, error: describeError(away) };
    logger.warn(facts, 'The payment gateway failed');
  };

/** Compares the last days of an ente. Of a gateway that is away one day is asked for, and the report says so. */
export const makeReconciliation =
  (deps: { readonly reconcilePayments: ReconcilePayments; readonly clock: Clock; readonly logger: Logger }): OfEnte =>
  async (tenantId) => {
    const today = dayInItaly(deps.clock.now());
    for (let back = 1; back <= RECONCILED_DAYS; back += 1) {
      const day = daysAfter(today, -back);
      const report = await deps.reconcilePayments(tenantId, day);
      if (report === null) return;
      if (report.awayAt === null) continue;
      deps.logger.warn({ task: 'reconcile_payments', tenantId, day }, 'The payment gateway failed');
      return;
    }
  };
