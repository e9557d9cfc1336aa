import { makeAdvancePayment, makeReconcilePayments, makeSweepPayments } from '@stanza/core';
import { makePaymentGateways } from '@stanza/gateways';
import type { Container } from 'inversify';
import * as t from './tokens.ts';

/** What is asked for and paid. */
export const bindPayments = (container: Container): void => {
  container
    .bind(t.gatewaysToken)
    .toResolvedValue((secretBox, clock) => makePaymentGateways({ secretBox, clock }), [t.secretBoxToken, t.clockToken]);
  container
    .bind(t.advancePaymentToken)
    .toResolvedValue(
      (unitOfWork, services, gateways, storage, ids, clock) =>
        makeAdvancePayment({ unitOfWork, services, gateways, storage, ids, clock, random: Math.random }),
      [t.unitOfWorkToken, t.servicesToken, t.gatewaysToken, t.storageToken, t.idsToken, t.clockToken],
    );
  container
    .bind(t.sweepPaymentsToken)
    .toResolvedValue(
      (unitOfWork, gateways, clock) => makeSweepPayments({ unitOfWork, gateways, clock }),
      [t.unitOfWorkToken, t.gatewaysToken, t.clockToken],
    );
  container
    .bind(t.reconcilePaymentsToken)
    .toResolvedValue(
      (unitOfWork, gateways, clock) => makeReconcilePayments({ unitOfWork, gateways, clock }),
      [t.unitOfWorkToken, t.gatewaysToken, t.clockToken],
    );
};
