import { cents, emptyReport, noticeNumberOf, type Payment, practiceIdSchema, type TenantId } from '@stanza/core';
import { aPayment } from '@stanza/core/testing';
import { officeHref } from './office.ts';
import type { TestBrowser } from './test-browser.ts';
import type { TestPortal } from './test-portal.ts';

const roveretoOf = async ({ portal }: TestPortal): Promise<TenantId> => {
  const tenant = await portal.tenants.bySlug('rovereto');
  if (tenant === null) throw new Error('Rovereto is not there');
  return tenant.id;
};

/** Has something to be paid for a practice of Rovereto, with a notice. @param given what became of it @returns the id of the payment */
export const owePayment = async (
  there: TestPortal,
  practice: string,
  given: Partial<Payment> = {},
): Promise<string> => {
  const { unitOfWork, ids } = there.portal;
  return unitOfWork.run(await roveretoOf(there), async ({ practices, payments }) => {
    const of = await practices.byId(practiceIdSchema.parse(practice));
    const avviso = of?.documents.modulo;
    if (of === null || avviso === undefined) throw new Error('The practice was not registered');
    const { id: practiceId, code: practiceCode, serviceId, citizenId } = of;
    const noticeNumber = noticeNumberOf('09', 1);
    const owner = { practiceId, practiceCode, serviceId, citizenId, noticeNumber };
    const payment = aPayment(ids.next(), { ...owner, documents: { avviso }, ...given });
    if (!(await payments.insert(payment))) throw new Error('There is such a payment already');
    return payment.id;
  });
};

/** Keeps what was compared of a day at Rovereto, with one thing to look at. @returns the day */
export const keepReport = async (there: TestPortal, day: string): Promise<string> => {
  const { unitOfWork, clock } = there.portal;
  const line = {
    kind: 'senza_pratica',
    noticeNumber: '301000000000000144',
    paymentId: null,
    practiceCode: null,
    practiceId: null,
    atGateway: cents(1600),
    here: cents(0),
    excess: cents(0),
  } as const;
  const counts = { ...emptyReport(day).counts, senza_pratica: 1 };
  await unitOfWork.run(await roveretoOf(there), ({ paymentReports }) =>
    paymentReports.save({ ...emptyReport(day), madeAt: clock.now(), counts, lines: [line] }),
  );
  return day;
};

/** Has the citizens of Rovereto pay online for certificates. No gateway is behind it: what is asked for waits. */
export const takePayments = async (there: TestPortal): Promise<void> => {
  const choice = { kind: 'pagopa', stamps: 'declared', segregationCode: '01', validDays: 30, settings: {}, sealed: '' };
  const tenantId = await roveretoOf(there);
  await there.asOwner(`set app.tenant = '${tenantId}';
    insert into payment_choice (tenant_id, service_id, choice)
      select tenant_id, service_id, '${JSON.stringify(choice)}' from service_revision
      where tenant_id = '${tenantId}' and slug = 'certificato-di-nascita' limit 1`);
};

/** The operator in charge asks for money for a practice (pagamento differito). @param id of the practice */
export const requestPayment = async (operator: TestBrowser, id: string): Promise<void> => {
  const form = `${officeHref(id)}/pagamento`;
  const page = await operator.visit(form);
  const value = (name: string) => page.html.querySelector(`main [name="${name}"]`)?.getAttribute('value') ?? '';
  const items = { 'voce-1': 'Diritti di ricerca', 'importo-1': '20,50' };
  await operator.send(form, { ...items, versione: value('versione'), scadenza: value('scadenza') });
};
