import { z } from 'zod';
import { APPLICANT_FACTS, type ApplicantFact } from '../../person/applicant-facts.ts';
import type { Territory } from '../../ports/territory.ts';
import { conditionSchema } from '../condition.ts';

/** Id of a field: the key of its answer. */
export const fieldIdSchema = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/u);

/** What every field of a definition says, whatever its kind. */
export const fieldBaseSchema = z.strictObject({
  /** Unique in the whole definition; it is the key of the answer. */
  id: fieldIdSchema,
  label: z.string().min(1),
  hint: z.string().min(1).optional(),
  required: z.boolean().default(true),
  /** Required only while this holds; without it `required` alone says. */
  requiredWhen: conditionSchema.optional(),
  /** The field exists only while the condition on earlier fields holds. */
  when: conditionSchema.optional(),
  /** A new draft takes the answer from the citizen's last sent practice of the same service. */
  remember: z.boolean().default(false),
  /** A new draft takes the answer from what is known of the applicant. */
  prefill: z.enum(APPLICANT_FACTS).optional(),
});

/** Names of the parts of blocks (an address, a person, the answer to a request, what was paid), as the adapter that draws them says. */
export const BLOCK_PARTS = [
  'via',
  'civico',
  'cap',
  'comune',
  'provincia',
  'stato',
  'codice_postale',
  'scala',
  'piano',
  'interno',
  'nome',
  'cognome',
  'codice_fiscale',
  'data_nascita',
  'luogo_nascita',
  'risposta',
  'numero_avviso',
  'pagato_il',
  'ricevuta',
] as const;
export type BlockPart = (typeof BLOCK_PARTS)[number];

/** Facts from outside the form that a definition is bound to, once. */
export interface ValidationFacts {
  /** The day in Italy, `YYYY-MM-DD`. */
  today(): string;
  readonly territory: Territory;
  readonly partLabels: Readonly<Record<BlockPart, string>>;
}

/** What a display needs to know besides the answer. */
export interface DisplayFacts {
  /** Names of the files that answers point to, by id. */
  readonly fileNames: ReadonlyMap<string, string>;
  /** What is known of the applicant; facts without a value are missing. */
  readonly applicant: ReadonlyMap<ApplicantFact, string>;
}

/**
 * A kind of field: a code file that says how its data look, how a typed string becomes a value, when the value is
 * good and how a person reads it. Answers are kept as normalised strings; the empty string is "no answer".
 */
export interface FieldKind<Definition> {
  /** Normalising what `typed` gives back changes nothing. */
  normalise(typed: string, definition: Definition, facts: ValidationFacts): string;
  /** Schema of a non-empty, normalised value; its messages are `FieldErrorCode`s. */
  schema(definition: Definition, facts: ValidationFacts): z.ZodType<string>;
  /** What the input holds, where a person would not recognise the value itself. */
  typed?(definition: Definition, value: string, facts: ValidationFacts): string;
  display(definition: Definition, value: string, facts: DisplayFacts & ValidationFacts): string;
}

/** The value as it is, for kinds whose value is what a person reads. */
export const asItIs = (_definition: unknown, value: string): string => value;
/** For kinds that change nothing of what was typed (it is clean already). */
export const asTyped = (typed: string): string => typed;
