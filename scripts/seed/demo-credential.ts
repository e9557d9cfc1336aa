/** How to sign in as one of the invented members of staff. */
export interface DemoCredential {
  /** Name of the Comune. */
  readonly ente: string;
  /** In Italian, as it is printed: "operatore", "amministratore". */
  readonly role: string;
  readonly username: string;
  readonly password: string;
  /** The key of the authenticator app, in base32; null for who has no second factor. */
  readonly secondFactor: string | null;
}
