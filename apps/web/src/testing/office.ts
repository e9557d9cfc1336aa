import {
  type Effect,
  newRegistration,
  operatorIdSchema,
  practiceIdSchema,
  type RegistrationRecord,
  type ServiceSettings,
} from '@stanza/core';
import { aDefinitionAsking, aService } from '@stanza/core/testing';
import { makeArgon2PasswordHasher, makeUuidV7Ids } from '@stanza/gateways';
import { makeEnteSetup, makePool } from '@stanza/postgres';
import { PDF, sendCertificate } from './certificato.ts';
import type { Page, TestBrowser } from './test-browser.ts';
import type { TestPortal } from './test-portal.ts';

const OFFICE = '/rovereto/operatori';

/** The address of a practice in the office of Rovereto. */
export const officeHref = (id: string): string => `${OFFICE}/pratiche/${id}`;

/** What a form of the page says of the practice that it was made on. */
export const versionOn = (page: Page): string =>
  page.html.querySelector('input[name=versione]')?.getAttribute('value') ?? '';

/** A certificate sent by a citizen of Rovereto, with its protocol number. @returns its id */
export const registeredPractice = async (portal: TestPortal, citizen: TestBrowser): Promise<string> => {
  const path = await sendCertificate(citizen);
  await portal.drain();
  return path.split('/').at(-1) ?? '';
};

/** Takes a practice in charge the way an operator does. @returns the page where that leads */
export const takeCharge = async (operator: TestBrowser, id: string): Promise<Page> => {
  const asked = await operator.visit(`${officeHref(id)}/presa-in-carico`);
  return operator.send(`${officeHref(id)}/presa-in-carico`, { conferma: 'si', versione: versionOn(asked) });
};

/**
 * Decides a practice that is in this operator's charge, with all that its page asks for: the document to accept, and that one
 * knows that it is final. @returns the page where that leads
 */
export const decide = async (
  operator: TestBrowser,
  id: string,
  decision: { readonly esito: string; readonly motivazione: string },
): Promise<Page> => {
  const form = await operator.visit(`${officeHref(id)}/elabora`);
  const asks = (field: string): boolean => form.html.querySelector(`#${field}`) !== null;
  const document = { field: 'documento', fileName: 'certificato.pdf', content: PDF };
  return operator.sendFiles(
    `${officeHref(id)}/elabora`,
    {
      ...decision,
      ...(asks('definitiva') ? { definitiva: 'si' } : {}),
      flusso: form.html.querySelector('input[name=flusso]')?.getAttribute('value') ?? '',
      versione: versionOn(form),
    },
    asks('documento') && decision.esito === 'accettata' ? [document] : [],
  );
};

/** The answer of a practice as it is now, downloaded to be signed. */
export const answerOf = async (operator: TestBrowser, id: string): Promise<Uint8Array> =>
  (await operator.get(`${officeHref(id)}/documenti/risposta`)).bytes;

/** Hands in a file as the signed answer, on the page as it is now. @returns what comes back, not followed */
export const handIn = async (
  operator: TestBrowser,
  id: string,
  content: Uint8Array,
  fileName = 'risposta.pdf.p7m',
): Promise<Page> => {
  const form = await operator.visit(`${officeHref(id)}/elabora`);
  const file = { field: 'risposta', fileName, content };
  return operator.postFiles(`${officeHref(id)}/risposta`, { versione: versionOn(form) }, [file]);
};

/** An operator of Rovereto who is enabled for no service, signed in. */
export const operatorWithoutServices = async (portal: TestPortal): Promise<TestBrowser> => {
  const tenant = await portal.portal.tenants.bySlug('rovereto');
  if (tenant === null) throw new Error('Rovereto is not there');
  const [email, password] = ['nuovo@comune.rovereto.example', 'appena-arrivato'];
  const pool = makePool(portal.database.adminUrl, { max: 1 });
  const id = operatorIdSchema.parse(makeUuidV7Ids().next());
  const operator = { id, name: 'Nuovo Arrivato', email, role: 'operatore', services: [], enabled: true } as const;
  await makeEnteSetup(pool).addOperator(tenant.id, operator, await makeArgon2PasswordHasher().hash(password));
  await pool.end();
  const browser = portal.browser();
  await browser.visit(`${OFFICE}/accesso`);
  await browser.send(`${OFFICE}/accesso`, { email, password });
  return browser;
};

/** Lets the last delivery of a kind fail for good, as when what it needs is broken. @param error what the office reads */
export const blockDelivery = async (
  { portal }: TestPortal,
  practice: string,
  kind: Effect['kind'],
  error: string,
): Promise<void> => {
  const tenant = await portal.tenants.bySlug('rovereto');
  if (tenant === null) throw new Error('Rovereto is not there');
  await portal.unitOfWork.run(tenant.id, async ({ deliveries }) => {
    const all = await deliveries.of(practiceIdSchema.parse(practice));
    const last = all.findLast(({ effect }) => effect.kind === kind);
    if (last === undefined) throw new Error(`The practice has no delivery ${kind}`);
    await deliveries.fail(last.id, error, true);
  });
};

