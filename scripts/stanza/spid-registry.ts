import { createHash } from 'node:crypto';
import type { Federation, IdentityProviderEntry, Tenant } from '@stanza/core';
import { type RegistryProblem, readRegistry } from '@stanza/gateways';
import type { Argv } from 'yargs';
import { UserFacingError } from '../user-facing-error.ts';
import { readTextFile } from './read-given-file.ts';
import { registryChanges } from './registry-changes.ts';
import { FEDERATION_NAMES, federationOption } from './spid-options.ts';
import type { Terminal } from './terminal.ts';
import { enteNamed, type Platform, withPlatform } from './with-platform.ts';

interface Given {
  readonly ente: string | undefined;
  readonly tutti: boolean;
  readonly file: string;
  readonly firma: string | undefined;
  readonly senzaFirma: boolean;
  readonly impronta: string | undefined;
  readonly federazione: Federation;
}

const PROBLEMS: Readonly<Record<RegistryProblem['code'], string>> = {
  too_large: 'è troppo grande',
  not_xml: 'non è XML, oppure ha un DOCTYPE o non è in UTF-8',
  not_metadata: 'non contiene metadati SAML',
  needs_certificate: 'è un elenco: senza firma si importa soltanto un gestore di prova',
  certificate_not_valid:
    'non si può verificare: il certificato di --firma non è un certificato, oppure la sua chiave è debole',
  not_signed: 'non è firmato da chi ha il certificato di --firma, oppure è stato cambiato',
  expired: 'è scaduto: scaricatelo di nuovo',
  too_many_providers: 'contiene troppi gestori',
  no_provider: 'non contiene nessun gestore',
  provider_twice: 'contiene due volte lo stesso gestore',
  provider_expired: 'contiene un gestore i cui metadati sono scaduti',
  no_sign_in_url: 'contiene un gestore a cui non si può andare con HTTP-Redirect',
  no_certificate: 'contiene un gestore senza un certificato con cui verificare le sue risposte',
  provider_not_valid: 'contiene un gestore con un dato che non va bene',
};

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Certificate of who signs the file; null for a provider without a signature: one for tests, or that of CIE. */
const trustedOf = async (given: Given, { config }: Platform): Promise<string | null> => {
  const { firma, senzaFirma, federazione, file, impronta } = given;
  if ((firma !== undefined) === senzaFirma) {
    throw new UserFacingError('Serve o --firma, con il certificato di chi firma il file, o --senza-firma.');
  }
  if (firma !== undefined) return readTextFile(firma);
  if (config.mode !== 'production') return null;
  if (federazione !== 'cie') {
    throw new UserFacingError('In produzione serve --firma: --senza-firma è soltanto per le prove e per CIE.');
  }
  // The Ministry publishes the metadata of CIE unsigned: whoever sees the same bytes by two ways takes them for its own.
  if (impronta?.toLowerCase() !== sha256(await readTextFile(file))) {
    throw new UserFacingError(
      'In produzione serve --impronta, la SHA-256 del file come l’avete calcolata su un altro computer: questo file ne ha un’altra.',
    );
  }
  return null;
};

const providersIn = async (
  { file, federazione }: Given,
  trusted: string | null,
): Promise<readonly IdentityProviderEntry[]> => {
  const read = readRegistry(await readTextFile(file), federazione, { trusted, now: new Date() });
  if (read.ok) return read.value;
  const which = 'entityId' in read.error ? `: ${read.error.entityId}` : '';
  throw new UserFacingError(`Il file «${file}» ${PROBLEMS[read.error.code]}${which}. Non è cambiato niente.`);
};

const entiOf = async ({ ente, tutti }: Given, { tenants }: Platform): Promise<readonly Tenant[]> => {
  if ((ente !== undefined) === tutti)
    throw new UserFacingError('Serve o --ente, con il percorso del Comune, o --tutti.');
  if (ente !== undefined) return [await enteNamed({ tenants }, ente)];
  const all = await Promise.all((await tenants.ids()).map((id) => tenants.byId(id)));
  return all.filter((one) => one !== null);
};

/** Gives enti the identity providers of a federation from its metadata file (spid.md 3.6), instead of those that they had. */
export const importSpidRegistry = (terminal: Terminal, given: Given): Promise<void> =>
  withPlatform(terminal, async (platform) => {
    const { federazione } = given;
    const enti = await entiOf(given, platform);
    const providers = await providersIn(given, await trustedOf(given, platform));
    for (const ente of enti) {
      const known = await platform.unitOfWork.read(ente.id, ({ signIns }) => signIns.providers());
      const before = known.filter(({ federation }) => federation === federazione);
      await platform.setup.saveIdentityProviders(ente.id, federazione, providers);
      terminal.say(`${ente.slug}: gestori di ${FEDERATION_NAMES[federazione]} ${providers.length}`);
      const changes = registryChanges(before, providers);
      for (const change of changes.length === 0 ? ['nessun cambiamento'] : changes) terminal.say(`- ${change}`);
    }
  });

/** What `stanza spid:gestori` is given. */
export const spidRegistryOptions = (command: Argv) =>
  federationOption(command)
    .option('ente', { type: 'string', describe: 'percorso del Comune' })
    .option('tutti', { type: 'boolean', default: false, describe: 'tutti i Comuni' })
    .option('file', { type: 'string', demandOption: true, describe: 'i metadati dei gestori, in XML' })
    .option('firma', { type: 'string', describe: 'il certificato di chi firma il file, in PEM' })
    .option('senza-firma', {
      type: 'boolean',
      default: false,
      describe: 'prende un solo gestore senza verificare niente; in produzione soltanto quello di CIE, con --impronta',
    })
    .option('impronta', { type: 'string', describe: 'la SHA-256 del file, calcolata su un altro computer' });
