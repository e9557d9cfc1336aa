import { cents, type Payment } from '@stanza/core';
import { makeP7m } from '@stanza/gateways/testing';
import { examplesOf } from '@stanza/services/testing';
import { fillIn, PDF, sendCertificate, sendOnBehalf } from '../../src/testing/certificato.ts';
import { confirmAnswer, requestIntegration } from '../../src/testing/integration.ts';
import {
  answerOf,
  answerWith,
  blockDelivery,
  decide,
  doubtRegistration,
  failRegistration,
  handIn,
  letRegistrationWait,
  officeHref,
  takeByHand,
  takeCharge,
} from '../../src/testing/office.ts';
import { keepReport, owePayment, requestPayment, takePayments } from '../../src/testing/payment.ts';
import { openAtCounter, sendAtCounter, toIntegrateAtCounter } from '../../src/testing/sportello.ts';
import { inviteWithLink, setStaff } from '../../src/testing/staff.ts';
import type { TestBrowser } from '../../src/testing/test-browser.ts';
import type { TestPortal } from '../../src/testing/test-portal.ts';
import { hereOf, walkService } from '../../src/testing/walk-service.ts';

const ACCEPT = { esito: 'accettata', motivazione: '' };
const PAID_AT = new Date('2026-03-01T09:00:00Z');
/** Online, and at the counter. */
const OVERPAID: Partial<Payment> = {
  state: 'da_rimborsare',
  position: 'chiusa',
  settledAt: PAID_AT,
  paid: { amount: cents(1600), paidAt: PAID_AT, receiptId: 'RT-0001', psp: 'Banca di prova', method: 'CP' },
  elsewhere: { at: PAID_AT, by: null, note: 'Ricevuta n. 12' },
  excess: cents(1600),
};
const REJECT = { esito: 'rifiutata', motivazione: 'Mancano i dati della madre.\nServono per il certificato.' };

/** Practices of one citizen in every state that there is, by their id, and who may look at them. */
export interface Stage {
  readonly rejected: string;
  readonly accepted: string;
  /** In the operator's charge, as all of these that an operator has worked on. */
  readonly toDecide: string;
  readonly toSign: string;
  /** Of a service whose answer is a document without signature. */
  readonly toDecideForGood: string;
  /** The answer is being made. */
  readonly preparing: string;
  readonly answerFailed: string;
  /** The signed answer waits for its protocol number. */
  readonly signed: string;
  readonly outgoingFailed: string;
  readonly toIntegrate: string;
  /** The citizen has answered what was asked; its registration waits. */
  readonly integrated: string;
  readonly registered: string;
  readonly onBehalf: string;
  /** Waits for the protocol number of the request. */
  readonly waiting: string;
  /** Waits for the number that the office is to write. */
  readonly numberToWrite: string;
  /** The portal has given up registering it. */
  readonly notRegistered: string;
  /** An operator registers it by hand. */
  readonly byHand: string;
  /** Address of a draft of the sender, at its last form. */
  readonly draft: string;
  /** Of a practice that the operator has begun for `beneficiary`, and of one that they have sent. */
  readonly counterDraft: string;
  readonly counterSent: string;
  /** One that they have sent and that is to be integrated. */
  readonly counterToIntegrate: string;
  /** Addresses of drafts of the professional, whole up to the last page: every step can be looked at. */
  readonly whole: Readonly<Record<WholeService, string>>;
  /** Address of a draft of the professional that stands, empty, at its longest form. */
  readonly empty: string;
  readonly sender: TestBrowser;
  readonly professional: TestBrowser;
  /** Whom `onBehalf` was sent for. */
  readonly beneficiary: TestBrowser;
  readonly operator: TestBrowser;
  readonly administrator: TestBrowser;
  /** Addresses of operators in the office: of one who was invited and whose mail is blocked, of the administrator, of a colleague. */
  readonly invited: string;
  readonly self: string;
  readonly colleague: string;
  /** Address at which somebody who was invited chooses a password. */
  readonly invitation: string;
  /** Address of a deadline in the office. */
  readonly bulletin: string;
  /** A payment of `toDecide` for which more came in than was owed. */
  readonly overpaid: string;
  /** Of a practice of the counter, to which the citizen is to answer with money. */
  readonly counterToPay: string;
}

/** The services whose steps are the longest, with the examples that show most of them. */
export const WHOLE_SERVICES = {
  'scia-edilizia': 'con-documenti-tecnici',
  'comunicazione-inizio-lavori-asseverata': 'completa',
  'cambio-di-residenza': 'stesso-comune-locazione',
} as const;
export type WholeService = keyof typeof WHOLE_SERVICES;

const idOf = (path: string): string => path.split('/').at(-1) ?? '';

/** Of the SCIA there may be many drafts: one is whole, one has got as far as its longest form. */
const setDrafts = async (portal: TestPortal) => {
  const professional = await portal.citizen('luca-ferrari');
  const walk = (slug: WholeService, upTo?: string) => {
    const example = examplesOf(slug).find(({ name }) => name === WHOLE_SERVICES[slug]);
    if (example === undefined) throw new Error(`${slug} has no example ${WHOLE_SERVICES[slug]}`);
    return walkService(portal, professional, slug, example.answers, upTo);
  };
  const whole = {
    'comunicazione-inizio-lavori-asseverata': await walk('comunicazione-inizio-lavori-asseverata'),
    'cambio-di-residenza': await walk('cambio-di-residenza'),
    'scia-edilizia': await walk('scia-edilizia'),
  };
  const empty = await walk('scia-edilizia', 'allegati-tecnici');
  return { whole, empty, professional };
};