/** Lets a registration come to a stop. @param error what the office reads @returns its key */
const stopRegistration = async (
  portal: TestPortal,
  practice: string,
  kind: 'register_request' | 'register_answer',
  error: string,
  stop: Pick<RegistrationRecord, 'state' | 'askedAt'>,
): Promise<string> => {
  const practiceId = practiceIdSchema.parse(practice);
  const key = `${practiceId}:${kind === 'register_request' ? 'richiesta' : 'risposta'}`;
  await blockDelivery(portal, practice, kind, error);
  const tenant = await portal.portal.tenants.bySlug('rovereto');
  if (tenant === null) throw new Error('Rovereto is not there');
  const [book, main] = ['DOCAREA, protocollo.comune.example', 'ab'.repeat(32)];
  await portal.portal.unitOfWork.run(tenant.id, ({ registrations }) =>
    registrations.open({ ...newRegistration({ key, practiceId, book, main }), ...stop }),
  );
  return key;
};

/**
 * Leaves the registration of a practice, or of its answer, in doubt: the number was asked for, and no answer came.
 * @param error what the office reads
 * @returns its key
 */
export const doubtRegistration = (
  portal: TestPortal,
  practice: string,
  kind: 'register_request' | 'register_answer',
  error = 'Non si sa se il protocollo del Comune ha registrato.',
): Promise<string> => {
  const askedAt = portal.portal.clock.now();
  return stopRegistration(portal, practice, kind, error, { state: 'in_dubbio', askedAt });
};

/** Lets the portal give up registering a practice, of which nothing was asked. @param error what the office reads @returns its key */
export const failRegistration = (portal: TestPortal, practice: string, error: string): Promise<string> =>
  stopRegistration(portal, practice, 'register_request', error, { state: 'aperta', askedAt: null });

/** An operator registers by hand what the portal has given up. */
export const takeByHand = (operator: TestBrowser, practice: string, key: string): Promise<Page> =>
  operator.send(`${officeHref(practice)}/registrazione`, { chiave: key, trovato: 'a-mano' });

/** Lets the registration of a practice wait until somebody else says its number: the worker has not come to it. @returns its key */
export const letRegistrationWait = async (
  { portal }: TestPortal,
  practice: string,
  state: 'in_attesa' | 'in_dubbio' = 'in_attesa',
): Promise<string> => {
  const [practiceId, at] = [practiceIdSchema.parse(practice), portal.clock.now()];
  const key = `${practiceId}:richiesta`;
  const tenant = await portal.tenants.bySlug('rovereto');
  if (tenant === null) throw new Error('Rovereto is not there');
  const modulo = { fileName: 'modulo.pdf', description: 'Certificato di nascita' };
  const bytes = (async function* () {
    yield PDF;
  })();
  const kept = await portal.storage.put(tenant.id, bytes, PDF.length);
  if (kept === 'too-large') throw new Error('It was not stored');
  const main = { ...modulo, ...kept };
  const subject = 'Certificato di nascita';
  const handedOver = { direction: 'entrata', subject, file: null, sentAt: at, main, attachments: [] } as const;
  const record = newRegistration({ key, practiceId, book: 'PEC', main: kept.sha256 });
  await portal.unitOfWork.run(tenant.id, ({ registrations }) =>
    registrations.open({ ...record, state, askedAt: at, handedOver }),
  );
  return key;
};

/** What an ente chooses for a service from now on: how it answers the practices, what it asks of citizens. */
export const answerWith = async (
  { portal }: TestPortal,
  settings: Partial<ServiceSettings>,
  slug = 'certificato-di-nascita',
  ente = 'rovereto',
): Promise<void> => {
  const tenant = await portal.tenants.bySlug(ente);
  if (tenant === null) throw new Error(`${ente} is not there`);
  await portal.unitOfWork.run(tenant.id, async ({ services }) => {
    const service = await services.bySlug(slug);
    if (service === null) throw new Error(`${ente} has no ${slug}`);
    const { id, version, ...choices } = service;
    await services.saveChoices(id, { ...choices, settings: { ...service.settings, ...settings } }, version);
  });
};

/**
 * Rovereto offers one more service, with one form, and every operator works on it.
 * @param fields of the form, whose step is `modulo`
 */
export const publishAsking = async (portal: TestPortal, slug: string, fields: readonly unknown[]): Promise<void> => {
  const tenant = await portal.portal.tenants.bySlug('rovereto');
  if (tenant === null) throw new Error('Rovereto is not there');
  const pool = makePool(portal.database.adminUrl, { max: 1 });
  const service = aService(makeUuidV7Ids().next(), { definition: { ...aDefinitionAsking(fields), slug } });
  await makeEnteSetup(pool).publishService(tenant.id, service);
  await pool.end();
  await portal.asOwner(`insert into operator_service (tenant_id, operator_id, service_id)
    select tenant_id, id, '${service.id}' from operator where tenant_id = '${tenant.id}'`);
};
