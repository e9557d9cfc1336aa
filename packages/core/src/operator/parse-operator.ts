import { emailSchema } from '../person/contact-schemas.ts';
import type { Service } from '../service/service.ts';
import { type FieldError, fieldErrorCode } from '../shared/field-error.ts';
import type { ServiceId } from '../shared/ids.ts';
import { ok, type Result, refuse } from '../shared/result.ts';
import { cleanText } from '../shared/text.ts';
import type { Operator } from './operator.ts';

export const MAX_OPERATOR_NAME = 100;

/** What the form of an operator sends, as it was typed and ticked. */
export interface OperatorInput {
  readonly name: string;
  readonly role: string;
  /** Ids of services. */
  readonly services: readonly string[];
}

export interface InvalidOperator {
  readonly code: 'invalid_operator';
  /** At the names of the input, and `email`. */
  readonly errors: readonly FieldError[];
}

const ROLES: readonly Operator['role'][] = ['operatore', 'amministratore'];

const nameErrors = (name: string): readonly FieldError[] => {
  if (name === '') return [{ field: 'name', code: 'required' }];
  return [...name].length > MAX_OPERATOR_NAME ? [{ field: 'name', code: 'too_long' }] : [];
};

const emailErrors = (email: string | null): readonly FieldError[] => {
  if (email === null) return [];
  if (email === '') return [{ field: 'email', code: 'required' }];
  const parsed = emailSchema.safeParse(email);
  return parsed.success ? [] : [{ field: 'email', code: fieldErrorCode(parsed.error.issues[0]?.message) }];
};

/**
 * Reads an operator.
 * @param email null for one that is there already: it is what they sign in with and does not change
 * @param offered the services of the ente: others that were ticked do not count, as when one has gone meanwhile
 */
export const parseOperator = (
  input: OperatorInput,
  email: string | null,
  offered: readonly Service[],
): Result<Pick<Operator, 'name' | 'role'> & { email: string; services: readonly ServiceId[] }, InvalidOperator> => {
  const name = cleanText(input.name).replaceAll(/\s+/gu, ' ');
  const address = email === null ? null : cleanText(email);
  const role = ROLES.find((one) => one === input.role);
  const ticked = new Set(input.services);
  const services = offered.map(({ id }) => id).filter((id) => ticked.has(id));
  const errors = [...nameErrors(name), ...emailErrors(address)];
  if (role === undefined) return refuse({ code: 'invalid_operator', errors: [...errors, NO_ROLE] });
  if (errors.length > 0) return refuse({ code: 'invalid_operator', errors });
  return ok({ name, role, services: services.toSorted(), email: address ?? '' });
};

const NO_ROLE: FieldError = { field: 'role', code: 'not_an_option' };
