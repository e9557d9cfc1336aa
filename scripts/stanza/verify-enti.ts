import type { Tenant } from '@stanza/core';
import type { Argv } from 'yargs';
import type { Terminal } from './terminal.ts';
import { enteNamed, type Platform, withPlatform } from './with-platform.ts';
import { WrongUsage } from './wrong-usage.ts';

/** A register is not what was written, or cannot be opened; which one, and where, has been said. */
export class BrokenRegister extends Error {}

/** What a command that verifies registers is given. @param end how it writes an end that was seen */
export const verifyOptions = (command: Argv, end: string) =>
  command.positional('ente', { type: 'string', describe: 'percorso del Comune; senza, tutti' }).option('fine', {
    type: 'string',
    describe: `la fine già vista, come ${end}: nulla di prima deve essere cambiato`,
  });

/**
 * Verifies a register of one ente, or of all.
 * @param slug of the ente; none: all
 * @param anchor the end that was seen at an earlier time; it goes with an ente
 * @param verifyOne says how it went, and answers whether the register is whole
 * @throws BrokenRegister when one was not, after all were verified; WrongUsage for an anchor without an ente
 */
export const verifyEnti = async <Anchor>(
  terminal: Terminal,
  slug: string | undefined,
  anchor: Anchor | null,
  verifyOne: (platform: Platform, ente: Tenant, anchor: Anchor | null) => Promise<boolean>,
): Promise<void> => {
  if (anchor !== null && slug === undefined) throw new WrongUsage('Con --fine serve il percorso del Comune.');
  await withPlatform(terminal, async (platform) => {
    const all = async () => Promise.all((await platform.tenants.ids()).map((id) => platform.tenants.byId(id)));
    const enti = slug === undefined ? await all() : [await enteNamed(platform, slug)];
    let whole = true;
    for (const ente of enti) {
      if (ente !== null && !(await verifyOne(platform, ente, anchor))) whole = false;
    }
    if (!whole) throw new BrokenRegister();
  });
};
