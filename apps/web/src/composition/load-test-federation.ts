import type { TestFederation } from '@stanza/gateways';
import type { WebConfig } from '../config.ts';

/**
 * The federation of development, with the test identity provider; null in production, where nothing of it is even loaded.
 * @param origin address of the portal, once it is known
 * @throws Error where others than this machine reach the portal
 */
export const loadTestFederation = async (
  { mode, host }: Pick<WebConfig, 'mode' | 'host'>,
  origin: () => string,
): Promise<TestFederation | null> => {
  if (mode === 'production') return null;
  const { makeTestFederation } = await import('@stanza/gateways/test-provider');
  return makeTestFederation({ mode, host, origin });
};
