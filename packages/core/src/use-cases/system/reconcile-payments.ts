import { type Cents, cents } from '../../payment/cents.ts';
import { type Payment, paymentIdOf, toRefundOf } from '../../payment/payment.ts';
import {
  emptyReport,
  MAX_REPORT_LINES,
  type PaymentReport,
  type ReportKind,
  type ReportLine,
  type ReportSum,
} from '../../payment/payment-report.ts';
import type { Clock } from '../../ports/clock.ts';
import { GatewayError, type GatewayPayment, type PaymentGateways } from '../../ports/payment-gateway.ts';
import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import type { Practice } from '../../practice/practice.ts';
import { dayInItaly, daysAfter, startOfDayInItaly } from '../../shared/calendar.ts';
import type { PracticeId, TenantId } from '../../shared/ids.ts';
import { onlineChoices, paidOn } from './paid-on.ts';

/** @param day `YYYY-MM-DD` in Italy @returns the report; null where nothing is paid online */
export type ReconcilePayments = (tenantId: TenantId, day: string) => Promise<PaymentReport | null>;

/** For so many days after one the portal may first hear of what was paid on it. */
const HEARD_WITHIN_DAYS = 3;
/** More than an ente is paid in those days. */
const MOST_SETTLED = 20_000;

/** What the portal has of a payment, once it has heard of it. */
const hereOf = ({ paid, elsewhere, amount }: Payment, isMarked: boolean): number =>
  isMarked ? (elsewhere === null ? 0 : amount) : (paid?.amount ?? 0);

type Practices = ReadonlyMap<PracticeId, Practice>;

const line = (
  kind: ReportKind,
  noticeNumber: string,
  atGateway: Cents | null,
  payment: Payment | null = null,
  practices: Practices = new Map(),
  here = 0,
): ReportLine => {
  const practice = payment === null ? undefined : practices.get(payment.practiceId);
  return {
    kind,
    noticeNumber,
    paymentId: payment?.id ?? null,
    practiceCode: payment?.practiceCode ?? null,
    practiceId: practice === undefined || practice.state === 'bozza' ? null : practice.id,
    atGateway,
    here: cents(here),
    excess: cents(payment === null ? 0 : toRefundOf(payment)),
  };
};

/** What is wrong with a payment that both have; null when nothing is. */
const kindOf = (payment: Payment, { payment: at }: GatewayPayment, practices: Practices): ReportKind | null => {
  const isMarked = at.receiptId === null;
  if (toRefundOf(payment) > 0) return practices.has(payment.practiceId) ? 'da_rimborsare' : 'senza_pratica';
  if (at.amount !== hereOf(payment, isMarked) || at.amount !== payment.amount) return 'importo_diverso';
  return !isMarked && payment.receipt === null ? 'senza_ricevuta' : null;
};

/** What there is on this side. */
interface Here {
  readonly known: readonly Payment[];
  /** Of which the gateway must speak: paid online on the day. */
  readonly expected: readonly Payment[];
  readonly practices: Practices;
  /** By which a notice can be told to be of the portal. */
  readonly segregationCodes: ReadonlySet<string>;
}

const add = ({ count, amount }: ReportSum, more: number): ReportSum => ({ count: count + 1, amount: amount + more });

/** Puts every payment of the gateway in one place, and in one alone; then those that it does not speak of. */
export const compare = (day: string, atGateway: readonly GatewayPayment[], here: Here, now: Date): PaymentReport => {
  const { known, expected, practices, segregationCodes } = here;
  const byId = new Map<string, Payment>(known.map((payment) => [payment.id, payment]));
  const lines: ReportLine[] = [];
  let { inOrder, others } = emptyReport(day);
  const seen = new Set<string>();
  for (const one of atGateway) {
    const { amount } = one.payment;
    const id = paymentIdOf(one.iupd);
    const payment = id === null ? undefined : byId.get(id);
    if (payment === undefined) {
      // The creditor may have other systems, that give numbers by other codes.
      const isOurs = id !== null || segregationCodes.has(one.noticeNumber.slice(1, 3));
      if (isOurs) lines.push(line('senza_pratica', one.noticeNumber, amount));
      else others = add(others, amount);
      continue;
    }
    seen.add(payment.id);
    const kind = kindOf(payment, one, practices);
    if (kind === null) inOrder = add(inOrder, amount);
    else {
      const isHere = hereOf(payment, one.payment.receiptId === null);
      lines.push(line(kind, one.noticeNumber, amount, payment, practices, isHere));
    }
  }
  for (const payment of expected.filter(({ id }) => !seen.has(id))) {
    lines.push(line('senza_ricevuta', payment.noticeNumber ?? '', null, payment, practices, hereOf(payment, false)));
  }
  const counts = { ...emptyReport(day).counts };
  for (const { kind } of lines) counts[kind] += 1;
  return { day, madeAt: now, awayAt: null, inOrder, others, counts, lines: lines.slice(0, MAX_REPORT_LINES) };
};

/** Reads what the portal has of a day. */
const gather = async (
  stores: Stores,
  day: string,
  atGateway: readonly GatewayPayment[],
  segregationCodes: ReadonlySet<string>,
): Promise<Here> => {
  const known = await stores.payments.byIds(atGateway.flatMap(({ iupd }) => paymentIdOf(iupd) ?? []));
  const [from, to] = [startOfDayInItaly(day), startOfDayInItaly(daysAfter(day, HEARD_WITHIN_DAYS))];
  const settled = await stores.payments.settledBetween(from, to, MOST_SETTLED);
  const expected = settled.filter(({ paid }) => paid !== null && dayInItaly(paid.paidAt) === day);
  const ids = [...new Set([...known, ...expected].map(({ practiceId }) => practiceId))];
  const practices = new Map((await stores.practices.byIds(ids)).map((practice) => [practice.id, practice]));
  return { known, expected, practices, segregationCodes };
};

/**
 * Compares what the gateway says was paid on a day with what the portal has written down, and keeps what came of it. When the gateway
 * does not answer, what was found before stays, and that it did not answer is said.
 */
export const makeReconcilePayments =
  (deps: {
    readonly unitOfWork: UnitOfWork;
    readonly gateways: PaymentGateways;
    readonly clock: Clock;
  }): ReconcilePayments =>
  async (tenantId, day) => {
    const { unitOfWork, gateways, clock } = deps;
    const choices = await unitOfWork.read(tenantId, onlineChoices);
    if (choices.length === 0) return null;
    const save = (make: (stores: Stores) => Promise<PaymentReport>): Promise<PaymentReport> =>
      unitOfWork.run(tenantId, async (stores) => {
        const report = await make(stores);
        await stores.paymentReports.save(report);
        return report;
      });
    try {
      const atGateway = await paidOn(gateways, tenantId, choices, day);
      const codes = new Set(choices.flatMap(({ segregationCode }) => segregationCode ?? []));
      return await save(async (stores) =>
        compare(day, atGateway, await gather(stores, day, atGateway, codes), clock.now()),
      );
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      return save(async ({ paymentReports }) => ({
        ...((await paymentReports.of(day)) ?? emptyReport(day)),
        awayAt: clock.now(),
      }));
    }
  };
