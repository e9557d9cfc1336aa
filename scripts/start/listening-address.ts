import type { StartConfig } from '../config.ts';

/** Where the web application listens, without a slash at the end. */
export function listeningAddress({ host, port }: Pick<StartConfig, 'host' | 'port'>): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
