import { setTimeout as after } from 'node:timers/promises';
import { describeError, loadTerritory } from '@stanza/gateways';
import pino from 'pino';
import { makeContainer } from './composition/container.ts';
import {
  appPoolToken,
  loggerToken,
  queuePoolToken,
  recoverToken,
  smtpMailerToken,
  tasksToken,
} from './composition/tokens.ts';
import { readWorkerConfig } from './config.ts';
import { runWorker } from './run-worker.ts';

/** What has not ended by then is cut off, and done again at the next start: whoever stops us is waiting. */
const STOP_TIMEOUT_MS = 8_000;
const NO_DATABASE = 'Il worker non riesce a usare il database: controllate DATABASE_APP_URL e DATABASE_QUEUE_URL.';
const BROKEN = 'Il worker ha perso il collegamento con il database e si ferma.';

const exitWith = (sentence: string): never => {
  process.stderr.write(`${sentence}\n`);
  return process.exit(1);
};

const config = readWorkerConfig();
if (!config.ok) exitWith(config.error.sentence);
else {
  const logger = pino({ level: config.value.mode === 'production' ? 'info' : 'warn', base: { process: 'worker' } });
  const container = makeContainer(config.value, logger, await loadTerritory());
  const complain = (sentence: string) => (error: unknown) => {
    container.get(loggerToken).fatal({ error: describeError(error) }, 'The worker ends');
    return exitWith(sentence);
  };
  await container.get(appPoolToken).query('select').catch(complain(NO_DATABASE));
  const parts = { queuePool: container.get(queuePoolToken), tasks: container.get(tasksToken), logger };
  const started = runWorker({ ...parts, recover: container.get(recoverToken) });
  const stop = async () => {
    await Promise.race([started.then((worker) => worker.stop()), after(STOP_TIMEOUT_MS)]);
    container.get(smtpMailerToken)?.close();
    process.exit(0);
  };
  for (const event of ['SIGTERM', 'SIGINT', 'disconnect']) process.once(event, stop);
  const worker = await started.catch(complain(NO_DATABASE));
  process.send?.('ready');
  await worker.broken.then(complain(BROKEN));
}
