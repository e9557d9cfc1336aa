import type { Operator } from './operator.ts';

/** An operator at work, and the network address that they come from: what the register of the office's acts says of each. */
export interface Actor {
  readonly operator: Operator;
  readonly address: string;
}
