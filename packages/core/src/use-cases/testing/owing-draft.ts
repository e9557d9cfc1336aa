import type { Payment } from '../../payment/payment.ts';
import type { Citizen } from '../../person/citizen.ts';
import type { Stores } from '../../ports/unit-of-work.ts';
import type { Service } from '../../service/service.ts';
import type { PaymentChoice } from '../../tenant/payment-choice.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import {
  aCitizen,
  anotherCitizen,
  aPaidServiceDefinition,
  aPaymentChoice,
  aProfile,
  aService,
  aTenant,
  type MemoryPortal,
  makeMemoryPortal,
  must,
  signedIn,
} from '../../testing/index.ts';
import { aStepInput } from '../../testing/typed-input.ts';

export const PAGOPA = aPaymentChoice();

const BACK = { ok: 'https://x.example/ok', cancelled: 'https://x.example/no', failed: 'https://x.example/ko' };

/** What the builder's service costs, by the answer that decides it, in cents. */
export const PRICES = { semplice: 1600, doppia: 2000, esente: 0 } as const;
export type Priced = keyof typeof PRICES;

/** A citizen who fills in a practice that costs something, at an ente that has it paid online. */
export const owing = async (
  choice: PaymentChoice | null = PAGOPA,
  portal = makeMemoryPortal(),
  payment: Readonly<Record<string, unknown>> = {},
) => {
  const ente = aTenant(portal.ids.next());
  const service = aService(portal.ids.next(), { definition: aPaidServiceDefinition(payment) });
  await portal.setup.addTenant(ente);
  must(await portal.setup.publishService(ente.id, service));
  await portal.setup.savePaymentChoice(ente.id, null, choice);
  return draftOf(portal, ente, service, aCitizen(portal.ids.next()));
};

const draftOf = async (portal: MemoryPortal, ente: Tenant, service: Service, { identity, contacts }: Citizen) => {
  const citizen = await portal.signInCitizen(ente.id, { identity, ...contacts });
  const writer = signedIn(citizen.id);
  const id = must(await portal.startPractice(ente.id, writer, service.definition.slug));
  const run = <T>(work: (stores: Stores) => Promise<T>) => portal.unitOfWork.run(ente.id, work);
  await run(({ citizens }) => citizens.saveProfile(citizen.id, aProfile(), portal.clock.now()));
  const save = (step: string, typed: Readonly<Record<string, string>> = {}) =>
    portal.saveStep(ente.id, writer, id, step, aStepInput({ typed, confirmed: true }));
  const choose = async (tipo: Priced) => {
    must(await save('tipo', { tipo }));
    must(await portal.preparePayment(ente.id, writer, id));
  };
  const fill = async (tipo: Priced = 'semplice') => {
    must(await save('istruzioni'));
    must(await save('richiedente'));
    await choose(tipo);
    await work();
  };
  /** Lets the worker do what is due. */
  const work = () => portal.drainPayments(ente.id);
  const payments = () => run((stores) => stores.payments.of(id));
  const last = async (): Promise<Payment> => {
    const payment = (await payments()).at(-1);
    if (payment === undefined) throw new Error('Nothing was asked for');
    return payment;
  };
  const payOnline = async () => portal.payOnline(ente.id, writer, (await last()).id, BACK);
  const submit = () => portal.submitPractice(ente.id, writer, id);
  const draft = () => portal.viewDraft(ente.id, writer, id);
  const after = async (ms: number) => {
    portal.clock.set(new Date(portal.clock.now().getTime() + ms));
    await work();
  };
  const gateway = portal.payments;
  return {
    portal,
    ente,
    service,
    citizen,
    writer,
    id,
    run,
    save,
    choose,
    fill,
    work,
    payments,
    last,
    payOnline,
    submit,
    draft,
    after,
    gateway,
  };
};
export type Owing = Awaited<ReturnType<typeof owing>>;

/** Another citizen with a draft of the same service, at its step of payment. */
export const anotherOwing = async ({ portal, ente, service }: Owing): Promise<Owing> => {
  const other = await draftOf(portal, ente, service, anotherCitizen(portal.ids.next()));
  await other.fill();
  return other;
};
