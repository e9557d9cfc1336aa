import { appIoContext } from '@stanza/core';
import { makeSecretBox, secretKeySchema } from '@stanza/gateways';
import { appIoKeySchema } from '@stanza/worker/app-io';
import type { Argv } from 'yargs';
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
}

const EXAMPLE = 'docs/app-io.md';

/** @throws UserFacingError that never says what is in the file */
const readKey = async (file: string): Promise<string> => {
  const read = appIoKeySchema.safeParse(await readJsonFile(file, EXAMPLE));
  if (read.success) return read.data.chiave;
  throw new UserFacingError(`Il file «${file}» non va bene: deve avere «chiave», e nient’altro. Vedi ${EXAMPLE}.`);
};

const change = async (terminal: Terminal, platform: Platform, given: Given): Promise<void> => {
  const ente = await enteNamed(platform, given.ente);
  const service = given.servizio === undefined ? null : await serviceNamed(platform, ente, given.servizio);
  const where = service === null ? 'tutti i servizi' : `il servizio «${service.definition.name}»`;
  const of = service?.id ?? null;
  if (given.file === undefined) {
    await platform.setup.saveAppIoKey(ente.id, of, null);
    terminal.say(`${ente.name}: per ${where} non c’è più nessuna chiave di App IO.`);
    return;
  }
  const key = await readKey(given.file);
  const box = makeSecretBox(secretKeySchema.parse(await readSecretKey(platform.config)));
  await platform.setup.saveAppIoKey(ente.id, of, box.seal(appIoContext(ente.id, of), key));
  terminal.say(`${ente.name}: per ${where} i cittadini ricevono i messaggi anche su App IO.`);
  terminal.say('La chiave è cifrata: nessuno può rileggerla.');
};

/** Gives an ente, or one of its services, the key by which it writes on App IO, or takes it away. */
export const changeAppIo = async (terminal: Terminal, given: Given): Promise<void> => {
  if ((given.file !== undefined) === given.togli) throw new WrongUsage('Serve o --file, con la chiave, o --togli.');
  await withPlatform(terminal, (platform) => change(terminal, platform, given));
};

/** What `stanza app-io` is given. */
export const appIoOptions = (command: Argv) =>
  enteOption(command)
    .option('servizio', { type: 'string', describe: 'soltanto per questo servizio' })
    .option('file', { type: 'string', describe: `la chiave, in JSON (${EXAMPLE} ne ha un esempio)` })
    .option('togli', { type: 'boolean', default: false, describe: 'toglie la chiave: resta l’e-mail' });
