import { tenantIdSchema } from '@stanza/core';
import { makeUuidV7Ids } from '@stanza/gateways';
import type { Argv } from 'yargs';
import { UserFacingError } from '../user-facing-error.ts';
import { alignColumns } from './align-columns.ts';
import { ENTE_EXAMPLE, readEnteFile } from './ente-file.ts';
import type { Terminal } from './terminal.ts';
import { enteNamed, withPlatform } from './with-platform.ts';

/** The paths that are pages of the platform itself. */
const TAKEN_PATHS = new Set(['assets', 'sviluppo']);

const list = (terminal: Terminal) =>
  withPlatform(terminal, async ({ tenants }) => {
    const enti = await Promise.all((await tenants.ids()).map((id) => tenants.byId(id)));
    const rows = enti
      .filter((ente) => ente !== null)
      .map(({ slug, name, disabled }) => [slug, name, disabled ? 'disattivato' : 'attivo']);
    if (rows.length === 0) terminal.say('Non c’è nessun Comune: vedi «stanza ente crea».');
    for (const line of alignColumns(rows)) terminal.say(line);
  });

const create = (terminal: Terminal, file: string) =>
  withPlatform(terminal, async ({ tenants, setup }) => {
    const ente = await readEnteFile(file);
    if (TAKEN_PATHS.has(ente.slug) || (await tenants.bySlug(ente.slug)) !== null) {
      throw new UserFacingError(`Il percorso «${ente.slug}» è già usato: sceglietene un altro.`);
    }
    await setup.addTenant({ ...ente, id: tenantIdSchema.parse(makeUuidV7Ids().next()) });
    terminal.say(`${ente.name} è sul portale, al percorso /${ente.slug}.`);
    terminal.say(
      `Adesso servono i servizi («stanza servizi importa ${ente.slug}») e un amministratore («stanza amministratore crea ${ente.slug}»).`,
    );
  });

const setDisabled = (terminal: Terminal, slug: string, disabled: boolean) =>
  withPlatform(terminal, async ({ tenants, setup }) => {
    const ente = await enteNamed({ tenants }, slug);
    await setup.setDisabled(ente.id, disabled);
    terminal.say(
      disabled ? `${ente.name} non è più sul portale; i suoi dati restano.` : `${ente.name} è di nuovo sul portale.`,
    );
  });

/** `stanza ente`: puts Comuni on the portal and takes them off. */
export const enteCommands = (terminal: Terminal) => (yargs: Argv) =>
  yargs
    .command('elenco', 'Elenca i Comuni', {}, () => list(terminal))
    .command('esempio', 'Scrive un file di esempio, da completare', {}, () =>
      terminal.say(JSON.stringify(ENTE_EXAMPLE, null, 2)),
    )
    .command(
      'crea <file>',
      'Mette sul portale il Comune descritto in un file JSON',
      (command) =>
        command.positional('file', {
          type: 'string',
          demandOption: true,
          describe: 'come quello di «stanza ente esempio»',
        }),
      ({ file }) => create(terminal, file),
    )
    .command(
      'disattiva <ente>',
      'Toglie un Comune dal portale: nessuno entra, i dati restano',
      (command) => command.positional('ente', { type: 'string', demandOption: true, describe: 'percorso del Comune' }),
      ({ ente }) => setDisabled(terminal, ente, true),
    )
    .command(
      'riattiva <ente>',
      'Rimette sul portale un Comune disattivato',
      (command) => command.positional('ente', { type: 'string', demandOption: true, describe: 'percorso del Comune' }),
      ({ ente }) => setDisabled(terminal, ente, false),
    )
    .demandCommand(1, 1, 'Manca il comando: vedi «stanza ente --help».');
