/** What a citizen can do something about, by the number of the provider's ErrorCode (spid.md 2.4). */
export const CITIZEN_ERRORS = [19, 20, 21, 22, 23, 25, 30] as const;
export type CitizenError = (typeof CITIZEN_ERRORS)[number];

/** Why a message of a provider opens nothing. */
export type SignInRefusal =
  /** The provider says that the citizen did not or could not sign in. */
  | { readonly code: 'not_signed_in'; readonly error: CitizenError }
  /** The provider says that something is wrong with our request, or something unknown: an operator has to look at it. */
  | { readonly code: 'provider_fault'; readonly error: number | null }
  /** The level that was reached is below the one that was asked. */
  | { readonly code: 'level_too_low' }
  /**
   * The message breaks a rule.
   * @see rule a short English name of the rule for the log ("response_destination"); never shown
   */
  | { readonly code: 'not_valid'; readonly rule: string };
