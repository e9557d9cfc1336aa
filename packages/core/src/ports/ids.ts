/** The only source of identifiers in the domain: a fresh UUID (version 7, so that keys grow with time) at each call. */
export interface Ids {
  next(): string;
}
