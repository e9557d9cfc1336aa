import { mayWorkOn } from '../../operator/operator.ts';
import { type Citizen, fullName, reachableEmail } from '../../person/citizen.ts';
import type { Clock } from '../../ports/clock.ts';
import { CitizenRefusedError, type Mailer, type MailMessage, MailRefusedError } from '../../ports/mailer.ts';
import type { TenantDirectory } from '../../ports/tenant-directory.ts';
import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import type { Delivery } from '../../practice/delivery.ts';
import { draftEnd } from '../../practice/draft-term.ts';
import { COUNTER_WARNINGS, DRAFT_WARNINGS, type MailTemplate } from '../../practice/effect.ts';
import { type Integration, stillAsked } from '../../practice/integration.ts';
import type { Practice } from '../../practice/practice.ts';
import type { CompiledServices } from '../compiled-services.ts';
import { openDelivery, type RunDelivery } from './delivery-run.ts';
import { messageIdOf, senderOf, tenantOf } from './letter-head.ts';

/** What a message is made from. */
export interface MailFacts {
  readonly ente: string;
  readonly recipientName: string;
  readonly serviceName: string;
  readonly practiceCode: string;
  /** Seven digits and year, once known. */
  readonly protocol: string | null;
  /** The day on which a draft is deleted, `YYYY-MM-DD`; null for what was sent. */
  readonly draftEnd: string | null;
  /** Whether a document comes with the answer. */
  readonly encloses: boolean;
  /** The day by which the citizen is to complete the practice, `YYYY-MM-DD`; null when they are not asked to. */
  readonly dueDate: string | null;
  /** Page of the practice, or of the answer that is asked for; it asks for a sign-in. */
  readonly link: string;
}

export type ComposeMail = (
  template: MailTemplate,
  facts: MailFacts,
) => { readonly subject: string; readonly text: string; readonly html: string };

export interface SendMailDeps {
  readonly unitOfWork: UnitOfWork;
  readonly services: CompiledServices;
  readonly tenants: TenantDirectory;
  readonly mailer: Mailer;
  readonly clock: Clock;
  readonly compose: ComposeMail;
  readonly portalUrl: string;
  /** Name of the portal's host, where message ids are from. */
  readonly messageDomain: string;
  /** What mails are from where an ente has chosen no address; null where that is the ente's own. */
  readonly portalAddress: string | null;
  /** Days that a draft is kept after it was last saved. */
  readonly draftDays: number;
}

type MailEffect = Delivery['effect'] & { readonly kind: 'mail' };

/**
 * What is no longer true: a warning about a draft that was saved or sent since it was queued, a request to complete a
 * practice that was answered or cancelled, the giving of a practice to an operator who has it no more.
 * @param open the request of integration that it is about, while that is open
 */
const isOutdated = (
  { state, warning, assignedTo }: Practice,
  open: Integration | null,
  { template, operatorId }: MailEffect,
): boolean => {
  // It says that the practice is not sent yet.
  if (template === 'pagamento_ricevuto') return state !== 'bozza';
  const warned = DRAFT_WARNINGS.find((name) => name === template || COUNTER_WARNINGS[name] === template);
  if (warned !== undefined) return state !== 'bozza' || warning?.template !== warned;
  if (template === 'pratica_assegnata') return assignedTo !== operatorId;
  return template === 'integrazione_richiesta' && open === null;
};

/** The page of a practice, below the ente: the citizen's, the office's, or the operator's who fills it in. */
const pageOf = ({ id, state }: Practice, open: Integration | null, toOperator: boolean): string => {
  if (!toOperator) return `pratiche/${id}${open === null ? '' : '/integrazione'}`;
  return state === 'bozza' ? `operatori/per-conto/${id}/compila` : `operatori/pratiche/${id}`;
};

/** `citizen` is null where an operator is written to. */
interface Recipient {
  readonly name: string;
  readonly address: string;
  readonly citizen: Citizen | null;
}

/**
 * Where a citizen's mail goes: nowhere when that address was refused for good, but for what was tried before. An operator who
 * presses "Riprova" means it.
 */
const addressOf = (citizen: Citizen, { lastError }: Delivery): string | null =>
  lastError === null ? reachableEmail(citizen) : citizen.contacts.email;

