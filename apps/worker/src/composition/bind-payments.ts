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
  container.bind(t.advancePaymentToken).toResolvedValue(
    ({ portalUrl }, unitOfWork, tenants, services, gateways, storage, renderer, ids, clock) => {
      const parts = { unitOfWork, tenants, services, gateways, storage, renderer, ids, clock };
      return makeAdvancePayment({ ...parts, portalUrl, random: Math.random });
    },
    [
      t.configToken,
      t.unitOfWorkToken,
      t.tenantsToken,
      t.servicesToken,
      t.gatewaysToken,
      t.storageToken,
      t.rendererToken,
      t.idsToken,
      t.clockToken,
    ],
  );
};
