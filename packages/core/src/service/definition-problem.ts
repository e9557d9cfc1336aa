/** From the outermost object to the part that is meant. */
export type PartPath = readonly (string | number)[];

/** What is wrong between parts of a definition that are each well formed. */
export type PartProblem =
  | { readonly code: 'id_twice'; readonly id: string }
  | { readonly code: 'id_reserved'; readonly id: string }
  /** A condition names what is not the id of an earlier field. */
  | { readonly code: 'unknown_field'; readonly field: string }
  /** A condition compares a field with what it can never be. */
  | { readonly code: 'not_a_value'; readonly field: string; readonly value: string; readonly values: readonly string[] }
  | { readonly code: 'condition_too_deep'; readonly max: number }
  | { readonly code: 'min_over_max'; readonly min: number; readonly max: number }
  | { readonly code: 'option_twice' }
  | { readonly code: 'cell_twice' }
  | { readonly code: 'applicant_twice' }
  /** The first step is not "instructions", or another one is. */
  | { readonly code: 'first_step' }
  /** The last step is not "summary", or another one is. */
  | { readonly code: 'last_step' }
  /** A step of payment is not the one before the last. */
  | { readonly code: 'payment_before_summary' }
  /** An amount that follows from an answer says nothing of one of the answers. */
  | { readonly code: 'no_amount'; readonly value: string }
  /** A rule names what is not the id of a field of its step. */
  | { readonly code: 'not_in_step'; readonly field: string };

/** What is wrong with one part by itself. */
type ShapeProblem =
  /** @property values when there are few that it may have; empty when not */
  | { readonly code: 'missing'; readonly values: readonly string[] }
  | { readonly code: 'wrong_type'; readonly expected: string }
  | { readonly code: 'unknown_key'; readonly key: string }
  | { readonly code: 'not_one_of'; readonly values: readonly string[] }
  | { readonly code: 'too_few'; readonly min: number }
  | { readonly code: 'too_many'; readonly max: number }
  | { readonly code: 'empty_text' }
  | { readonly code: 'text_too_long'; readonly max: number }
  | { readonly code: 'too_low'; readonly min: number }
  | { readonly code: 'too_high'; readonly max: number }
  /** An id, a slug or a value has letters or signs that it may not have. */
  | { readonly code: 'bad_name' }
  | { readonly code: 'bad_condition' }
  | { readonly code: 'condition_in_rows' }
  | { readonly code: 'invalid' };

/** What is too much of it. */
type SizeProblem =
  | { readonly code: 'too_deep'; readonly max: number }
  | { readonly code: 'too_many_steps'; readonly max: number }
  | { readonly code: 'too_many_fields'; readonly max: number };

/** What is wrong with a definition, and where. */
export type PlacedProblem = (PartProblem | ShapeProblem | SizeProblem) & { readonly path: PartPath };

/** The same, with the names that people know the place by. */
export type DefinitionProblem = PlacedProblem & {
  /** Title of the step it is in, or its id; null when it is in none, or both are missing. */
  readonly inStep: string | null;
  /** Id of the field it is in. */
  readonly inField: string | null;
};
