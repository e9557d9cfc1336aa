#!/usr/bin/env node
/**
 * `npx stanza`: what whoever runs the platform does at a terminal; `--help` tells what there is. Exit codes: 0 done, 1 not done,
 * 2 wrong usage, 3 a register is not whole or cannot be opened, 4 the database is not of this version.
 */
import { debuglog } from 'node:util';
import { runStanza } from './stanza/run-stanza.ts';

/** The stack, for who looks for it: NODE_DEBUG=stanza. */
const detail = debuglog('stanza');

const terminal = { say: console.log, sayError: console.error };
process.exitCode = await runStanza(process.argv.slice(2), terminal, (error) => detail('%o', error));
