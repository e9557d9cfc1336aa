import { noticeNumberOf, practiceIdSchema, type TenantId } from '@stanza/core';
import { aPayment } from '@stanza/core/testing';
import { fillIn, PDF, sendOnBehalf } from '../../../src/testing/certificato.ts';
import { requestIntegration } from '../../../src/testing/integration.ts';
import { letRegistrationWait, officeHref, registeredPractice, takeCharge } from '../../../src/testing/office.ts';
import { keepReport } from '../../../src/testing/payment.ts';
import { openAtCounter, toIntegrateAtCounter } from '../../../src/testing/sportello.ts';
import type { Page, TestBrowser } from '../../../src/testing/test-browser.ts';
import type { TestPortal } from '../../../src/testing/test-portal.ts';
import type { People } from './people.ts';

/** What there is at Rovereto to be asked for. */
export interface Things {
  /** Sent by the citizen with a file, in the operator's charge and to be integrated. */
  readonly sent: string;
  /** What the operator had before their eyes of it. */
  readonly version: string;
  readonly integration: string;
  readonly delivery: string;
  readonly sentFile: string;
  /** The citizen's draft, and a file that is in it alone. */
  readonly draft: string;
  readonly draftFile: string;
  /** Waits for somebody to take it in charge. */
  readonly unassigned: string;
  readonly unassignedVersion: string;
  /** Of the practices that the operator opened at the counter. */
  readonly counterSent: string;
  readonly counterDraft: string;
  readonly counterFile: string;
  readonly news: string;
  readonly deadline: string;
  /** Somebody of the staff. */
  readonly operator: string;
  /** The name in addresses of a service that other enti do not have. */
  readonly service: string;
  /** Of other drafts than those above, with their notices: of the citizen's own, and of one that the operator opened. */
  readonly payment: string;
  readonly counterPayment: string;
  /** Key of a registration that waits for its number. */
  readonly registration: string;
  /** A day whose payments were compared. */
  readonly reportDay: string;
}

/** The id of nothing. */
export const UNKNOWN = '01890a5d-ac96-774b-bcce-b302099a8057';

/** What there is not. */
export const NOTHING: Things = {
  sent: UNKNOWN,
  version: '1',
  integration: UNKNOWN,
  delivery: UNKNOWN,
  sentFile: UNKNOWN,
  draft: UNKNOWN,
  draftFile: UNKNOWN,
  unassigned: UNKNOWN,
  unassignedVersion: '1',
  counterSent: UNKNOWN,
  counterDraft: UNKNOWN,
  counterFile: UNKNOWN,
  news: UNKNOWN,
  deadline: UNKNOWN,
  operator: UNKNOWN,
  service: 'non-offerto',
  payment: UNKNOWN,
  counterPayment: UNKNOWN,
  registration: UNKNOWN,
  reportDay: '2020-01-01',
};

const last = (path: string): string => path.split('/').at(-1) ?? '';
const CITIZEN = { codice_fiscale: 'BNCNNA85D52H612Q' };

/** The last part of the first address of the page that contains this; fails when there is none. */
const linked = (page: Page, part: string): string => {
  const href = page.html.querySelector(`main a[href*="${part}"]`)?.getAttribute('href');
  if (href === undefined) throw new Error(`No link to ${part} in:\n${page.text('main')}`);
  return href;
};

/** Fills in the delegate's page up to its file. @returns the id of the file */
const uploadIn = async (browser: TestBrowser, draft: string): Promise<string> => {
  await browser.send(`${draft}/compila/delega`, { has_delega: 'si', azione: 'avanti' });
  const file = { field: 'file_delega', fileName: 'delega.pdf', content: PDF };
  await browser.sendFiles(`${draft}/compila/specifica-delega`, { azione: 'ricomincia' }, [file]);
  return last(linked(await browser.visit(`${draft}/compila/specifica-delega`), '/allegati/'));
};

/** What was asked for, with its notice, as the worker makes it. @returns its id */
const askForMoney = async (
  portal: TestPortal,
  tenantId: TenantId,
  practice: string,
  serial: number,
): Promise<string> => {
  const { ids, storage, unitOfWork } = portal.portal;
  const content = (async function* () {
    yield PDF;
  })();
  const kept = await storage.put(tenantId, content, PDF.length);
  if (kept === 'too-large') throw new Error('It was not stored');
  return unitOfWork.run(tenantId, async ({ practices, payments }) => {
    const found = await practices.byId(practiceIdSchema.parse(practice));
    if (found === null) throw new Error('There is no such practice');
    const { id: practiceId, serviceId, citizenId } = found;
    const documents = { avviso: { fileName: 'avviso.pdf', ...kept } };
    const noticeNumber = noticeNumberOf('01', serial);
    const payment = aPayment(ids.next(), { practiceId, serviceId, citizenId, documents, noticeNumber });
    await payments.insert(payment);
    return payment.id;
  });
};

/** Makes one of each thing, the way that people do. */
export const makeThings = async (
  portal: TestPortal,
  { sender, enabled, administrator, disabledId }: People,
): Promise<Things> => {
  const sent = last(await sendOnBehalf(sender.browser, 'Ricordarsi di ritirare la delega'));
  const unassigned = await registeredPractice(portal, sender.browser);
  await takeCharge(enabled.browser, sent);
  await requestIntegration(enabled.browser, sent);
  await portal.drain();
  const detail = await enabled.browser.visit(officeHref(sent));
  const tenant = await portal.portal.tenants.bySlug('rovereto');
  if (tenant === null) throw new Error('Rovereto is not there');
  const kept = await portal.portal.unitOfWork.read(tenant.id, async ({ practices, deliveries }) => {
    const [id, other] = [practiceIdSchema.parse(sent), practiceIdSchema.parse(unassigned)];
    const [practice, untouched] = [await practices.byId(id), await practices.byId(other)];
    return { practice, untouched, deliveries: await deliveries.of(id) };
  });
  const draft = await fillIn(sender.browser, 'delega');
  const counterSent = await toIntegrateAtCounter(portal, enabled.browser, CITIZEN);
  const counterDraft = await openAtCounter(enabled.browser, CITIZEN, 'delega');
  const bulletin = async (path: string) => {
    const list = await administrator.browser.visit(`/rovereto/operatori/${path}`);
    return last(list.html.querySelector('tbody a')?.getAttribute('href') ?? '');
  };
  await portal.drain();
  return {
    sent,
    version: String(kept.practice?.version),
    integration: linked(detail, '/integrazioni/').split('/').at(-2) ?? '',
    delivery: kept.deliveries[0]?.id ?? '',
    sentFile: last(linked(detail, '/allegati/')),
    draft: last(draft),
    draftFile: await uploadIn(sender.browser, draft),
    unassigned,
    unassignedVersion: String(kept.untouched?.version),
    counterSent,
    counterDraft: last(counterDraft),
    counterFile: await uploadIn(enabled.browser, counterDraft),
    news: await bulletin('avvisi'),
    deadline: await bulletin('scadenze'),
    operator: disabledId,
    service: 'scia-edilizia',
    // Of what was sent: nothing is listened for there, which would go on and on.
    payment: await askForMoney(portal, tenant.id, sent, 1),
    counterPayment: await askForMoney(portal, tenant.id, counterSent, 2),
    registration: await letRegistrationWait(portal, unassigned),
    reportDay: await keepReport(portal, '2026-03-01'),
  };
};