/** A practice whose answer is a document without signature: what was asked for is uploaded with the decision. @returns its id */
const sendFamily = async (portal: TestPortal, sender: TestBrowser): Promise<string> => {
  const [example] = examplesOf('stato-di-famiglia');
  if (example === undefined) throw new Error('stato-di-famiglia has no example');
  const practice = await walkService(portal, sender, 'stato-di-famiglia', example.answers);
  await sender.send(hereOf(sender), { azione: 'avanti', conferma: 'si' });
  return idOf(practice);
};

/** Brings practices into every state, each of them the way that people and the worker do. */
export const setStage = async (portal: TestPortal): Promise<Stage> => {
  const sender = await portal.citizen('anna-bianchi');
  const beneficiary = await portal.citizen('mario-rossi');
  const operator = await portal.operator();
  await answerWith(portal, { signInLevel: 1 }, 'certificato-di-nascita', 'tre-ville');
  const send = async () => idOf(await sendCertificate(sender));
  const inOffice = {
    rejected: await send(),
    accepted: await send(),
    toDecide: await send(),
    toSign: await send(),
    toDecideForGood: await sendFamily(portal, sender),
    preparing: await send(),
    answerFailed: await send(),
    signed: await send(),
    outgoingFailed: await send(),
    toIntegrate: await send(),
    integrated: await send(),
  };
  const registered = await send();
  const mario = { codice_fiscale: 'RSSMRA80A01H501U' };
  const counterSent = await openAtCounter(operator, mario, 'conferma');
  await sendAtCounter(operator, counterSent);
  const counterToIntegrate = await toIntegrateAtCounter(portal, operator, mario);
  const counterToPay = idOf(await openAtCounter(operator, mario, 'conferma'));
  await sendAtCounter(operator, `/rovereto/operatori/per-conto/${counterToPay}`);
  const counterDraft = await openAtCounter(operator, mario, 'conferma');
  const onBehalf = idOf(await sendOnBehalf(sender, 'Ricordarsi di ritirare la delega'));
  await portal.drain();

  const sign = async (id: string) => handIn(operator, id, await makeP7m({ content: await answerOf(operator, id) }));
  const { rejected, accepted, toSign, preparing, answerFailed, outgoingFailed, toIntegrate, integrated } = inOffice;
  for (const id of Object.values(inOffice)) await takeCharge(operator, id);
  await decide(operator, rejected, REJECT);
  for (const id of [accepted, toSign, inOffice.signed, outgoingFailed]) await decide(operator, id, ACCEPT);
  await portal.drain();
  for (const id of [rejected, accepted]) await sign(id);
  await portal.drain();

  const administrator = await portal.operator('amministratore');
  const deadlines = '/rovereto/operatori/scadenze';
  // Nothing answers there.
  await administrator.visit(deadlines);
  await administrator.send(`${deadlines}/feed`, { url: 'http://127.0.0.1:1/scadenze.ics' });
  await portal.drain();
  const listed = await administrator.visit(deadlines);
  const bulletin = listed.html.querySelector('tbody a')?.getAttribute('href') ?? '';

  const invitation = await inviteWithLink(portal, administrator);

  // From here on the worker rests: what waits, waits.
  const staff = await setStaff(portal, administrator);
  for (const id of [inOffice.signed, outgoingFailed]) await sign(id);
  for (const id of [preparing, answerFailed]) await decide(operator, id, REJECT);
  await blockDelivery(portal, answerFailed, 'render_answer', 'Il modello della risposta non si legge.');
  await doubtRegistration(
    portal,
    outgoingFailed,
    'register_answer',
    'Il protocollo non risponde: non si sa se ha registrato.',
  );
  const all = 'Manca l’atto.\nServe anche sapere per quale uso.';
  await requestIntegration(operator, integrated, { messaggio: all });
  const href = `/rovereto/pratiche/${integrated}`;
  const page = `${href}/integrazione`;
  await sender.visit(page);
  const contract = { field: 'integra-documento-1', fileName: 'contratto di lavoro.pdf', content: PDF };
  await confirmAnswer(sender, href, await sender.sendFiles(page, { uso: 'Mutuo', azione: 'avanti' }, [contract]));
  await requestIntegration(operator, toIntegrate, { messaggio: all });
  const waiting = await send();
  const numberToWrite = await send();
  await letRegistrationWait(portal, numberToWrite);
  const [notRegistered, byHand] = [await send(), await send()];
  const failed = 'La registrazione al protocollo non è riuscita.';
  await failRegistration(portal, notRegistered, failed);
  const key = await failRegistration(portal, byHand, failed);
  await operator.visit(`${officeHref(byHand)}/registrazione`);
  await takeByHand(operator, byHand, key);
  await takePayments(portal);
  await takeCharge(operator, counterToPay);
  await requestPayment(operator, counterToPay);
  const overpaid = await owePayment(portal, inOffice.toDecide, OVERPAID);
  await keepReport(portal, '2026-03-01');
  const draft = await fillIn(sender, 'tipologia-ed-uso');
  const drafts = await setDrafts(portal);
  return {
    ...inOffice,
    ...drafts,
    registered,
    onBehalf,
    waiting,
    numberToWrite,
    notRegistered,
    byHand,
    draft,
    counterDraft,
    counterSent,
    counterToIntegrate,
    sender,
    beneficiary,
    operator,
    administrator,
    ...staff,
    invitation,
    bulletin,
    overpaid,
    counterToPay,
  };
};
