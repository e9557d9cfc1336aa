import type { Browser } from 'playwright-core';
import { makeTestPortal, type TestPortal } from '../../apps/web/src/testing/test-portal.ts';
import { type Stage, setStage } from '../../apps/web/test/browser/stage.ts';
import { findChromium, launchChromium } from './chromium.ts';
import { announceCluster } from './config.ts';
import { openTestCluster } from './test-cluster.ts';

/** A portal that listens, with practices in every state, and a browser to look at it. */
export interface OpenStage {
  readonly portal: TestPortal;
  readonly stage: Stage;
  readonly origin: string;
  readonly browser: Browser;
  /** Ends all of it. */
  close(): Promise<void>;
}

/**
 * Sets the stage of the browser tests for a script; whoever calls closes it.
 * @throws Error when there is no Chromium
 */
export const openStage = async (): Promise<OpenStage> => {
  const program = await findChromium();
  if (program === null) throw new Error('There is no Chromium to look at the pages with');
  const opened = new AsyncDisposableStack();
  try {
    const cluster = await openTestCluster();
    opened.defer(() => cluster.close());
    announceCluster(cluster.doorUrl);
    const portal = await makeTestPortal();
    opened.defer(() => portal.close());
    const browser = await launchChromium(program);
    opened.defer(() => browser.close());
    const origin = await portal.app.server.listen({ host: '127.0.0.1', port: 0 });
    const stage = await setStage(portal);
    return { portal, stage, origin, browser, close: () => opened.disposeAsync() };
  } catch (error) {
    await opened.disposeAsync();
    throw error;
  }
};
