import { type PracticeId, practiceIdSchema } from '@stanza/core';
import { aCitizen, aPaymentChoice, aProfile, must, signedIn } from '@stanza/core/testing';
import type { MemoryOffice } from './memory-office.ts';

/** As the file of an ente says it. */
export const PAGOPA = aPaymentChoice({
  segregationCode: '07',
  settings: {
    environment: 'collaudo',
    creditorFiscalCode: '12345678903',
    companyName: 'Comune di Bugliano',
    officeName: null,
    segregationCode: '07',
    iban: 'IT60X0542811101000000123456',
    postalIban: null,
    category: '9/0101100IM/',
    noticeTemplate: 'TemplateSingleInstalment',
    validDays: 30,
  },
  sealed: 'chiavi-sigillate',
});

/**
 * A practice that the operator of a memory office has in charge, at an ente that has its citizens pay online.
 * @param atCounter an operator has opened it there
 */
export const practiceInCharge = async (office: MemoryOffice, atCounter = false) => {
  const { ente, memory, ports, operator, services, unitOfWork, setup } = office;
  const [service] = services;
  if (service === undefined) throw new Error('The office has no service');
  await setup.savePaymentChoice(ente.id, null, PAGOPA);
  const { identity, contacts } = aCitizen(ports.ids.next());
  const citizen = await memory.signInCitizen(ente.id, { identity, ...contacts });
  await unitOfWork.run(ente.id, ({ citizens }) => citizens.saveProfile(citizen.id, aProfile(), ports.clock.now()));
  const writer = signedIn(citizen.id);
  const id: PracticeId = must(await memory.startPractice(ente.id, writer, service.definition.slug));
  const filled = { typed: { uso: 'Banca' }, confirmed: true, files: {}, privateNote: null };
  for (const step of service.definition.steps) must(await memory.saveStep(ente.id, writer, id, step.id, filled));
  must(await memory.submitPractice(ente.id, writer, id));
  await memory.drain();
  const practice = async () => {
    const found = await unitOfWork.run(ente.id, ({ practices }) => practices.byId(practiceIdSchema.parse(id)));
    if (found === null) throw new Error('The practice is not there');
    return found;
  };
  const act = async () => ({
    tenantId: ente.id,
    operator,
    practiceId: id,
    address: '192.0.2.1',
    version: (await practice()).version,
  });
  must(await memory.takeCharge(await act()));
  if (atCounter) {
    const opened = { ...(await practice()), openedBy: operator.id };
    await ports.database.change(ente.id, ({ practices }) => practices.set(id, { practice: opened, privateNote: '' }));
  }
  const payments = () => unitOfWork.run(ente.id, (stores) => stores.payments.of(id));
  const last = async () => {
    const payment = (await payments()).at(-1);
    if (payment === undefined) throw new Error('Nothing was asked for');
    return payment;
  };
  const work = () => memory.drainPayments(ente.id);
  const pay = async () => {
    const { noticeNumber } = await last();
    return noticeNumber !== null && ports.payments.pay(noticeNumber);
  };
  return { id, practice, act, payments, last, work, pay, gateway: ports.payments };
};
export type PracticeInCharge = Awaited<ReturnType<typeof practiceInCharge>>;
