import { z } from 'zod';
import { dueItemSchema, MAX_ITEMS } from '../payment/due.ts';
import { partProblems } from './check-definition.ts';
import { conditionSchema } from './condition.ts';
import { fieldSchema } from './field-kinds/index.ts';
import { ruleSchema } from './rule.ts';

const paragraphs = z.array(z.string().min(1)).min(1);
const stepId = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/u);

const stepBase = z.strictObject({
  /** Path segment of the step's page; for steps without fields also the key of the confirmation. */
  id: stepId,
  title: z.string().min(1),
  /** "Guida alla compilazione": what the citizen does in this step (manual §6). */
  guide: paragraphs,
});

const instructionsStep = stepBase.extend({
  kind: z.literal('instructions'),
  text: paragraphs,
  consent: z.string().min(1),
});
const applicantStep = stepBase.extend({ kind: z.literal('applicant') });
const formStep = stepBase.extend({
  kind: z.literal('form'),
  when: conditionSchema.optional(),
  fields: z.array(fieldSchema).min(1),
  rules: z.array(ruleSchema).default([]),
});
/** What is paid before sending (manual §6), where the ente asks for it on the portal; not walked when nothing is owed. */
const paymentStep = stepBase.extend({
  kind: z.literal('payment'),
  when: conditionSchema.optional(),
  items: z.array(dueItemSchema).min(1).max(MAX_ITEMS),
});
const summaryStep = stepBase.extend({ kind: z.literal('summary') });

export const stepSchema = z.discriminatedUnion('kind', [
  instructionsStep,
  applicantStep,
  formStep,
  paymentStep,
  summaryStep,
]);

/** The eight sections of a service's sheet (reference ui.md, page 3), each a list of paragraphs. */
const sheetSchema = z.strictObject({
  aChi: paragraphs,
  comeFare: paragraphs,
  cosaServe: paragraphs,
  cosaSiOttiene: paragraphs,
  tempi: paragraphs,
  accedi: paragraphs,
  condizioni: paragraphs,
  contatti: paragraphs,
});

/** The sections in the order of the national model. */
export const SHEET_PARTS = [
  'aChi',
  'comeFare',
  'cosaServe',
  'cosaSiOttiene',
  'tempi',
  'accedi',
  'condizioni',
  'contatti',
] as const satisfies readonly (keyof z.infer<typeof sheetSchema>)[];

export const MAX_DESCRIPTION = 300;
export const MAX_DEADLINE_DAYS = 365;

/** Whom a service is for: what one searches the list by. */
export const AUDIENCES = ['cittadini', 'famiglie', 'associazioni', 'imprese', 'professionisti'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** What a definition is, part by part: without the rules between them. */
export const definitionShape = z.strictObject({
  slug: z.string().regex(/^[a-z][a-z0-9-]{0,79}$/u),
  revision: z.int().min(1),
  name: z.string().min(1).max(120),
  /** The area that groups similar services, for example "Anagrafe e stato civile". */
  area: z.string().min(1).max(80),
  audience: z.array(z.enum(AUDIENCES)).min(1).default(['cittadini']),
  /** One or two sentences for cards and lists. */
  description: z.string().min(1).max(MAX_DESCRIPTION),
  introduction: paragraphs,
  sheet: sheetSchema,
  office: z.string().min(1),
  responsible: z.string().min(1),
  /** Days within which the office must answer (law 241/1990). */
  deadlineDays: z.int().min(1).max(MAX_DEADLINE_DAYS),
  /** How many drafts a citizen may have at once (manual §6), unless the ente chooses otherwise (`draftsOf`). */
  drafts: z.enum(['one', 'many']),
  steps: z.array(stepSchema).min(3),
});

/** The schema of a service's definition: data only, one file for each service in `packages/services`. */
export const serviceDefinitionSchema = definitionShape.superRefine((definition, context) => {
  for (const { path, ...problem } of partProblems(definition)) {
    context.addIssue({ code: 'custom', path: [...path], message: JSON.stringify(problem) });
  }
});
export type ServiceDefinition = z.infer<typeof serviceDefinitionSchema>;
export type StepDefinition = z.infer<typeof stepSchema>;
