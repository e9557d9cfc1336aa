import { type Citizen, citizenIdSchema, type Payment, type PaymentChoice, practiceIdSchema } from '@stanza/core';
import {
  aCitizen,
  anOperator,
  anotherCitizen,
  aPaidServiceDefinition,
  aPaymentChoice,
  aProfile,
  aService,
  must,
} from '@stanza/core/testing';
import { hashOfToken, newBrowserToken } from '../http/browser-token.ts';
import { SESSION_COOKIES } from '../http/sessions.ts';
import { openMemoryOffice, PASSWORD } from './memory-office.ts';
import type { Page, TestBrowser } from './test-browser.ts';

export const PAGOPA = aPaymentChoice();

/** Of an ente that takes nothing but stamps that were bought. */
export const STAMPS: PaymentChoice = { ...PAGOPA, kind: 'bollo', segregationCode: null };

const HOUR_MS = 60 * 60 * 1000;

/**
 * The web app over ports in memory, at an ente that has a service paid (`aPaidServiceDefinition`), with a citizen who has signed in.
 * @param choice of the ente; null where it asks for nothing
 * @param payment of the step
 */
export const openMemoryPayer = async (
  choice: PaymentChoice | null = PAGOPA,
  payment: Readonly<Record<string, unknown>> = {},
) => {
  const office = await openMemoryOffice();
  const { ports, memory, ente, clock } = office;
  // Many drafts: each test has one of its own.
  const definition = { ...aPaidServiceDefinition(payment), drafts: 'many' } as const;
  const service = aService(ports.ids.next(), { definition });
  must(await ports.setup.publishService(ente.id, service));
  await ports.setup.savePaymentChoice(ente.id, null, choice);
  const slug = service.definition.slug;

  /** The cookies of a citizen who has signed in and completed the profile. */
  const enter = async ({ identity, contacts }: Citizen) => {
    const citizen = await memory.signInCitizen(ente.id, { identity, ...contacts });
    await ports.unitOfWork.run(ente.id, ({ citizens }) => citizens.saveProfile(citizen.id, aProfile(), clock.now()));
    const token = newBrowserToken();
    const ends = new Date(clock.now().getTime() + 365 * 24 * HOUR_MS);
    const subject = { kind: 'citizen', id: citizen.id, level: 2, provider: null } as const;
    await ports.sessions.create(ente.id, hashOfToken(token), subject, { expiresAt: ends, endsAt: ends });
    return { citizen, cookies: { [SESSION_COOKIES.citizen]: token } };
  };
  const entered = await enter(aCitizen(ports.ids.next()));
  const browser = office.browser(entered.cookies);
  const base = `/${ente.slug}`;

  /** Begins a draft and fills it in up to the step of payment. @returns its address, and the page where that leads */
  const fill = async (
    tipo = 'semplice',
    who = browser,
  ): Promise<{ readonly practice: string; readonly page: Page }> => {
    const start = `${base}/servizi/${slug}/compila`;
    await who.visit(start);
    await who.send(start, { istruzioni: 'si', azione: 'avanti' });
    const practice = who.path.split('/compila/', 1)[0] ?? '';
    await who.send(`${practice}/compila/richiedente`, { richiedente: 'si', azione: 'avanti' });
    return { practice, page: await who.send(`${practice}/compila/tipo`, { tipo, azione: 'avanti' }) };
  };
  const work = () => memory.drainPayments(ente.id);
  const after = async (ms: number): Promise<void> => {
    clock.advance(ms);
    await work();
  };
  const payments = (practice: string): Promise<readonly Payment[]> => {
    const id = practiceIdSchema.parse(practice.split('/').at(-1));
    return ports.unitOfWork.read(ente.id, (stores) => stores.payments.of(id));
  };
  /** Somebody pays the last notice of a practice at a counter, and the portal hears of it hours later. */
  const pay = async (practice: string): Promise<void> => {
    const number =
      (await payments(practice)).findLast(({ noticeNumber }) => noticeNumber !== null)?.noticeNumber ?? null;
    if (number === null || !ports.payments.pay(number)) throw new Error('Nothing can be paid');
    await after(9 * HOUR_MS);
  };
  return {
    ...office,
    service,
    citizen: entered.citizen,
    cookies: entered.cookies,
    citizenBrowser: browser,
    base,
    gateway: ports.payments,
    fill,
    work,
    after,
    payments,
    pay,
    /** An operator enabled for the service, who has signed in. */
    async atCounter(): Promise<TestBrowser> {
      const given = { name: 'Carla Neri', email: 'carla.neri@comune.bugliano.example', services: [service.id] };
      const operator = anOperator(ports.ids.next(), given);
      await ports.setup.addOperator(ente.id, operator, await ports.hasher.hash(PASSWORD));
      return office.givePassword(operator);
    },
    /** Somebody else who has signed in. */
    async another(): Promise<TestBrowser> {
      return office.browser((await enter(anotherCitizen(citizenIdSchema.parse(ports.ids.next())))).cookies);
    },
  };
};
export type MemoryPayer = Awaited<ReturnType<typeof openMemoryPayer>>;
