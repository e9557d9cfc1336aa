import type { Tenant } from '@stanza/core';
import { type AuditHead, type BrokenAudit, verifyAudit } from '@stanza/postgres';
import type { Argv } from 'yargs';
import type { Say } from '../start/say.ts';
import type { Terminal } from './terminal.ts';
import { verifyEnti, verifyOptions } from './verify-enti.ts';
import type { Platform } from './with-platform.ts';
import { WrongUsage } from './wrong-usage.ts';

const ANCHOR = /^([1-9]\d*):([0-9a-f]{64})$/u;

const readAnchor = (text: string | undefined): AuditHead | null => {
  if (text === undefined) return null;
  const [, position, digest] = ANCHOR.exec(text) ?? [];
  if (position === undefined || digest === undefined) {
    throw new WrongUsage('La fine già vista si scrive come l’ha scritta «registro verifica»: numero:impronta.');
  }
  return { position: Number(position), digest };
};

const BROKEN: Readonly<Record<BrokenAudit['code'], string>> = {
  digest: 'la voce non è più quella che era stata scritta',
  gap: 'la voce manca',
  head: 'il registro è stato accorciato',
  anchor: 'il registro non è quello già visto: è stato riscritto',
};

const verifyOne = async (say: Say, { admin }: Platform, ente: Tenant, anchor: AuditHead | null): Promise<boolean> => {
  const verified = await verifyAudit(admin, ente.id, anchor);
  if (!verified.ok) {
    const { code, position } = verified.error;
    say(`${ente.slug}: IL REGISTRO NON È INTEGRO dalla voce ${position}: ${BROKEN[code]}.`);
    return false;
  }
  const { position, digest } = verified.value;
  say(position === 0 ? `${ente.slug}: registro vuoto.` : `${ente.slug}: registro integro, fine ${position}:${digest}`);
  return true;
};

/** `stanza registro`: the registers of the offices (ADR 30). */
export const auditCommands = (terminal: Terminal) => (yargs: Argv) =>
  yargs
    .command(
      'verifica [ente]',
      'Ricalcola i registri degli uffici e dice se sono integri; di ognuno scrive la fine, da conservare altrove',
      (command) => verifyOptions(command, 'numero:impronta'),
      async ({ ente, fine }) =>
        verifyEnti(terminal, ente, readAnchor(fine), (platform, one, anchor) =>
          verifyOne(terminal.say, platform, one, anchor),
        ),
    )
    .demandCommand(1, 1, 'Manca il comando: vedi «stanza registro --help».');
