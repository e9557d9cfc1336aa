import type { X509Certificate } from 'node:crypto';
import { dayInItaly, longDay, withArticle } from '@stanza/core';
import {
  type AuthorityList,
  type ListProblem,
  type ListTrust,
  readAuthorityList,
  readTrustedList,
  writeAuthorityList,
} from '@stanza/gateways';
import type { Argv } from 'yargs';
import { readStartConfig } from '../config.ts';
import { UserFacingError } from '../user-facing-error.ts';
import { readTextFile } from './read-given-file.ts';
import type { Terminal } from './terminal.ts';

interface Given {
  readonly file: string;
  readonly firma: string | undefined;
  readonly impronta: string | undefined;
}

const PROBLEMS: Readonly<Record<ListProblem['code'], string>> = {
  too_large: 'è troppo grande',
  not_a_list: 'non è un elenco di fiducia in XML (TSL), né contiene certificati in PEM',
  certificate_not_valid:
    'non si può verificare: il certificato di --firma non è un certificato, oppure la sua chiave è debole',
  not_signed: 'non è firmato da chi ha il certificato di --firma, oppure è stato cambiato',
  digest_differs: 'non ha l’impronta di --impronta: è un altro file, oppure è stato cambiato',
  expired: 'è scaduto: scaricatelo di nuovo',
  no_authority: 'non contiene nessuna autorità che rilascia certificati di firma',
};

const SHA256 = /^[0-9a-f]{64}$/iu;

/** By what the file is to be believed: exactly one thing. */
const trustOf = async ({ firma, impronta }: Given): Promise<ListTrust> => {
  if (firma !== undefined && impronta === undefined) return { by: 'certificate', pem: await readTextFile(firma) };
  if (impronta === undefined || firma !== undefined) {
    throw new UserFacingError(
      'Serve --firma, con il certificato di chi firma il file, o --impronta, con la SHA-256 del file.',
    );
  }
  if (SHA256.test(impronta)) return { by: 'digest', sha256: impronta };
  throw new UserFacingError('Con --impronta va la SHA-256 del file: 64 cifre esadecimali.');
};

/** Name of an authority: its subject on one line. */
const nameOf = ({ subject }: X509Certificate): string => subject.split('\n').toReversed().join(', ');

const missingFrom = (list: readonly X509Certificate[], other: readonly X509Certificate[]) => {
  const known = new Set(other.map(({ fingerprint256 }) => fingerprint256));
  return list.filter(({ fingerprint256 }) => !known.has(fingerprint256));
};

const dayOf = (instant: string): string => longDay(dayInItaly(new Date(instant)));

/** Of when a list is, and until when it holds; null of a bundle. */
const validityOf = ({ issuedAt, nextUpdate }: AuthorityList): string | null =>
  issuedAt === null || nextUpdate === null
    ? null
    : `Elenco ${withArticle('del', dayOf(issuedAt))}, da importare di nuovo entro ${withArticle('il', dayOf(nextUpdate))}`;

/**
 * Makes the authorities of a file those whose certificates of signature are trusted, instead of those that were. The next file that
 * an office uploads is judged by them; what was judged before stays as it was.
 */
export const importSignatureList = async (terminal: Terminal, given: Given): Promise<void> => {
  const { trustListFile } = readStartConfig(terminal.environment);
  const trust = await trustOf(given);
  const read = readTrustedList(await readTextFile(given.file), { trust, now: new Date() });
  if (!read.ok)
    throw new UserFacingError(`Il file «${given.file}» ${PROBLEMS[read.error.code]}. Non è cambiato niente.`);
  const kept = readAuthorityList(trustListFile);
  const before = kept === 'absent' || kept === 'damaged' ? [] : kept.authorities;
  const { authorities } = read.value;
  await writeAuthorityList(trustListFile, read.value);
  if (kept === 'damaged') terminal.say('L’elenco che c’era non si leggeva, e non è stato usato: ora c’è questo.');
  terminal.say(`Autorità che rilasciano certificati di firma: ${authorities.length}`);
  const validity = validityOf(read.value);
  if (validity !== null) terminal.say(validity);
  const changes = [
    ...missingFrom(authorities, before).map((one) => `${nameOf(one)}: aggiunta`),
    ...missingFrom(before, authorities).map((one) => `${nameOf(one)}: tolta`),
  ];
  for (const change of changes.length === 0 ? ['nessun cambiamento'] : changes) terminal.say(`- ${change}`);
};

/** What `stanza firme:elenco` is given. */
export const signatureListOptions = (command: Argv) =>
  command
    .option('file', { type: 'string', demandOption: true, describe: 'l’elenco di fiducia (TSL), o certificati in PEM' })
    .option('firma', { type: 'string', describe: 'il certificato di chi firma l’elenco, in PEM' })
    .option('impronta', { type: 'string', describe: 'la SHA-256 del file, verificata per un’altra via' });
