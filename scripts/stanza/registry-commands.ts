import { randomBytes } from 'node:crypto';
import {
  OUTSIDE_REGISTRIES,
  type RegistryChoice,
  registryContext,
  registryKeyContext,
  type SecretBox,
  type Tenant,
} from '@stanza/core';
import { makeSecretBox, secretKeySchema } from '@stanza/gateways';
import { REGISTRY_SCHEMAS, registryBook, registryLimits } from '@stanza/worker/registries';
import type { Argv } from 'yargs';
import { z } from 'zod';
import { readSecretKey } from '../start/prepare-secret-key.ts';
import { UserFacingError } from '../user-facing-error.ts';
import { problemLines } from './problem-lines.ts';
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
  readonly chiave: boolean;
  readonly conferma: boolean;
}

const EXAMPLE = 'docs/protocol-registries.md';

const fileSchema = z.strictObject({
  tipo: z.enum(OUTSIDE_REGISTRIES),
  impostazioni: z.record(z.string(), z.unknown()),
  segreti: z.record(z.string(), z.unknown()),
});

const openBox = async ({ config }: Platform): Promise<SecretBox> =>
  makeSecretBox(secretKeySchema.parse(await readSecretKey(config)));

/** What each kind is called where people read it. */
const KIND_NAMES: Readonly<Record<RegistryChoice['kind'], string>> = {
  docarea: 'DOCAREA',
  pitre: 'PITRE',
  pec: 'PEC',
  external: 'un sistema del Comune, che scrive il numero',
};

const KEY_BYTES = 32;

/** Makes the key by which a system of the office's reads and answers what waits. It is shown once: kept is only what follows from it. */
const makeKey = async (terminal: Terminal, platform: Platform, ente: Tenant): Promise<void> => {
  const key = `stanza_${randomBytes(KEY_BYTES).toString('base64url')}`;
  const box = await openBox(platform);
  await platform.setup.saveRegistryKey(ente.id, box.derive(registryKeyContext(ente.id, key)));
  terminal.say(`${ente.name}: la chiave per le registrazioni che aspettano il numero è`);
  terminal.say(key);
  terminal.say('Conservatela: non si potrà rileggere. Quella di prima, se c’era, non vale più.');
};

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
  const box = await openBox(platform);
  const limits = registryLimits(kind, settings.data);
  const sealed = box.seal(registryContext(ente.id, kind), JSON.stringify(segreti));
  const book = registryBook(kind, settings.data);
  return { kind, settings: impostazioni, book, sealed, ...(limits === undefined ? {} : { limits }) };
};

const change = async (terminal: Terminal, platform: Platform, given: Given): Promise<void> => {
  const { file, conferma } = given;
  const ente = await enteNamed(platform, given.ente);
  if (given.chiave) return makeKey(terminal, platform, ente);
  const service = given.servizio === undefined ? null : await serviceNamed(platform, ente, given.servizio);
  const where = service === null ? 'di tutti i servizi' : `del servizio «${service.definition.name}»`;
  if (file !== undefined) {
    const choice = await readChoice(platform, ente, file);
    await platform.setup.saveRegistryChoice(ente.id, service?.id ?? null, choice);
    terminal.say(`${ente.name}: il protocollo ${where} è ${KIND_NAMES[choice.kind]}.`);
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

/**
 * Says which registry of others an ente's practices are registered with, gives them back to the portal's own, or makes the key for the
 * registrations that wait for a number.
 */
export const changeRegistry = async (terminal: Terminal, given: Given): Promise<void> => {
  const asked = [given.file !== undefined, given.togli, given.chiave].filter(Boolean).length;
  if (asked !== 1) throw new WrongUsage('Serve o --file, con le impostazioni, o --togli, o --chiave.');
  if (given.chiave && given.servizio !== undefined) throw new WrongUsage('La chiave è di tutto il Comune.');
  await withPlatform(terminal, (platform) => change(terminal, platform, given));
};

/** What `stanza protocollo` is given. */
export const registryOptions = (command: Argv) =>
  enteOption(command)
    .option('servizio', { type: 'string', describe: 'soltanto per questo servizio' })
    .option('file', { type: 'string', describe: `le impostazioni, in JSON (${EXAMPLE} ne ha un esempio)` })
    .option('togli', { type: 'boolean', default: false, describe: 'torna al protocollo del portale' })
    .option('chiave', {
      type: 'boolean',
      default: false,
      describe: 'fa la chiave con cui un sistema del Comune legge ciò che aspetta il numero, e lo scrive',
    })
    .option('conferma', { type: 'boolean', default: false, describe: 'con --togli: lo fa davvero' });
