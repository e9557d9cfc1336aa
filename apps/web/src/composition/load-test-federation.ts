import { isLoopback, type TestFederation } from '@stanza/gateways';
import type { WebConfig } from '../config.ts';

/**
 * The federation of development, with the test identity provider; null in production, where nothing of it is even loaded.
 * @param origin address of the portal, once it is known
 * @returns null too where a proxy stands in front or the portal has a name
 * @throws Error where others than this machine reach it
 */
export const loadTestFederation = async (
  { mode, host, trustProxy, portalUrl }: Pick<WebConfig, 'mode' | 'host' | 'trustProxy' | 'portalUrl'>,
  origin: () => string,
): Promise<TestFederation | null> => {
  if (mode === 'production') return null;
  // Behind a proxy, or under a name of its own, others reach it whatever it listens on.
  if (trustProxy || !isLoopback(new URL(portalUrl).hostname.replace(/^\[|\]$/gu, ''))) return null;
  const { makeTestFederation } = await import('@stanza/gateways/test-provider');
  return makeTestFederation({ mode, host, origin });
};
