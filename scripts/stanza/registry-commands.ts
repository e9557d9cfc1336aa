import { OUTSIDE_REGISTRIES, type RegistryChoice, registryContext, type Tenant } from '@stanza/core';
import { makeSecretBox, secretKeySchema } from '@stanza/gateways';
import { REGISTRY_SCHEMAS } from '@stanza/worker/registries';
import type { Argv } from 'yargs';
import { z } from 'zod';
import { readSecretKey } from '../start/prepare-secret-key.ts';
import { UserFacingError } from '../user-facing-error.ts';
import { readJsonFile } from './read-given-file.ts';
import { serviceNamed } from './service-named.ts';
import { enteOption } from './spid-options.ts';
import type { Terminal } from './terminal.ts';
import { enteNamed, type Platform, withPlatform } from './with-platform.ts';
import { WrongUsage } from './wrong-usage.ts';

interface Given {
  readonly ente: string;
  readonly servizio: string | undefined;
  readonly file: string | undefined;
  readonly togli: boolean;
  readonly conferma: boolean;
}

const EXAMPLE = 'docs/protocol-registries.md';

const fileSchema = z.strictObject({
  tipo: z.enum(OUTSIDE_REGISTRIES),
  impostazioni: z.record(z.string(), z.unknown()),
  segreti: z.record(z.string(), z.unknown()),
});

/** Where something is wrong, never what was written there: it may be a password. */
const problemLines = (prefix: string, { issues }: z.ZodError): readonly string[] =>
  issues.map(
    ({ path, code }) => `- ${[prefix, ...path].filter((part) => part !== '').join('.')}: non va bene (${code})`,
  );

/** @throws UserFacingError that says where the file is wrong */
const readChoice = async (platform: Platform, ente: Tenant, file: string): Promise<RegistryChoice> => {
  const refuse = (lines: readonly string[]): never => {
    throw new UserFacingError([`Il file «${file}» non va bene: vedi ${EXAMPLE}.`, ...lines].join('\n'));
  };
  const read = fileSchema.safeParse(await readJsonFile(file, EXAMPLE));
  if (!read.success) return refuse(problemLines('', read.error));
  const { tipo: kind, impostazioni, segreti } = read.data;
  const [settings, secrets] = [
    REGISTRY_SCHEMAS[kind].settings.safeParse(impostazioni),
    REGISTRY_SCHEMAS[kind].secrets.safeParse(segreti),
  ];
  if (!settings.success || !secrets.success) {
    return refuse([
      ...(settings.error === undefined ? [] : problemLines('impostazioni', settings.error)),
      ...(secrets.error === undefined ? [] : problemLines('segreti', secrets.error)),
    ]);
  }
  const box = makeSecretBox(secretKeySchema.parse(await readSecretKey(platform.config)));
  const { limits } = settings.data;
  const sealed = box.seal(registryContext(ente.id, kind), JSON.stringify(segreti));
  return { kind, settings: impostazioni, sealed, ...(limits === undefined ? {} : { limits }) };
};

const change = async (terminal: Terminal, platform: Platform, given: Given): Promise<void> => {
  const { file, conferma } = given;
  const ente = await enteNamed(platform, given.ente);
  const service = given.servizio === undefined ? null : await serviceNamed(platform, ente, given.servizio);
  const where = service === null ? 'di tutti i servizi' : `del servizio «${service.definition.name}»`;
  if (file !== undefined) {
    const choice = await readChoice(platform, ente, file);
    await platform.setup.saveRegistryChoice(ente.id, service?.id ?? null, choice);
    terminal.say(`${ente.name}: il protocollo ${where} è ${choice.kind.toUpperCase()}.`);
    terminal.say('Quello che è già stato registrato resta dov’è. I segreti sono cifrati: nessuno può rileggerli.');
    return;
  }
  if (!conferma) {
    throw new UserFacingError(
      `${ente.name}: il protocollo ${where} tornerebbe a essere quello del portale. Se è quello che volete, aggiungete --conferma.`,
    );
  }
  await platform.setup.saveRegistryChoice(ente.id, service?.id ?? null, null);
  terminal.say(`${ente.name}: per il protocollo ${where} non c’è più niente di impostato.`);
};

/** Says which registry of others an ente's practices are registered with, or gives them back to the portal's own. */
export const changeRegistry = async (terminal: Terminal, given: Given): Promise<void> => {
  if ((given.file !== undefined) === given.togli)
    throw new WrongUsage('Serve o --file, con le impostazioni, o --togli.');
  await withPlatform(terminal, (platform) => change(terminal, platform, given));
};

/** What `stanza protocollo` is given. */
export const registryOptions = (command: Argv) =>
  enteOption(command)
    .option('servizio', { type: 'string', describe: 'soltanto per questo servizio' })
    .option('file', { type: 'string', describe: `le impostazioni, in JSON (${EXAMPLE} ne ha un esempio)` })
    .option('togli', { type: 'boolean', default: false, describe: 'torna al protocollo del portale' })
    .option('conferma', { type: 'boolean', default: false, describe: 'con --togli: lo fa davvero' });
