/** A refusal that we foresee: a stable `code` that adapters translate into a status and a sentence. */
export interface Refusal {
  readonly code: string;
}

export type Result<T, E extends Refusal> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

export const refuse = <const E extends Refusal>(error: E): { readonly ok: false; readonly error: E } => ({
  ok: false,
  error,
});
