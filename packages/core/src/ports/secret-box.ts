/**
 * What the portal keeps secret by its key (`STANZA_SECRET_KEY`), which is not in the database.
 *
 * Promise: what is sealed can be read only by who has the key, and only in the context that it was sealed in; `open` answers null
 * to anything else and never throws; what is derived is the same each time, in every process of a portal, and can be neither
 * guessed nor computed without the key. Contexts are any text.
 */
export interface SecretBox {
  /** @param context whose it is and what for, so that a value moved to another place is worth nothing there */
  seal(context: string, text: string): string;
  open(context: string, sealed: string): string | null;
  /** 64 hexadecimal digits that belong to a context: a token that need not be stored, a digest that nobody can try out. */
  derive(context: string): string;
  /** Whether this is what `derive` gives for a context, found out in the same time wherever it differs. */
  isDerived(context: string, candidate: string): boolean;
}
