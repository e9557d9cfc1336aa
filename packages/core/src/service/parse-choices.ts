import { isCalendarDate } from '../shared/calendar.ts';
import type { FieldError } from '../shared/field-error.ts';
import { ok, type Result, refuse } from '../shared/result.ts';
import { cleanText } from '../shared/text.ts';
import { SIGN_IN_LEVELS } from '../sign-in/federation.ts';
import { ANSWER_FLOWS, DRAFT_CHOICES, type ProtocolValues, type ServiceChoices } from './service.ts';

export const PROTOCOL_VALUES = [
  'office',
  'classification',
  'dossier',
  'documentType',
] as const satisfies readonly (keyof ProtocolValues)[];

/** Longest value of a protocol registry, in characters. */
export const MAX_PROTOCOL_VALUE = 100;
/** Positions go from 0 to this. */
export const MAX_POSITION = 999;

/** What the form sends, as it was typed; `suspended`, `featured` and `bulkDecisions` are boxes: ticked or not. */
export interface ChoicesInput extends Readonly<Record<(typeof PROTOCOL_VALUES)[number], string>> {
  readonly suspended: boolean;
  readonly featured: boolean;
  readonly opensOn: string;
  readonly closesOn: string;
  readonly position: string;
  readonly drafts: string;
  readonly signInLevel: string;
  readonly answerFlow: string;
  readonly bulkDecisions: boolean;
}

const dayError = (field: 'opensOn' | 'closesOn', day: string): readonly FieldError[] =>
  day === '' || isCalendarDate(day) ? [] : [{ field, code: 'invalid_date' }];

const positionErrors = (typed: string): readonly FieldError[] => {
  if (typed === '') return [];
  if (!/^\d+$/u.test(typed)) return [{ field: 'position', code: 'invalid_integer' }];
  return Number(typed) > MAX_POSITION ? [{ field: 'position', code: 'out_of_range' }] : [];
};

/**
 * Reads what an ente chooses of a service. Several practices are decided at once only where no signature is needed: each answer is
 * signed by itself.
 * @returns errors at the names of the input
 */
export const parseChoices = (
  input: ChoicesInput,
): Result<ServiceChoices, { readonly code: 'invalid_choices'; readonly errors: readonly FieldError[] }> => {
  const [opensOn, closesOn, position] = [input.opensOn.trim(), input.closesOn.trim(), input.position.trim()];
  const drafts = DRAFT_CHOICES.find((choice) => choice === input.drafts);
  const signInLevel = SIGN_IN_LEVELS.find((level) => String(level) === input.signInLevel);
  const answerFlow = ANSWER_FLOWS.find((flow) => flow === input.answerFlow);
  const lineOf = (name: (typeof PROTOCOL_VALUES)[number]) => cleanText(input[name]).replaceAll(/\s+/gu, ' ');
  const errors: FieldError[] = [
    ...dayError('opensOn', opensOn),
    ...dayError('closesOn', closesOn),
    ...positionErrors(position),
    ...PROTOCOL_VALUES.filter((name) => [...lineOf(name)].length > MAX_PROTOCOL_VALUE).map(
      (field): FieldError => ({ field, code: 'too_long' }),
    ),
  ];
  if (drafts === undefined) errors.push({ field: 'drafts', code: 'not_an_option' });
  if (signInLevel === undefined) errors.push({ field: 'signInLevel', code: 'not_an_option' });
  if (answerFlow === undefined) errors.push({ field: 'answerFlow', code: 'not_an_option' });
  else if (input.bulkDecisions && answerFlow !== 'documento') {
    errors.push({ field: 'bulkDecisions', code: 'needs_unsigned_answer' });
  }
  if (errors.length === 0 && opensOn !== '' && closesOn !== '' && closesOn < opensOn) {
    errors.push({ field: 'closesOn', code: 'ends_before_start' });
  }
  if (errors.length > 0 || answerFlow === undefined || drafts === undefined || signInLevel === undefined) {
    return refuse({ code: 'invalid_choices', errors });
  }
  return ok({
    status: input.suspended ? 'sospeso' : 'attivo',
    featured: input.featured,
    opensOn: opensOn === '' ? null : opensOn,
    closesOn: closesOn === '' ? null : closesOn,
    settings: {
      answerFlow,
      bulkDecisions: input.bulkDecisions,
      position: Number(position),
      drafts,
      signInLevel,
      protocol: {
        office: lineOf('office'),
        classification: lineOf('classification'),
        dossier: lineOf('dossier'),
        documentType: lineOf('documentType'),
      },
    },
  });
};
