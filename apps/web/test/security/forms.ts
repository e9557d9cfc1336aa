import { type DeliveryId, practiceIdSchema } from '@stanza/core';
import { fillInOnBehalf, sendCertificate } from '../../src/testing/certificato.ts';
import { requestIntegration } from '../../src/testing/integration.ts';
import { blockDelivery, takeCharge } from '../../src/testing/office.ts';
import { owePayment } from '../../src/testing/payment.ts';
import { openAtCounter, toIntegrateAtCounter } from '../../src/testing/sportello.ts';
import type { TestBrowser } from '../../src/testing/test-browser.ts';
import type { TestPortal } from '../../src/testing/test-portal.ts';

const CITIZEN = { codice_fiscale: 'BNCNNA85D52H612Q' };

/** Where the forms of Rovereto are sent: of each thing one that is there, in the state in which its form can be sent. */
export interface FormTargets {
  /** Of the citizen: not sent, with a file, and sent. */
  readonly draft: string;
  readonly draftFile: string;
  readonly toIntegrate: string;
  /** Of the office: nobody's yet, in charge, to be integrated. */
  readonly unassigned: string;
  readonly inCharge: string;
  /** A mail about the practice in charge that did not leave. */
  readonly blocked: string;
  readonly counterDraft: string;
  readonly counterToIntegrate: string;
  readonly news: string;
  readonly deadline: string;
  readonly colleague: string;
  /** Something to be paid for the practice in charge. */
  readonly payment: string;
}

const last = (path: string): string => path.split('/').at(-1) ?? '';

const draftWithFile = async (citizen: TestBrowser) => {
  const draft = await fillInOnBehalf(citizen, '');
  const files = await citizen.visit('/rovereto/allegati');
  return { draft: last(draft), draftFile: last(files.html.querySelector('a[download]')?.getAttribute('href') ?? '') };
};

const blockedOf = async (portal: TestPortal, practice: string): Promise<DeliveryId> => {
  await blockDelivery(portal, practice, 'mail', 'La casella è piena.');
  const tenant = await portal.portal.tenants.bySlug('rovereto');
  if (tenant === null) throw new Error('Rovereto is not there');
  const id = practiceIdSchema.parse(practice);
  const deliveries = await portal.portal.unitOfWork.read(tenant.id, (stores) => stores.deliveries.of(id));
  const blocked = deliveries.find(({ state }) => state === 'bloccata');
  if (blocked === undefined) throw new Error('Nothing is blocked');
  return blocked.id;
};

/** Makes them, the way that people do. @param administrator who also works on the service of the practices */
export const makeFormTargets = async (
  portal: TestPortal,
  citizen: TestBrowser,
  administrator: TestBrowser,
): Promise<FormTargets> => {
  const sender = await portal.citizen('mario-rossi');
  const unassigned = last(await sendCertificate(sender));
  const inCharge = last(await sendCertificate(sender));
  const toIntegrate = last(await sendCertificate(citizen));
  await portal.drain();
  await takeCharge(administrator, inCharge);
  const blocked = await blockedOf(portal, inCharge);
  await takeCharge(administrator, toIntegrate);
  await requestIntegration(administrator, toIntegrate);
  const counterToIntegrate = await toIntegrateAtCounter(portal, administrator, CITIZEN);
  const counterDraft = last(await openAtCounter(administrator, CITIZEN, 'delega'));
  await portal.drain();
  const firstOf = async (list: string): Promise<string> => {
    const page = await administrator.visit(`/rovereto/operatori/${list}`);
    return last(page.html.querySelector('tbody a')?.getAttribute('href') ?? '');
  };
  return {
    ...(await draftWithFile(citizen)),
    toIntegrate,
    unassigned,
    inCharge,
    blocked,
    counterDraft,
    counterToIntegrate,
    news: await firstOf('avvisi'),
    deadline: await firstOf('scadenze'),
    colleague: await firstOf('personale'),
    payment: await owePayment(portal, inCharge),
  };
};

/** The practice whose page has the form that goes to this address. */
const practiceFor = (route: string, targets: FormTargets): string => {
  if (route.includes('/per-conto/'))
    return route.includes('/integrazione') ? targets.counterToIntegrate : targets.counterDraft;
  if (!route.includes('/operatori/')) return /\/(compila|elimina)/u.test(route) ? targets.draft : targets.toIntegrate;
  if (route.endsWith('/annulla')) return targets.toIntegrate;
  return route.endsWith('/presa-in-carico') ? targets.unassigned : targets.inCharge;
};

/** @param route as it is registered, with its parameters */
export const formAddress = (route: string, targets: FormTargets): string => {
  const path = route
    .replace(':ente', 'rovereto')
    .replace(':pratica', practiceFor(route, targets))
    .replace(':passo', route.includes('/per-conto/') ? 'delega' : 'tipologia-ed-uso')
    .replace(':consegna', targets.blocked)
    .replace(':operatore', targets.colleague)
    .replace(':pagamento', targets.payment)
    .replace(':avviso', route.includes('/avvisi/') ? targets.news : targets.deadline)
    .replace(':documento', 'condizioni-di-utilizzo')
    .replace(':allegato', targets.draftFile)
    .replace(':servizio', 'certificato-di-nascita');
  if (path.includes(':')) throw new Error(`Nothing is known to send to ${path}`);
  return path;
};
