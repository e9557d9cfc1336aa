import { makeSystemClock } from '@stanza/gateways';
import { readConfig } from './config.ts';
import { startPagopaSimulator } from './start-pagopa-simulator.ts';

const { port, creditors, file } = readConfig();
const simulator = await startPagopaSimulator({
  port,
  creditors,
  clock: makeSystemClock(),
  ...(file === undefined ? {} : { file }),
});
console.log(`The simulator of pagoPA answers at ${simulator.url}; its counter is ${simulator.url}/sportello`);

const stop = async () => {
  await simulator.close();
  process.exit(0);
};
for (const event of ['SIGTERM', 'SIGINT', 'disconnect']) process.once(event, stop);
process.send?.('ready');
