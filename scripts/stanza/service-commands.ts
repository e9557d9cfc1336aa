import { readFile } from 'node:fs/promises';
import { type Imported, makeImportService, type ServiceDefinition } from '@stanza/core';
import { makeSystemClock, makeUuidV7Ids } from '@stanza/gateways';
import { catalogue, definitionProblemPlace, definitionProblemSentence, readDefinitionFile } from '@stanza/services';
import type { Argv } from 'yargs';
import { UserFacingError } from '../user-facing-error.ts';
import { alignColumns } from './align-columns.ts';
import type { Terminal } from './terminal.ts';
import { enteNamed, withPlatform } from './with-platform.ts';
import { WrongUsage } from './wrong-usage.ts';

const ANSWERS: Readonly<Record<Imported, string>> = {
  added: 'aggiunto, sospeso: gli amministratori lo aprono dopo averne scelto le impostazioni',
  revised: 'pubblicata una nuova revisione',
  unchanged: 'c’era già, uguale',
  different: 'c’era già, con un’altra definizione: lasciato com’è (con --aggiorna diventa una nuova revisione)',
};

const REFUSALS = {
  slug_reserved: 'il suo percorso è quello di una pagina del portale',
  stale_version: 'qualcuno l’ha pubblicato nello stesso momento: riprovate',
} as const;

const fromFile = async (file: string): Promise<ServiceDefinition> => {
  const content = await readFile(file).catch((cause: unknown) => {
    throw new UserFacingError(`Il file «${file}» non si può leggere.`, { cause });
  });
  const read = readDefinitionFile(content);
  if (read.ok) return read.value;
  const { problems, left } = read.error;
  const lines = problems.map(
    (problem) => `- ${definitionProblemPlace(problem)}: ${definitionProblemSentence(problem)}`,
  );
  const more = left > 0 ? [`- e altri ${left}`] : [];
  throw new UserFacingError([`Il file «${file}» non è una definizione:`, ...lines, ...more].join('\n'));
};

const fromCatalogue = (slugs: readonly string[]): readonly ServiceDefinition[] => {
  const unknown = slugs.filter((slug) => !catalogue.some((one) => one.slug === slug));
  if (unknown.length > 0) {
    throw new UserFacingError(`Nel catalogo non c’è: ${unknown.join(', ')}. Vedi «stanza servizi catalogo».`);
  }
  return slugs.length === 0 ? catalogue : catalogue.filter(({ slug }) => slugs.includes(slug));
};

interface What {
  readonly ente: string;
  readonly servizi: readonly string[];
  readonly file: string | undefined;
  readonly aggiorna: boolean;
}

const importAll = async (terminal: Terminal, { ente: slug, servizi, file, aggiorna }: What) => {
  if (file !== undefined && servizi.length > 0) {
    throw new WrongUsage('O i servizi del catalogo per nome, o un file: non tutti e due.');
  }
  await withPlatform(terminal, async ({ tenants, unitOfWork, operator }) => {
    const ente = await enteNamed({ tenants }, slug);
    const definitions = file === undefined ? fromCatalogue(servizi) : [await fromFile(file)];
    const importService = makeImportService({ unitOfWork, ids: makeUuidV7Ids(), clock: makeSystemClock() });
    let refused = 0;
    for (const definition of definitions) {
      const imported = await importService(ente.id, { definition, revise: aggiorna, platform: operator });
      terminal.say(`${definition.slug}: ${imported.ok ? ANSWERS[imported.value] : REFUSALS[imported.error.code]}`);
      if (!imported.ok) refused += 1;
    }
    if (refused > 0) throw new UserFacingError('Non tutti i servizi sono stati importati.');
  });
};

const list = (terminal: Terminal, slug: string) =>
  withPlatform(terminal, async ({ tenants, unitOfWork }) => {
    const ente = await enteNamed({ tenants }, slug);
    const services = await unitOfWork.read(ente.id, (stores) => stores.services.list());
    const rows = services.map(({ definition, status }) => [
      definition.slug,
      definition.name,
      status,
      `revisione ${definition.revision}`,
    ]);
    if (rows.length === 0) terminal.say('Non ci sono servizi: vedi «stanza servizi importa».');
    for (const line of alignColumns(rows)) terminal.say(line);
  });

/** `stanza servizi`: brings services to an ente, from the catalogue or from a definition. */
export const serviceCommands = (terminal: Terminal) => (yargs: Argv) =>
  yargs
    .command('catalogo', 'Elenca i servizi del catalogo', {}, () => {
      for (const line of alignColumns(catalogue.map(({ slug, name, area }) => [slug, name, area]))) terminal.say(line);
    })
    .command(
      'elenco <ente>',
      'Elenca i servizi di un Comune',
      (command) => command.positional('ente', { type: 'string', demandOption: true, describe: 'percorso del Comune' }),
      ({ ente }) => list(terminal, ente),
    )
    .command(
      'importa <ente> [servizi..]',
      'Aggiunge a un Comune servizi del catalogo (senza nomi, tutti) o di un file',
      (command) =>
        command
          .positional('ente', { type: 'string', demandOption: true, describe: 'percorso del Comune' })
          .positional('servizi', { type: 'string', array: true, default: [], describe: 'servizi del catalogo' })
          .option('file', { type: 'string', describe: 'definizione di un servizio, in JSON' })
          .option('aggiorna', {
            type: 'boolean',
            default: false,
            describe: 'pubblica una nuova revisione dei servizi che ci sono già con un’altra definizione',
          }),
      (given) => importAll(terminal, given),
    )
    .demandCommand(1, 1, 'Manca il comando: vedi «stanza servizi --help».');
