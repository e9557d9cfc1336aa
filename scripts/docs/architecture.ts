import { practiceTransitions } from '@stanza/core';
import { machineDiagram, machineTable } from './machine-diagram.ts';
import { replaceSection } from './replace-section.ts';

/** `docs/architecture.md` with its generated part brought up to date. */
export const withMachine = (document: string): string =>
  replaceSection(
    document,
    'practice machine',
    `${machineDiagram(practiceTransitions)}\n\n${machineTable(practiceTransitions)}`,
  );
