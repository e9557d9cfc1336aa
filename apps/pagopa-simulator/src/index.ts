export type { SimulatedExchange } from './api/register-apis.ts';
export type { Creditor } from './api/reply.ts';
export type { TypedTrouble } from './control/troubles.ts';
export {
  type PagopaSimulator,
  type PagopaSimulatorOptions,
  startPagopaSimulator,
} from './start-pagopa-simulator.ts';
