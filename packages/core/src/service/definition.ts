import { z } from 'zod';
import { conditionSchema, fieldsOf } from './condition.ts';
import { fieldSchema } from './field-kinds/index.ts';

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
});
const summaryStep = stepBase.extend({ kind: z.literal('summary') });

const stepSchema = z.discriminatedUnion('kind', [instructionsStep, applicantStep, formStep, summaryStep]);

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

const shape = z.strictObject({
  slug: z.string().regex(/^[a-z][a-z0-9-]{0,79}$/u),
  revision: z.int().min(1),
  name: z.string().min(1).max(120),
  /** The area that groups similar services, for example "Anagrafe e stato civile". */
  area: z.string().min(1).max(80),
  /** One or two sentences for cards and lists. */
  description: z.string().min(1).max(300),
  introduction: paragraphs,
  sheet: sheetSchema,
  office: z.string().min(1),
  responsible: z.string().min(1),
  /** Days within which the office must answer (law 241/1990). */
  deadlineDays: z.int().min(1).max(365),
  /** How many drafts a citizen may have at once (manual §6). */
  drafts: z.enum(['one', 'many']),
  steps: z.array(stepSchema).min(3),
});

/** Rules between parts: a mistake is reported with the path of the part that is wrong. */
const checkWhole = (definition: z.infer<typeof shape>, context: z.RefinementCtx): void => {
  const complain = (path: PropertyKey[], message: string) => context.addIssue({ code: 'custom', path, message });
  const earlier = new Set<string>();
  const stepIds = new Set<string>();
  const checkCondition = (condition: z.infer<typeof conditionSchema> | undefined, path: PropertyKey[]) => {
    for (const field of condition === undefined ? [] : fieldsOf(condition)) {
      if (!earlier.has(field)) complain([...path, 'when'], `"${field}" is not the id of an earlier field`);
    }
  };
  definition.steps.forEach((step, index) => {
    const path = ['steps', index];
    if ((index === 0) !== (step.kind === 'instructions'))
      complain(path, 'the first step, and no other, is "instructions"');
    if ((index === definition.steps.length - 1) !== (step.kind === 'summary')) {
      complain(path, 'the last step, and no other, is "summary"');
    }
    if (stepIds.has(step.id)) complain([...path, 'id'], `the step id "${step.id}" is used twice`);
    stepIds.add(step.id);
    if (step.kind !== 'form') return;
    checkCondition(step.when, path);
    step.fields.forEach((field, at) => {
      const fieldPath = [...path, 'fields', at];
      checkCondition(field.when, fieldPath);
      if (earlier.has(field.id)) complain([...fieldPath, 'id'], `the field id "${field.id}" is used twice`);
      earlier.add(field.id);
    });
  });
};

/** The schema of a service's definition: data only, one file for each service in `packages/services`. */
export const serviceDefinitionSchema = shape.superRefine(checkWhole);
export type ServiceDefinition = z.infer<typeof serviceDefinitionSchema>;
export type StepDefinition = z.infer<typeof stepSchema>;
