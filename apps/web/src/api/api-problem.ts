/** Why a request of a program was not done: the one table of code → status. */
export const API_STATUS = {
  bad_request: 400,
  wrong_key: 401,
  not_found: 404,
  method_not_allowed: 405,
  other_number: 409,
  number_taken: 409,
  too_large: 413,
  unsupported_media: 415,
  bad_body: 422,
  bad_number: 422,
  bad_day: 422,
  too_many_attempts: 429,
  internal: 500,
  overloaded: 503,
} as const;
export type ApiProblemCode = keyof typeof API_STATUS;

/** Thrown by a route of an API to end with the problem of its code. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly code: ApiProblemCode;
  /** Where in what was sent something is wrong; never what stood there. */
  readonly where: readonly string[];
  constructor(code: ApiProblemCode, where: readonly string[] = []) {
    super(code);
    this.code = code;
    this.where = where;
  }
}
