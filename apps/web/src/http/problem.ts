import type { SignInLevel } from '@stanza/core';

/** Why a request ends on an error page. */
export type ProblemCode =
  | 'bad_request'
  | 'csrf'
  | 'level_too_low'
  | 'not_found'
  | 'ente_disabled'
  | 'method_not_allowed'
  | 'stale_version'
  | 'not_in_charge'
  | 'not_possible'
  | 'not_reassignable'
  | 'attachment_sent'
  | 'draft_paid'
  | 'service_suspended'
  | 'service_not_open_yet'
  | 'service_closed'
  | 'too_large'
  | 'unsupported_media'
  | 'too_many_lookups'
  | 'too_many_sign_ins'
  | 'too_many_copies'
  | 'too_many_ratings'
  | 'too_many_invitations'
  | 'not_yourself'
  | 'too_many_exports'
  | 'too_many_columns'
  | 'overloaded'
  | 'internal';

/** Code → HTTP status: the one table. */
export const PROBLEM_STATUS: Readonly<Record<ProblemCode, number>> = {
  bad_request: 400,
  csrf: 403,
  level_too_low: 403,
  not_found: 404,
  ente_disabled: 404,
  method_not_allowed: 405,
  stale_version: 409,
  not_in_charge: 409,
  not_possible: 409,
  not_reassignable: 409,
  attachment_sent: 409,
  draft_paid: 409,
  service_suspended: 409,
  service_not_open_yet: 409,
  service_closed: 409,
  too_large: 413,
  unsupported_media: 415,
  too_many_lookups: 429,
  too_many_sign_ins: 429,
  too_many_copies: 429,
  too_many_ratings: 429,
  too_many_invitations: 429,
  not_yourself: 409,
  too_many_exports: 429,
  too_many_columns: 409,
  overloaded: 503,
  internal: 500,
};

/** Something that a person typed, and what it was asked as. */
export interface Written {
  readonly term: string;
  readonly value: string;
}

/** Thrown by a route to end on the error page of its code. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  /** What came with the request and has no page of its own any more: the error page gives it back. */
  readonly written: readonly Written[];
  /** The level of sign-in with which one comes back to the page; null when a sign-in does not help. */
  readonly signIn: SignInLevel | null;

  constructor(code: ProblemCode, written: readonly Written[] = [], signIn: SignInLevel | null = null) {
    super(code);
    this.code = code;
    this.signIn = signIn;
    this.written = written.filter(({ value }) => value !== '');
  }
}
