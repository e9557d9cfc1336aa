/** A request to one of the APIs, read. */
export interface ApiCall {
  /** Codice fiscale of the creditor whose key it has. */
  readonly creditor: Creditor;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** An ente that has subscribed to the platform. */
export interface Creditor {
  readonly fiscalCode: string;
  readonly companyName: string;
  readonly segregationCodes: readonly string[];
  /** Of each API; Checkout wants none. */
  readonly keys: {
    readonly gpd: string;
    readonly bizEvents: string;
    readonly notices: string;
    readonly checkout: string | null;
  };
}

export interface ApiReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Bytes, or what becomes JSON; null where there is none. */
  readonly body: unknown;
}

export const json = (status: number, body: unknown): ApiReply => ({ status, body });

/** An error as all four APIs say it. */
export const problem = (status: number, title: string): ApiReply => json(status, { title, status, detail: title });