/** @returns whom to write to; `nobody` when there is nothing to say any more, or nobody to say it to */
const recipientOf = async (
  stores: Stores,
  practice: Practice,
  open: Integration | null,
  effect: MailEffect,
  delivery: Delivery,
): Promise<Recipient | 'nobody' | 'no_address'> => {
  if (isOutdated(practice, open, effect)) return 'nobody';
  if (effect.operatorId !== null) {
    const operator = await stores.operators.byId(effect.operatorId);
    if (operator === null || !mayWorkOn(operator, practice.serviceId)) return 'nobody';
    return { name: operator.name, address: operator.email, citizen: null };
  }
  const citizen = await stores.citizens.byId(practice.citizenId);
  const address = citizen === null ? null : addressOf(citizen, delivery);
  return citizen === null || address === null ? 'no_address' : { name: fullName(citizen.identity), address, citizen };
};

/** @throws CitizenRefusedError when the address of a citizen is refused for good */
const sendTo = async (mailer: Mailer, { citizen, address }: Recipient, message: MailMessage): Promise<void> => {
  try {
    await mailer.send(message);
  } catch (error) {
    if (citizen === null || !(error instanceof MailRefusedError)) throw error;
    throw new CitizenRefusedError(citizen.id, address, { cause: error });
  }
};

/** How a message ends that was sent to nobody. */
const END_WITHOUT = { nobody: 'annullata', no_address: 'senza_indirizzo' } as const;

/**
 * Sends one queued message. The message id is that of the delivery, so a retry after a crash can be told from a second
 * message. Somebody without an e-mail address, or whose address refuses all mail, gets none, which the office can see, and nothing breaks (manual §9.2); neither does
 * an operator who is no longer enabled for the service, nor anybody when there is nothing to say any more: it ends as `annullata`.
 */
export const makeSendMail =
  (deps: SendMailDeps): RunDelivery =>
  async (tenantId, deliveryId) => {
    const gathered = await deps.unitOfWork.run(tenantId, async (stores) => {
      const opened = await openDelivery(stores, deliveryId);
      if (opened === null) return null;
      const { effect } = opened.delivery;
      if (effect.kind !== 'mail') throw new Error(`Delivery ${deliveryId} is not a mail`);
      const asks = effect.template === 'integrazione_richiesta';
      const { integrationId } = effect;
      const open = asks ? stillAsked(await stores.integrations.of(opened.practice.id), integrationId) : null;
      const recipient = await recipientOf(stores, opened.practice, open, effect, opened.delivery);
      return { ...opened, effect, open, recipient, service: await deps.services.of(stores, opened.practice) };
    });
    if (gathered === null) return;
    const { practice, effect, open, recipient, service } = gathered;
    if (typeof recipient !== 'string') {
      const tenant = await tenantOf(deps.tenants, tenantId);
      const protocol = practice.requestProtocol;
      const content = deps.compose(effect.template, {
        ente: tenant.name,
        recipientName: recipient.name,
        serviceName: service.definition.name,
        practiceCode: practice.code,
        protocol: protocol === null ? null : `${protocol.number}/${protocol.year}`,
        draftEnd: practice.state === 'bozza' ? draftEnd(practice, deps.draftDays) : null,
        encloses: practice.documents.documento !== undefined,
        dueDate: open?.dueDate ?? null,
        link: `${deps.portalUrl}/${tenant.slug}/${pageOf(practice, open, effect.operatorId !== null)}`,
      });
      await sendTo(deps.mailer, recipient, {
        messageId: messageIdOf(deliveryId, deps.messageDomain),
        ...senderOf(tenant, deps.portalAddress),
        to: recipient.address,
        ...content,
      });
    }
    await deps.unitOfWork.run(tenantId, async ({ deliveries, citizens }) => {
      const end = typeof recipient === 'string' ? END_WITHOUT[recipient] : 'consegnata';
      await deliveries.complete(deliveryId, deps.clock.now(), end);
      if (typeof recipient === 'string' || recipient.citizen?.emailRefused !== true) return;
      await citizens.saveEmailRefused(recipient.citizen.id, recipient.address, false);
    });
  };
