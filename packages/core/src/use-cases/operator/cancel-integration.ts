import { awaitsMoney, countedOf, isSettled } from '../../payment/payment.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import { isOpen } from '../../practice/integration.ts';
import type { Practice } from '../../practice/practice.ts';
import type { IntegrationId, PracticeId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { reckoned, savePayment, withdrawPayment } from '../change-payment.ts';
import { type OfficeRefusal, type OfficeRequest, officeAction } from './office-action.ts';

/** There is nothing to take back (any more). */
type NotOpen = { readonly code: 'not_possible' };

export type CancelIntegration = (request: OfficeRequest) => Promise<Result<Practice, OfficeRefusal>>;

/** Nobody is asked to pay any more. What is paid at this very moment, or had come in in part, is to be given back. */
const withdrawRequested = async (stores: Stores, id: PracticeId, integrationId: IntegrationId, now: Date) => {
  for (const payment of await stores.payments.of(id)) {
    if (payment.integrationId !== integrationId) continue;
    if (awaitsMoney(payment)) await withdrawPayment(stores, payment, now);
    else if (isSettled(payment) && countedOf(payment) > 0) await savePayment(stores, reckoned(payment, 0));
  }
};

/**
 * "Annulla la richiesta" (ente.md): the practice goes on without what was asked; that it was taken back is registered, and the
 * citizen is told. What they had typed is kept with the request and shown to nobody.
 */
export const makeCancelIntegration =
  (deps: { unitOfWork: UnitOfWork; ids: Ids; clock: Clock }): CancelIntegration =>
  (request) =>
    officeAction<NotOpen>(deps, request, 'in_charge', async ({ id }, stores) => {
      const at = deps.clock.now();
      const open = (await stores.integrations.of(id)).find(isOpen);
      if (open === undefined) return refuse({ code: 'not_possible' });
      return ok({
        event: 'CANCEL_INTEGRATION',
        at,
        change: {},
        integrationId: open.id,
        afterwards: async () => {
          await stores.integrations.update({ ...open, cancelledAt: at });
          if (open.payment !== null) await withdrawRequested(stores, id, open.id, at);
        },
      });
    });
