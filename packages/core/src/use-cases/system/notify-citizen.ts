import type { Citizen } from '../../person/citizen.ts';
import { type AppIoKey, appIoContext } from '../../ports/app-io-store.ts';
import { type CitizenNotice, type CitizenNotifier, NotifierError } from '../../ports/citizen-notifier.ts';
import type { Clock } from '../../ports/clock.ts';
import type { SecretBox } from '../../ports/secret-box.ts';
import type { TenantDirectory } from '../../ports/tenant-directory.ts';
import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import type { AppIoTemplate } from '../../practice/effect.ts';
import { type Integration, stillAsked } from '../../practice/integration.ts';
import type { Practice } from '../../practice/practice.ts';
import { daysAfter, startOfDayInItaly } from '../../shared/calendar.ts';
import type { DeliveryId, TenantId } from '../../shared/ids.ts';
import type { CompiledServices } from '../compiled-services.ts';
import { openDelivery, type RunDelivery } from './delivery-run.ts';
import { tenantOf } from './letter-head.ts';
import type { MailFacts } from './send-mail.ts';

/**
 * What happened so long ago is no news: the mail has said it, and a telephone that rings now says that something has changed. It is
 * also the end of what App IO puts off again and again, which costs no attempts (ADR 46).
 */
const NEWS_MS = 24 * 60 * 60 * 1000;

/** What a message on App IO is made from: less than a mail, whose reader is not named either. */
export type NoticeFacts = Pick<
  MailFacts,
  'serviceName' | 'practiceCode' | 'protocol' | 'encloses' | 'dueDate' | 'link'
>;

export type ComposeNotice = (
  template: AppIoTemplate,
  facts: NoticeFacts,
) => Pick<CitizenNotice, 'subject' | 'markdown'>;

export interface NotifyCitizenDeps {
  readonly unitOfWork: UnitOfWork;
  readonly services: CompiledServices;
  readonly tenants: TenantDirectory;
  readonly notifier: CitizenNotifier;
  readonly secretBox: SecretBox;
  readonly clock: Clock;
  readonly composeNotice: ComposeNotice;
  readonly portalUrl: string;
}

/** What there is to say, by which key and to whom. */
interface Told {
  readonly template: AppIoTemplate;
  readonly practice: Practice;
  readonly citizen: Citizen;
  readonly key: AppIoKey;
  /** The request of integration that the message is about, while it is open. */
  readonly open: Integration | null;
  readonly serviceName: string;
}

const inDoubt = (): NotifierError => new NotifierError('in-doubt', 'An earlier attempt has ended without an answer');

/** @returns `done` when nothing is to be done any more; `void` when there is nothing to say, or no key to say it by */
const gather = async (
  { services, clock }: NotifyCitizenDeps,
  stores: Stores,
  deliveryId: DeliveryId,
): Promise<Told | 'done' | 'void'> => {
  const opened = await openDelivery(stores, deliveryId);
  if (opened === null) return 'done';
  const { delivery, practice } = opened;
  if (delivery.effect.kind !== 'app_io') throw new Error(`Delivery ${deliveryId} is not a message on App IO`);
  // Before everything by which it would end as one that was not sent.
  if (await stores.deliveries.isHandedOver(deliveryId)) throw inDoubt();
  if (clock.now().getTime() - delivery.createdAt.getTime() > NEWS_MS) {
    throw new NotifierError('too-late', 'What it says is older than a day');
  }
  const { template, integrationId } = delivery.effect;
  const asks = template === 'integrazione_richiesta';
  const open = asks ? stillAsked(await stores.integrations.of(practice.id), integrationId) : null;
  if (asks && open === null) return 'void';
  const key = await stores.appIo.keyFor(practice.serviceId);
  const citizen = await stores.citizens.byId(practice.citizenId);
  if (key === null || citizen === null) return 'void';
  const { definition } = await services.of(stores, practice);
  return { template, practice, citizen, key, open, serviceName: definition.name };
};

const noticeOf = (deps: NotifyCitizenDeps, slug: string, told: Told): CitizenNotice => {
  const { template, practice, citizen, open, serviceName } = told;
  const protocol = practice.requestProtocol;
  const content = deps.composeNotice(template, {
    serviceName,
    practiceCode: practice.code,
    protocol: protocol === null ? null : `${protocol.number}/${protocol.year}`,
    encloses: practice.documents.documento !== undefined,
    dueDate: open?.dueDate ?? null,
    link: `${deps.portalUrl}/${slug}/pratiche/${practice.id}${open === null ? '' : '/integrazione'}`,
  });
  // The whole of the last day is good for the answer.
  const dueAt = open === null ? null : new Date(startOfDayInItaly(daysAfter(open.dueDate, 1)).getTime() - 1000);
  return { codiceFiscale: citizen.identity.codiceFiscale, ...content, dueAt };
};

/** Hands a message over at most once, however often it is tried and wherever it stops. @throws NotifierError */
const handOver = async (
  { unitOfWork, notifier, clock }: NotifyCitizenDeps,
  [tenantId, deliveryId]: readonly [TenantId, DeliveryId],
  key: string,
  notice: CitizenNotice,
): Promise<void> => {
  const isFirst = await unitOfWork.run(tenantId, ({ deliveries }) =>
    deliveries.saveHandedOver(deliveryId, clock.now()),
  );
  if (!isFirst) throw inDoubt();
  try {
    await notifier.send(key, notice);
  } catch (error) {
    if (error instanceof NotifierError && error.kind === 'again') {
      await unitOfWork.run(tenantId, ({ deliveries }) => deliveries.forgetHandedOver(deliveryId));
    }
    throw error;
  }
};

/**
 * Tells a citizen on App IO what the mail says (standards.md 3): never more than once, since App IO does not recognise a message
 * that comes again. Whoever does not have App IO, or has switched the service off there, gets the mail alone.
 * @throws NotifierError
 */
export const makeNotifyCitizen =
  (deps: NotifyCitizenDeps): RunDelivery =>
  async (tenantId, deliveryId) => {
    const end = (how: 'consegnata' | 'annullata' | 'senza_app_io') =>
      deps.unitOfWork.run(tenantId, ({ deliveries }) => deliveries.complete(deliveryId, deps.clock.now(), how));
    const told = await deps.unitOfWork.read(tenantId, (stores) => gather(deps, stores, deliveryId));
    if (told === 'done') return;
    if (told === 'void') return end('annullata');
    const key = deps.secretBox.open(appIoContext(tenantId, told.key.serviceId), told.key.sealed);
    if (key === null) throw new NotifierError('refused', 'The key for App IO is sealed with another key');
    const tenant = await tenantOf(deps.tenants, tenantId);
    const notice = noticeOf(deps, tenant.slug, told);
    if (!(await deps.notifier.mayWrite(key, notice.codiceFiscale))) return end('senza_app_io');
    await handOver(deps, [tenantId, deliveryId], key, notice);
    await end('consegnata');
  };
