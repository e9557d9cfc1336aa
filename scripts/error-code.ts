/**
 * Tells whether something thrown carries this `code` (`ENOENT`, `EADDRINUSE`, a SQLSTATE). Not by `instanceof Error`:
 * under Jest the errors of Node belong to another realm.
 */
export function hasErrorCode(thrown: unknown, code: string): boolean {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown && thrown.code === code;
}
