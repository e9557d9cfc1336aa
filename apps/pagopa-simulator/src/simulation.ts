import type { Clock } from '@stanza/core';
import { type Book, type Charge, keepBook, openBook, type Position } from './book/book.ts';
import { type Ledger, makeLedger } from './book/ledger.ts';
import { makeTroubles, type Troubles, type TypedTrouble } from './control/troubles.ts';

/** What can be done with the world around the platform. */
export interface Simulation {
  now(): Date;
  /** Moves its clock on, or back. */
  moveClock(milliseconds: number): void;
  /** Somebody pays at a counter. @returns whether money was taken from them */
  pay(creditor: string, noticeNumber: string): boolean;
  /** Everything that was taken from anybody, in order. */
  charges(): readonly Charge[];
  /** The money has come to the ente. */
  report(creditor: string, noticeNumber: string): void;
  /** Somebody of the ente withdraws a position. @returns whether it could be */
  withdraw(creditor: string, iupd: string): boolean;
  /** Receipts of what is paid from now on are not there yet; or they are, also those from before. */
  holdReceipts(held: boolean): void;
  /** Lets a call go wrong. */
  trouble(trouble: TypedTrouble): void;
  clearTroubles(): void;
  /** Whether nobody answers. */
  setDown(down: boolean): void;
  state(): { readonly now: Date; readonly positions: readonly Position[]; readonly charges: readonly Charge[] };
}

/** A simulation, and what only the simulator itself uses. */
export interface Inside {
  readonly simulation: Simulation;
  readonly book: Book;
  readonly ledger: Ledger;
  readonly troubles: Troubles;
  keep(): void;
  /** Somebody pays. @returns whether money was taken from them */
  charge(where: Charge['where'], creditor: string, noticeNumber: string): boolean;
  isHeld(idReceipt: string): boolean;
  isDown(): boolean;
}

export interface SimulationOptions {
  readonly clock: Clock;
  /** Where it is kept, so that it is there again; null where it need not be. */
  readonly file: string | null;
  readonly checksNumbers: boolean;
}

export const makeSimulation = ({ clock, file, checksNumbers }: SimulationOptions): Inside => {
  const book = openBook(file);
  const troubles = makeTroubles();
  const flags = { down: false, holds: false };
  const held = new Set<string>();
  const now = (): Date => new Date(clock.now().getTime() + book.moved);
  const ledger = makeLedger(book, { now, checksNumbers });
  const keep = (): void => {
    keepBook(file, book);
  };
  const charge: Inside['charge'] = (where, creditor, noticeNumber) => {
    const found = ledger.findOption(creditor, noticeNumber);
    const isPaid = found !== null && ledger.pay(...found, where) === null;
    const receipt = found?.[1].payment?.idReceipt;
    if (isPaid && flags.holds && receipt !== undefined) held.add(receipt);
    keep();
    return isPaid;
  };
  const simulation: Simulation = {
    now,
    moveClock(milliseconds) {
      book.moved += milliseconds;
      keep();
    },
    pay: (creditor, noticeNumber) => charge('sportello', creditor, noticeNumber),
    charges: () => book.charges,
    report(creditor, noticeNumber) {
      const found = ledger.findOption(creditor, noticeNumber);
      if (found !== null) ledger.report(...found);
      keep();
    },
    withdraw(creditor, iupd) {
      const position = ledger.find(creditor, iupd);
      const isDone = position !== undefined && ledger.invalidate(position) === null;
      keep();
      return isDone;
    },
    holdReceipts(holds) {
      flags.holds = holds;
      if (!holds) held.clear();
    },
    trouble: troubles.add,
    clearTroubles: troubles.clear,
    setDown(down) {
      flags.down = down;
    },
    state: () => ({ now: now(), positions: book.positions, charges: book.charges }),
  };
  return { simulation, book, ledger, troubles, keep, charge, isHeld: (id) => held.has(id), isDown: () => flags.down };
};
