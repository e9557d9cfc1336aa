import { access } from 'node:fs/promises';
import { dayInItaly, type Federation, longDay } from '@stanza/core';
import { type KeyBits, keepSigningKey, makeCertificate, metadataUrl, signingKeyFiles } from '@stanza/gateways';
import type { Argv } from 'yargs';
import { hasErrorCode } from '../error-code.ts';
import { UserFacingError } from '../user-facing-error.ts';
import { serviceProviderOf } from './spid-ente.ts';
import { enteOption, FEDERATION_NAMES, federationOption } from './spid-options.ts';
import type { Terminal } from './terminal.ts';
import { enteNamed, withPlatform } from './with-platform.ts';

const KEY_BITS = [2048, 3072, 4096] as const satisfies readonly KeyBits[];
const MOST_YEARS = 10;
const DAY_MS = 24 * 60 * 60 * 1000;

interface Given {
  readonly ente: string;
  readonly federazione: Federation;
  readonly anni: number;
  readonly bit: KeyBits;
}

/** From a moment to the same day so many years later. */
const validity = (from: Date, years: number): { readonly days: number; readonly until: Date } => {
  const until = new Date(from);
  until.setUTCFullYear(until.getUTCFullYear() + years);
  return { days: Math.round((until.getTime() - from.getTime()) / DAY_MS), until };
};

const alreadyThere = (file: string): UserFacingError =>
  new UserFacingError(`Il file ${file} c’è già, e non si sovrascrive: per rinnovare, spostatelo prima altrove.`);

const assertFree = async (files: readonly string[]): Promise<void> => {
  for (const file of files) {
    const isThere = await access(file).then(
      () => true,
      () => false,
    );
    if (isThere) throw alreadyThere(file);
  }
};

/** Makes a key of an ente in a federation and its certificate (Avviso 29, spid.md 2.2). */
export const makeSpidCertificate = (terminal: Terminal, { ente: slug, federazione, anni, bit }: Given): Promise<void> =>
  withPlatform(terminal, async (platform) => {
    if (!Number.isInteger(anni) || anni < 1 || anni > MOST_YEARS) {
      throw new UserFacingError(`Con --anni va un numero da 1 a ${MOST_YEARS}.`);
    }
    const ente = await enteNamed(platform, slug);
    const settings = await serviceProviderOf(platform, ente, federazione);
    const name = FEDERATION_NAMES[federazione];
    if (settings === null) {
      throw new UserFacingError(`${ente.name} non ha ancora i dati per ${name}: vedi «stanza spid:ente».`);
    }
    const { signInKeysDir } = platform.config;
    const files = signingKeyFiles(signInKeysDir, ente.slug, federazione);
    await assertFree([files.key, files.certificate]);
    const from = new Date();
    const { days, until } = validity(from, anni);
    const key = await makeCertificate(settings, { from, days, bits: bit });
    await keepSigningKey(files, key).catch((cause: unknown) => {
      if (hasErrorCode(cause, 'EEXIST')) throw alreadyThere(files.key);
      throw new UserFacingError(`Non è possibile scrivere in ${signInKeysDir}: controllate SIGN_IN_KEYS_DIR.`, {
        cause,
      });
    });
    terminal.say(`${ente.name}: chiave per ${name}, di ${bit} bit: ${files.key}`);
    terminal.say(`Certificato, valido fino al ${longDay(dayInItaly(until))}: ${files.certificate}`);
    terminal.say('Conservatene una copia al sicuro: la chiave non è nel database.');
    terminal.say(`I metadati da mandare a chi li distribuisce sono a ${metadataUrl(settings)}`);
  });

/** What `stanza spid:certificate` is given. */
export const spidCertificateOptions = (command: Argv) =>
  federationOption(enteOption(command))
    .option('anni', { type: 'number', default: 2, describe: 'per quanti anni vale' })
    .option('bit', { choices: KEY_BITS, default: KEY_BITS[1], describe: 'lunghezza della chiave' });
