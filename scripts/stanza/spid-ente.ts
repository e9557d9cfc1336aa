import type { Federation, ServiceProviderSettings, Tenant } from '@stanza/core';
import type { Argv } from 'yargs';
import { z } from 'zod';
import { UserFacingError } from '../user-facing-error.ts';
import { certificateAdvice } from './certificate-advice.ts';
import { readServiceProviderFile, serviceProviderChanges } from './service-provider-file.ts';
import { enteOption, FEDERATION_NAMES, federationOption } from './spid-options.ts';
import type { Terminal } from './terminal.ts';
import { enteNamed, type Platform, withPlatform } from './with-platform.ts';
import { WrongUsage } from './wrong-usage.ts';

/** What an ente is in a federation; null when it is not in it. */
export const serviceProviderOf = async (
  { unitOfWork }: Pick<Platform, 'unitOfWork'>,
  ente: Tenant,
  federation: Federation,
): Promise<ServiceProviderSettings | null> => {
  const all = await unitOfWork.read(ente.id, ({ signIns }) => signIns.settings());
  return all.find((one) => one.federation === federation) ?? null;
};

/**
 * The same, for who replaces it or takes it away: also data that this version cannot read any more must not be in the way of that.
 * @returns unreadable too when it is the other federation's that cannot be read
 */
const placeBefore = (
  ...asked: Parameters<typeof serviceProviderOf>
): Promise<ServiceProviderSettings | 'unreadable' | null> =>
  serviceProviderOf(...asked).catch((error: unknown) => {
    if (error instanceof z.ZodError) return 'unreadable';
    throw error;
  });

interface Given {
  readonly ente: string;
  readonly file: string | undefined;
  readonly togli: boolean;
  readonly conferma: boolean;
  readonly federazione: Federation;
}

/** A Comune may have a domain of its own in front of the portal; more often an address that differs is a slip. */
const addressAdvice = ({ config: { portalUrl } }: Platform, { slug }: Tenant, { baseUrl }: ServiceProviderSettings) => {
  const ours = `${portalUrl?.replace(/\/+$/u, '')}/${slug}`;
  if (portalUrl === undefined || ours === baseUrl) return [];
  return [
    `Attenzione: l’indirizzo del Comune sul portale è ${ours}, non ${baseUrl}: va bene soltanto se anche da lì si arriva al portale.`,
  ];
};

const save = async (
  terminal: Terminal,
  platform: Platform,
  ente: Tenant,
  { federazione, file }: Pick<Given, 'federazione'> & { readonly file: string },
): Promise<void> => {
  const place = { slug: ente.slug, production: platform.config.mode === 'production' };
  const settings = await readServiceProviderFile(file, federazione, place);
  const found = await placeBefore(platform, ente, federazione);
  const before = found === 'unreadable' ? null : found;
  const changes = serviceProviderChanges(before, settings);
  await platform.setup.saveServiceProvider(ente.id, settings);
  const name = FEDERATION_NAMES[federazione];
  if (before === null) terminal.say(`${ente.name}: i dati per ${name} sono questi.`);
  else if (changes.length === 0) terminal.say(`${ente.name}: i dati per ${name} erano già questi.`);
  else terminal.say(`${ente.name}: i dati per ${name} cambiano così.`);
  for (const change of changes) terminal.say(`- ${change}`);
  if (before !== null && changes.length > 0) {
    terminal.say('I metadati sono altri: mandateli di nuovo a chi li distribuisce.');
  }
  for (const line of addressAdvice(platform, ente, settings)) terminal.say(line);
  for (const line of await certificateAdvice(platform, ente.slug, settings, new Date())) terminal.say(line);
};

const remove = async (
  terminal: Terminal,
  platform: Platform,
  ente: Tenant,
  { federazione, conferma }: Given,
): Promise<void> => {
  const name = FEDERATION_NAMES[federazione];
  if ((await placeBefore(platform, ente, federazione)) === null) {
    throw new UserFacingError(`${ente.name} non è in ${name}: non c’è niente da togliere.`);
  }
  if (!conferma) {
    throw new UserFacingError(
      `${ente.name}: i cittadini non entrerebbero più con ${name}, e i dati di federazione andrebbero persi. Se è quello che volete, aggiungete --conferma.`,
    );
  }
  await platform.setup.removeServiceProvider(ente.id, federazione);
  terminal.say(`${ente.name} non è più in ${name}: i suoi cittadini non entrano più da lì.`);
  terminal.say('Restano il registro degli accessi, i gestori, la chiave e il certificato.');
  terminal.say('Ditelo a chi distribuisce i metadati.');
};

/** Puts an ente into a federation as a file says, changes what it is there, or takes it out. */
export const changeSpidEnte = async (terminal: Terminal, given: Given): Promise<void> => {
  const { file, togli, federazione } = given;
  if ((file !== undefined) === togli) throw new WrongUsage('Serve o --file, con i dati del Comune, o --togli.');
  await withPlatform(terminal, async (platform) => {
    const ente = await enteNamed(platform, given.ente);
    if (file === undefined) await remove(terminal, platform, ente, given);
    else await save(terminal, platform, ente, { federazione, file });
  });
};

/** What `stanza spid:ente` is given. */
export const spidEnteOptions = (command: Argv) =>
  federationOption(enteOption(command))
    .option('file', { type: 'string', describe: 'i dati, in JSON (docs/spid-and-cie.md ne ha un esempio)' })
    .option('togli', { type: 'boolean', default: false, describe: 'toglie il Comune dalla federazione' })
    .option('conferma', { type: 'boolean', default: false, describe: 'con --togli: lo fa davvero' });
