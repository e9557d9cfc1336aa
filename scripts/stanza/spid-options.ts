import { FEDERATIONS, type Federation } from '@stanza/core';
import type { Argv } from 'yargs';

/** `--ente` of a command about one Comune. */
export const enteOption = <T>(command: Argv<T>) =>
  command.option('ente', { type: 'string', demandOption: true, describe: 'percorso del Comune' });

/** `--federazione` of a command about one of the federations. */
export const federationOption = <T>(command: Argv<T>) =>
  command.option('federazione', { choices: FEDERATIONS, default: FEDERATIONS[0], describe: 'SPID o CIE' });

/** As people say them. */
export const FEDERATION_NAMES: Readonly<Record<Federation, string>> = { spid: 'SPID', cie: 'CIE' };
