import type { Federation, ServiceProviderSettings, Tenant } from '@stanza/core';
import type { Argv } from 'yargs';
import { certificateAdvice } from './certificate-advice.ts';
import { readServiceProviderFile, serviceProviderChanges } from './service-provider-file.ts';
import { enteOption, FEDERATION_NAMES, federationOption } from './spid-options.ts';
import type { Terminal } from './terminal.ts';
import { enteNamed, type Platform, withPlatform } from './with-platform.ts';

/** What an ente is in a federation; null when it is not in it. */
export const serviceProviderOf = async (
  { unitOfWork }: Pick<Platform, 'unitOfWork'>,
  ente: Tenant,
  federation: Federation,
): Promise<ServiceProviderSettings | null> => {
  const all = await unitOfWork.read(ente.id, ({ signIns }) => signIns.settings());
  return all.find((one) => one.federation === federation) ?? null;
};

interface Given {
  readonly ente: string;
  readonly file: string;
  readonly federazione: Federation;
}

/** Puts an ente into a federation as a file says, or changes what it is there. */
export const saveSpidEnte = (terminal: Terminal, { ente: slug, file, federazione }: Given): Promise<void> =>
  withPlatform(terminal, async (platform) => {
    const ente = await enteNamed(platform, slug);
    const place = { slug: ente.slug, production: platform.config.mode === 'production' };
    const settings = await readServiceProviderFile(file, federazione, place);
    const before = await serviceProviderOf(platform, ente, federazione);
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
    for (const line of await certificateAdvice(platform, ente.slug, settings, new Date())) terminal.say(line);
  });

/** What `stanza spid:ente` is given. */
export const spidEnteOptions = (command: Argv) =>
  federationOption(enteOption(command)).option('file', {
    type: 'string',
    demandOption: true,
    describe: 'i dati, in JSON (docs/spid-and-cie.md ne ha un esempio)',
  });
