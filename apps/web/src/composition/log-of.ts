import type { KeyLog } from '@stanza/gateways';
import type { App } from '../app.ts';

/** The log of a server that is made after its parts. @param server null until it is made; what is said before is lost */
export const logOf = (server: () => App['server'] | null): KeyLog => ({
  warn: (what, message) => server()?.log.warn(what, message),
  error: (what, message) => server()?.log.error(what, message),
});
