import { dayInItaly, isCalendarDate, italianDate, type Tenant } from '@stanza/core';
import { type BrokenRegisters, type RegisterLink, verifyDailyRegisters } from '@stanza/worker/registers';
import type { Argv } from 'yargs';
import type { Say } from '../start/say.ts';
import type { Terminal } from './terminal.ts';
import { verifyEnti, verifyOptions } from './verify-enti.ts';
import type { Platform } from './with-platform.ts';
import { WrongUsage } from './wrong-usage.ts';

const ANCHOR = /^(\d{4}-\d{2}-\d{2}):([0-9a-f]{64})$/u;

const readAnchor = (text: string | undefined): RegisterLink | null => {
  if (text === undefined) return null;
  const [, day, sha256] = ANCHOR.exec(text) ?? [];
  if (day === undefined || sha256 === undefined || !isCalendarDate(day)) {
    throw new WrongUsage(
      'La fine già vista si scrive come l’ha scritta «registro-protocollo verifica»: giorno:impronta.',
    );
  }
  return { day, sha256 };
};

const BROKEN: Readonly<Record<BrokenRegisters['code'], (where: string) => string>> = {
  digest: (day) => `il registro del ${italianDate(day)} non è più quello che era stato scritto`,
  chain: (day) => `il registro del ${italianDate(day)} non segue quello prima: ne manca uno, o sono stati scambiati`,
  entries: (day) => `le registrazioni del ${italianDate(day)} non sono più quelle del registro del giorno`,
  missing: (day) => `del ${italianDate(day)} manca il registro`,
  numbers: (year) => `tra i numeri del ${year} ne manca uno`,
  anchor: (day) => `il registro del ${italianDate(day)} non è quello già visto: è stato riscritto, o manca`,
};

const verifyOne = async (say: Say, { admin }: Platform, { slug, id }: Tenant, anchor: RegisterLink | null) => {
  const verified = await verifyDailyRegisters(admin, id, dayInItaly(new Date()), anchor);
  if (!verified.ok) {
    const { code, where } = verified.error;
    say(`${slug}: IL PROTOCOLLO NON È INTEGRO: ${BROKEN[code](where)}.`);
    return false;
  }
  const { registers, end } = verified.value;
  const told = end === null ? 'nessun registro giornaliero' : `${registers} registri giornalieri integri`;
  say(end === null ? `${slug}: ${told}.` : `${slug}: ${told}, fine ${end.day}:${end.sha256}`);
  return true;
};

/** `stanza registro-protocollo`: the daily registers of the protocol that the portal keeps (ADR 44). */
export const protocolRegisterCommands = (terminal: Terminal) => (yargs: Argv) =>
  yargs
    .command(
      'verifica [ente]',
      'Ricalcola i registri giornalieri di protocollo e dice se sono integri; scrive la fine, da conservare altrove',
      (command) => verifyOptions(command, 'giorno:impronta'),
      async ({ ente, fine }) =>
        verifyEnti(terminal, ente, readAnchor(fine), (platform, one, anchor) =>
          verifyOne(terminal.say, platform, one, anchor),
        ),
    )
    .demandCommand(1, 1, 'Manca il comando: vedi «stanza registro-protocollo --help».');
