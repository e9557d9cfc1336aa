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

let closing = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (closing) return;
    closing = true;
    void simulator.close();
  });
}
