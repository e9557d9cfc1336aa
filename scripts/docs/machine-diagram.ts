import type { PracticeTransition } from '@stanza/core';

const label = ({ event, guard }: PracticeTransition): string => (guard === null ? event : `${event} [${guard}]`);

/** A cell of a Markdown table; what is not there is a dash. */
const cell = (text: string): string => (text === '' ? '–' : `\`${text}\``);

/** The states and events of a practice as a Mermaid state diagram. */
export const machineDiagram = (transitions: readonly PracticeTransition[]): string =>
  [
    '```mermaid',
    'stateDiagram-v2',
    '  [*] --> bozza',
    ...transitions.map((transition) => `  ${transition.from} --> ${transition.to}: ${label(transition)}`),
    '  accettata --> [*]',
    '  rifiutata --> [*]',
    '```',
  ].join('\n');

/** The same as a table that also says what follows each event: the effects queued in its transaction. */
export const machineTable = (transitions: readonly PracticeTransition[]): string =>
  [
    '| From | Event | If | To | What follows |',
    '| --- | --- | --- | --- | --- |',
    ...transitions.map(
      ({ from, event, guard, to, actions }) =>
        `| \`${from}\` | \`${event}\` | ${cell(guard ?? '')} | \`${to}\` | ${actions.map(cell).join(', ') || '–'} |`,
    ),
  ].join('\n');
