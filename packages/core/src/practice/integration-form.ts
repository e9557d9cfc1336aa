import { decimalOfCents, inEuro, MAX_CENTS } from '../payment/cents.ts';
import type { ServiceDefinition } from '../service/definition.ts';
import type { BlockPart } from '../service/field-kinds/field-kind.ts';
import type { FieldDefinition } from '../service/field-kinds/index.ts';
import { holdsFiles } from '../service/field-kinds/index.ts';
import type { Answers, CompiledService, Journey, JourneyStep } from '../service/journey.ts';
import { fieldsOfRule, type Rule } from '../service/rule.ts';
import { fingerprint } from '../shared/fingerprint.ts';
import type { Integration, IntegrationRequest, RequestedPayment } from './integration.ts';

/** Id of the one step in which a request of integration is answered. */
export const INTEGRATION_STEP = 'integrazione';
/** Id of the answer in words. Ids of a definition have no hyphens: these are never one of them. */
export const INTEGRATION_TEXT = 'integra-testo';
/** What is written of a payment that an integration asked for. */
const PAID = { notice: 'integra-avviso', day: 'integra-pagato-il', receipt: 'integra-ricevuta' } as const;
const itemId = (index: number): string => `integra-voce-${index + 1}`;

const documentId = (index: number): string => `integra-documento-${index + 1}`;

/** A field, or a block of fields, that has an answer. */
type AskableEntry = Exclude<FieldDefinition, { readonly kind: 'info' | 'readonly' }>;
const isAskable = (entry: FieldDefinition): entry is AskableEntry => entry.kind !== 'info' && entry.kind !== 'readonly';

/** What a step of a sent practice has asked: whatever of it may be asked anew. */
export const askableEntries = ({ definition, fields, rows }: JourneyStep): readonly AskableEntry[] => {
  if (definition.kind !== 'form') return [];
  const present = new Set([...fields.map(({ bound }) => bound.field.id.split('.')[0]), ...rows.map(({ id }) => id)]);
  return definition.fields.filter(isAskable).filter(({ id }) => present.has(id));
};

/** The ids of everything that may be asked anew of a sent practice. */
export const askableIds = (way: Journey): readonly string[] => way.steps.flatMap(askableEntries).map(({ id }) => id);

const formFields = ({ steps }: ServiceDefinition): readonly FieldDefinition[] =>
  steps.flatMap((step) => (step.kind === 'form' ? step.fields : []));

const requestedEntries = (definition: ServiceDefinition, { fields }: IntegrationRequest): readonly AskableEntry[] =>
  formFields(definition)
    .filter(isAskable)
    .filter(({ id }) => fields.includes(id));

/**
 * A field as it is asked anew: always, and mandatory whatever it was before; but a box may be left unticked if it could, which
 * is an answer too.
 */
const anew = (entry: AskableEntry): FieldDefinition => {
  const always = { when: undefined, requiredWhen: undefined };
  if (entry.kind === 'checkbox') return { ...entry, ...always };
  if (entry.kind === 'rows') return { ...entry, ...always, required: true, min: Math.max(1, entry.min) };
  return { ...entry, ...always, required: true };
};

/** The rules between fields that are all asked anew. */
const rulesAmong = ({ steps }: ServiceDefinition, entries: readonly AskableEntry[]): Rule[] => {
  const asked = new Set(entries.map(({ id }) => id));
  const isAsked = (field: string): boolean => asked.has(field.split('.')[0] ?? '');
  return steps
    .flatMap((step) => (step.kind === 'form' ? step.rules : []))
    .filter((r) => fieldsOfRule(r).every(isAsked));
};

/** What the system answers in: nobody fills it in. */
const paidFields = ({ items }: RequestedPayment, labels: Readonly<Record<BlockPart, string>>): FieldDefinition[] => {
  const plain = { required: true, remember: false };
  const text = { ...plain, kind: 'text', maxLength: 200 } as const;
  const amount = { ...plain, kind: 'money', min: 0, max: MAX_CENTS / 100 } as const;
  return [
    ...items.map(({ label }, index): FieldDefinition => ({ ...amount, id: itemId(index), label })),
    { ...text, id: PAID.notice, label: labels.numero_avviso },
    { ...plain, kind: 'date', id: PAID.day, label: labels.pagato_il, past: false, future: false },
    { ...text, id: PAID.receipt, label: labels.ricevuta, required: false },
  ];
};

