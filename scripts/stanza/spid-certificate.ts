import { access } from 'node:fs/promises';
import { dayInItaly, type Federation, longDay, type ServiceProviderSettings, type Tenant } from '@stanza/core';
import {
  type KeyBits,
  keepSigningKey,
  keySettingEnd,
  makeCertificate,
  metadataUrl,
  nextKeyFiles,
  readCurrentKey,
  SIGN_IN_KEY_SETTINGS,
  type SigningKeyFiles,
  signingKeyFiles,
} from '@stanza/gateways';
import type { Argv } from 'yargs';
import { hasErrorCode } from '../error-code.ts';
import { UserFacingError } from '../user-facing-error.ts';
import { activateCertificate } from './activate-certificate.ts';
import { assertNamesFit } from './certificate-names.ts';
import { asUserFacing, certificateCommand, notWritable } from './certificate-words.ts';
import { freeNextKey } from './free-next-key.ts';
import { serviceProviderOf } from './spid-ente.ts';
import { enteOption, FEDERATION_NAMES, federationOption } from './spid-options.ts';
import type { Terminal } from './terminal.ts';
import { enteNamed, type Platform, withPlatform } from './with-platform.ts';
import { WrongUsage } from './wrong-usage.ts';

const KEY_BITS = [2048, 3072, 4096] as const satisfies readonly KeyBits[];
const MOST_YEARS = 10;
const DAY_MS = 24 * 60 * 60 * 1000;

interface Given {
  readonly ente: string;
  readonly federazione: Federation;
  readonly anni: number;
  readonly bit: KeyBits;
  readonly rinnovo: boolean;
  readonly attiva: boolean;
}

/** From a moment to the same day so many years later. */
const validity = (from: Date, years: number): { readonly days: number; readonly until: Date } => {
  const until = new Date(from);
  until.setUTCFullYear(until.getUTCFullYear() + years);
  return { days: Math.round((until.getTime() - from.getTime()) / DAY_MS), until };
};

const alreadyThere = (file: string): UserFacingError =>
  new UserFacingError(`Il file ${file} c’è già, e non si sovrascrive: per rinnovare c’è --rinnovo.`);

/** Where the first key goes. @throws UserFacingError when there is one already */
const firstPlace = async ({ config }: Platform, { slug }: Tenant, federation: Federation): Promise<SigningKeyFiles> => {
  const files = signingKeyFiles(config.signInKeysDir, slug, federation);
  for (const file of [files.key, files.certificate]) {
    const isThere = await access(file).then(
      () => true,
      () => false,
    );
    if (isThere) throw alreadyThere(file);
  }
  return files;
};

/** Where the next key goes. @throws UserFacingError when there is one that can follow, or none that it could follow */
const nextPlace = async (
  terminal: Terminal,
  platform: Platform,
  ente: Tenant,
  settings: ServiceProviderSettings,
): Promise<SigningKeyFiles> => {
  const { signInKeys, signInKeysDir } = platform.config;
  const { federation } = settings;
  const place = [signInKeysDir, ente.slug, federation] as const;
  const isSetting = signInKeys.has(keySettingEnd(ente.slug, federation));
  if (!isSetting && (await asUserFacing(readCurrentKey(...place))) === null) {
    throw new UserFacingError('Non c’è ancora una chiave da rinnovare: fate la prima, senza --rinnovo.');
  }
  await freeNextKey(terminal, platform, ente, settings);
  return nextKeyFiles(...place);
};

const make = async (
  terminal: Terminal,
  platform: Platform,
  ente: Tenant,
  settings: ServiceProviderSettings,
  given: Given,
): Promise<void> => {
  const { anni, bit, federazione, rinnovo } = given;
  const { say } = terminal;
  const { signInKeysDir, signInKeys } = platform.config;
  const files = rinnovo
    ? await nextPlace(terminal, platform, ente, settings)
    : await firstPlace(platform, ente, federazione);
  const from = new Date();
  const { days, until } = validity(from, anni);
  const key = await makeCertificate(settings, { from, days, bits: bit });
  await keepSigningKey(files, key).catch((cause: unknown) => {
    if (hasErrorCode(cause, 'EEXIST')) throw alreadyThere(files.key);
    return notWritable(signInKeysDir)(cause);
  });
  say(
    `${ente.name}: ${rinnovo ? 'prossima ' : ''}chiave per ${FEDERATION_NAMES[federazione]}, di ${bit} bit: ${files.key}`,
  );
  say(`Certificato, valido fino al ${longDay(dayInItaly(until))}: ${files.certificate}`);
  say('Conservatene una copia al sicuro: la chiave non è nel database.');
  const end = keySettingEnd(ente.slug, federazione);
  if (signInKeys.has(end)) {
    const names = SIGN_IN_KEY_SETTINGS[rinnovo ? 'next' : 'current'];
    say(
      `La chiave di adesso è un’impostazione: questa vale quando è in ${names.key}_${end} e ${names.certificate}_${end}.`,
    );
    return;
  }
  say(`I metadati da mandare a chi li distribuisce sono a ${metadataUrl(settings)}`);
  if (!rinnovo) return;
  say('Annunciano tutt’e due i certificati; le richieste si firmano ancora con la chiave di adesso.');
  say(`Quando i gestori hanno i metadati: ${certificateCommand(ente.slug, federazione, '--attiva')}.`);
};

/** Makes a key of an ente in a federation and its certificate (Avviso 29, spid.md 2.2), or lets the next one take its place. */
export const makeSpidCertificate = async (terminal: Terminal, given: Given): Promise<void> => {
  const { anni } = given;
  if (given.rinnovo && given.attiva) throw new WrongUsage('Serve o --rinnovo o --attiva, non tutt’e due.');
  if (!Number.isInteger(anni) || anni < 1 || anni > MOST_YEARS) {
    throw new WrongUsage(`Con --anni va un numero da 1 a ${MOST_YEARS}.`);
  }
  await withPlatform(terminal, async (platform) => {
    const ente = await enteNamed(platform, given.ente);
    const settings = await serviceProviderOf(platform, ente, given.federazione);
    if (settings === null) {
      const name = FEDERATION_NAMES[given.federazione];
      throw new UserFacingError(`${ente.name} non ha ancora i dati per ${name}: vedi «stanza spid:ente».`);
    }
    assertNamesFit(settings);
    if (given.attiva) await activateCertificate(terminal, platform, ente, settings);
    else await make(terminal, platform, ente, settings, given);
  });
};

/** What `stanza spid:certificate` is given. */
export const spidCertificateOptions = (command: Argv) =>
  federationOption(enteOption(command))
    .option('anni', { type: 'number', default: 2, describe: 'per quanti anni vale' })
    .option('bit', { choices: KEY_BITS, default: KEY_BITS[1], describe: 'lunghezza della chiave' })
    .option('rinnovo', {
      type: 'boolean',
      default: false,
      describe: 'fa la prossima chiave, che i metadati annunciano accanto a quella di adesso',
    })
    .option('attiva', {
      type: 'boolean',
      default: false,
      describe: 'mette la prossima chiave al posto di quella di adesso, che resta in un altro file',
    });
