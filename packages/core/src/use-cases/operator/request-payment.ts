import { type Cents, centsOfDecimal, inEuro, sumOfCents } from '../../payment/cents.ts';
import { type DueItem, MAX_ITEMS, MAX_SUBJECT } from '../../payment/due.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import { type IntegrationRequest, MAX_INTEGRATION_MESSAGE, type RequestedPayment } from '../../practice/integration.ts';
import type { Practice } from '../../practice/practice.ts';
import { normaliseNumber } from '../../service/field-kinds/italian-number.ts';
import { dayInItaly } from '../../shared/calendar.ts';
import { integrationIdSchema } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { cleanText } from '../../shared/text.ts';
import { arrangeIntegration } from '../arrange-integration.ts';
import type { CompiledServices } from '../compiled-services.ts';
import { type OfficeRefusal, type OfficeRequest, officeAction } from './office-action.ts';
import { askFor, dueDateProblems } from './request-integration.ts';

/** What an operator typed: amounts as Italians write them. Lines without label and amount count for nothing. */
export interface TypedPaymentRequest {
  readonly message: string;
  readonly items: readonly { readonly label: string; readonly amount: string }[];
  readonly dueDate: string;
}

/** What of it cannot be, and why. @property item which line; null when it is about none */
export interface PaymentRequestProblem {
  readonly code:
    | 'no_items'
    | 'too_many_items'
    | 'label_required'
    | 'label_too_long'
    | 'amount_required'
    | 'too_much'
    | 'message_too_long'
    | ReturnType<typeof dueDateProblems>[number];
  readonly item: number | null;
}

/** A sum that no citizen owes an office for a practice is a slip of the hand: 100.000 euro. */
const MOST_CENTS = 10_000_000;

type InvalidPaymentRequest = {
  readonly code: 'invalid_payment_request';
  readonly problems: readonly PaymentRequestProblem[];
};

export type RequestPayment = (
  request: OfficeRequest,
  typed: TypedPaymentRequest,
) => Promise<
  Result<
    Practice,
    | OfficeRefusal
    | InvalidPaymentRequest
    /** The ente has nobody pay on the portal for this service. */
    | { readonly code: 'not_online' }
  >
>;

const lengthOf = (text: string): number => [...text].length;

const itemProblem = (label: string, amount: Cents | null): PaymentRequestProblem['code'] | null => {
  if (label === '') return 'label_required';
  if (lengthOf(label) > MAX_SUBJECT) return 'label_too_long';
  if (amount === null || amount === 0) return 'amount_required';
  return amount > MOST_CENTS ? 'too_much' : null;
};

const parse = (
  typed: TypedPaymentRequest,
  today: string,
): Result<IntegrationRequest & { readonly payment: RequestedPayment }, InvalidPaymentRequest> => {
  const problems: PaymentRequestProblem[] = [];
  const items: DueItem[] = [];
  for (const [item, { label, amount }] of typed.items.entries()) {
    const [name, value] = [cleanText(label), centsOfDecimal(normaliseNumber(amount))];
    if (name === '' && amount.trim() === '') continue;
    const code = itemProblem(name, value);
    if (code !== null) problems.push({ code, item });
    else if (value !== null) items.push({ label: name, amount: value, category: null, stamp: false });
  }
  if (items.length === 0 && problems.length === 0) problems.push({ code: 'no_items', item: null });
  if (items.length > MAX_ITEMS) problems.push({ code: 'too_many_items', item: null });
  const [message, dueDate] = [cleanText(typed.message), typed.dueDate.trim()];
  if (lengthOf(message) > MAX_INTEGRATION_MESSAGE) problems.push({ code: 'message_too_long', item: null });
  problems.push(...dueDateProblems(dueDate, today).map((code) => ({ code, item: null })));
  if (problems.length > 0) return refuse({ code: 'invalid_payment_request', problems });
  const payment = { items, total: sumOfCents(items.map(({ amount }) => amount)) };
  return ok({ message, fields: [], documents: [], payment, dueDate });
};

/**
 * "Richiedi un pagamento" (pagamento differito): a request of integration that asks for money and nothing else. It is registered and
 * mailed like the others, its notice is asked for in the same transaction, and the money answers it (`answerByPayment`).
 */
export const makeRequestPayment =
  (deps: { unitOfWork: UnitOfWork; services: CompiledServices; ids: Ids; clock: Clock }): RequestPayment =>
  (request, typed) =>
    officeAction<InvalidPaymentRequest | { readonly code: 'not_online' }>(
      deps,
      request,
      'in_charge',
      async (practice, stores: Stores) => {
        const at = deps.clock.now();
        if ((await stores.payments.choiceFor(practice.serviceId))?.kind !== 'pagopa')
          return refuse({ code: 'not_online' });
        const asked = parse(typed, dayInItaly(at));
        if (!asked.ok) return asked;
        const { definition } = await deps.services.of(stores, practice);
        const id = integrationIdSchema.parse(deps.ids.next());
        const by = { id, requestedAt: at, requestedBy: request.operator.id, answers: {} };
        const happening = askFor(stores, practice, { ...asked.value, ...by });
        return ok({
          ...happening,
          details: { importo: inEuro(asked.value.payment.total) },
          afterwards: async () => {
            await happening.afterwards?.();
            await arrangeIntegration(stores, deps, practice, definition, { ...asked.value, id });
          },
        });
      },
    );