/** The answer to a request to pay. @param receipt by which name the payment can be found; empty when there is none */
export const paidAnswers = (
  { items }: RequestedPayment,
  { noticeNumber, day, receipt }: { readonly noticeNumber: string; readonly day: string; readonly receipt: string },
): Answers => ({
  ...Object.fromEntries(items.map(({ amount }, index) => [itemId(index), decimalOfCents(amount)])),
  [PAID.notice]: noticeNumber,
  [PAID.day]: day,
  [PAID.receipt]: receipt,
});

/**
 * A request of integration as a definition of its own, so that the machinery of the compilation reads, checks, draws and
 * prints the answer: one step with exactly what was requested, then the sending. The answer in words is mandatory where
 * nothing else is asked.
 * @param definition the revision that the practice was started on
 * @param labels what the answer in words is called, and what is written of a payment
 */
export const integrationDefinition = (
  definition: ServiceDefinition,
  request: IntegrationRequest,
  labels: Readonly<Record<BlockPart, string>>,
): ServiceDefinition => {
  const nothing = { title: '', guide: [] };
  const summary = { ...nothing, kind: 'summary', id: 'invio' } as const;
  if (request.payment !== null) {
    const fields = paidFields(request.payment, labels);
    return { ...definition, steps: [{ ...nothing, kind: 'form', id: INTEGRATION_STEP, fields, rules: [] }, summary] };
  }
  const entries = requestedEntries(definition, request);
  const documents = request.documents.map(
    (label, index): FieldDefinition => ({
      kind: 'file',
      id: documentId(index),
      label,
      required: true,
      remember: false,
      accept: ['pdf', 'jpeg', 'png', 'p7m'],
    }),
  );
  const text: FieldDefinition = {
    kind: 'textarea',
    id: INTEGRATION_TEXT,
    label: labels.risposta,
    required: entries.length + documents.length === 0,
    remember: false,
    maxLength: 2000,
  };
  return {
    ...definition,
    steps: [
      {
        ...nothing,
        kind: 'form',
        id: INTEGRATION_STEP,
        fields: [...entries.map(anew), ...documents, text],
        rules: rulesAmong(definition, entries),
      },
      summary,
    ],
  };
};

/** The names of what is requested, as a person reads them. */
export const requestedLabels = (definition: ServiceDefinition, request: IntegrationRequest): readonly string[] => [
  ...requestedEntries(definition, request).map(({ label }) => label),
  ...request.documents,
  ...(request.payment?.items ?? []).map(({ label, amount }) => `${label}: ${inEuro(amount)}`),
];

/**
 * What the fields that are asked anew begin with: what was sent, to be corrected. Files begin empty.
 * @param compiled of `integrationDefinition`
 */
export const startingAnswers = ({ steps }: CompiledService, sent: Answers): Answers => {
  const ids = steps.flatMap(({ fields, entries }) => [
    ...fields.filter(({ field }) => !holdsFiles(field)).map(({ field }) => field.id),
    ...entries.flatMap((entry) => (entry.kind === 'rows' ? [entry.rows.rows.id] : [])),
  ]);
  return Object.fromEntries(
    ids.flatMap((id): readonly (readonly [string, string])[] => {
      const answer = sent[id];
      return typeof answer === 'string' ? [[id, answer]] : [];
    }),
  );
};

/** What the citizen has answered so far, in short: the page carries it, so that what is sent is what was read. */
export const integrationDigest = ({ id, answers }: Pick<Integration, 'id' | 'answers'>): string =>
  fingerprint(JSON.stringify([id, Object.entries(answers).toSorted(([a], [b]) => (a < b ? -1 : 1))]));
