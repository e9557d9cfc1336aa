import type { Federation, IdentityProviderEntry, Tenant } from '@stanza/core';
import { type EntryProblem, type RegistryProblem, type RegistryTrust, readRegistry } from '@stanza/gateways';
import type { Argv } from 'yargs';
import { UserFacingError } from '../user-facing-error.ts';
import { readTextFile } from './read-given-file.ts';
import { registryChanges } from './registry-changes.ts';
import { FEDERATION_NAMES, federationOption } from './spid-options.ts';
import type { Terminal } from './terminal.ts';
import { enteNamed, type Platform, withPlatform } from './with-platform.ts';
import { WrongUsage } from './wrong-usage.ts';

interface Given {
  readonly ente: string | undefined;
  readonly tutti: boolean;
  readonly file: string;
  readonly firma: string | undefined;
  readonly impronta: string | undefined;
  readonly senzaFirma: boolean;
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
  digest_differs: 'non ha l’impronta di --impronta: è un altro file, oppure è stato cambiato',
  expired: 'è scaduto: scaricatelo di nuovo',
  too_many_providers: 'contiene troppi gestori',
  no_provider: 'non contiene nessun gestore',
  no_usable_provider: 'non contiene nessun gestore che si possa usare',
};

const SKIPPED: Readonly<Record<EntryProblem['code'], string>> = {
  provider_twice: 'c’è due volte',
  provider_expired: 'i suoi metadati sono scaduti',
  no_sign_in_url: 'non ha un indirizzo a cui mandare i cittadini con HTTP-Redirect',
  address_not_secure: 'ha un indirizzo senza https',
  no_certificate: 'non ha un certificato con cui verificare le sue risposte',
  provider_not_valid: 'un suo dato non va bene',
};

const skippedLines = (skipped: readonly EntryProblem[]): readonly string[] =>
  skipped.map(({ code, entityId }) => `- ${entityId || 'senza entityID'}: ${SKIPPED[code]}`);

const counted = (providers: number): string => (providers === 1 ? '1 gestore' : `${providers} gestori`);

const SHA256 = /^[0-9a-f]{64}$/iu;

/** For whom, and by what the file is to be believed: exactly one thing each. @throws WrongUsage */
const assertWhole = ({ ente, tutti, firma, impronta, senzaFirma }: Given): void => {
  if ((ente !== undefined) === tutti) throw new WrongUsage('Serve o --ente, con il percorso del Comune, o --tutti.');
  const ways = [firma !== undefined, impronta !== undefined, senzaFirma].filter(Boolean);
  if (ways.length !== 1) {
    throw new WrongUsage(
      'Serve --firma, con il certificato di chi firma il file, o --impronta, con la SHA-256 del file, o --senza-firma.',
    );
  }
  if (impronta !== undefined && !SHA256.test(impronta)) {
    throw new WrongUsage('Con --impronta va la SHA-256 del file: 64 cifre esadecimali.');
  }
};

const trustOf = async ({ firma, impronta }: Given, { config }: Platform): Promise<RegistryTrust> => {
  if (firma !== undefined) return { by: 'certificate', pem: await readTextFile(firma) };
  if (impronta !== undefined) return { by: 'digest', sha256: impronta };
  if (config.mode === 'production') {
    throw new UserFacingError('In produzione serve --firma o --impronta: --senza-firma è soltanto per le prove.');
  }
  return { by: 'nothing' };
};

/** The providers of the file that can be used; of the others the terminal hears why. */
const providersIn = async (
  terminal: Terminal,
  { file, federazione: federation }: Given,
  place: { readonly trust: RegistryTrust; readonly production: boolean },
): Promise<readonly IdentityProviderEntry[]> => {
  const read = readRegistry(await readTextFile(file), { federation, now: new Date(), ...place });
  if (!read.ok) {
    const reasons = read.error.code === 'no_usable_provider' ? skippedLines(read.error.skipped) : [];
    const sentence = `Il file «${file}» ${PROBLEMS[read.error.code]}. Non è cambiato niente.`;
    throw new UserFacingError([sentence, ...reasons].join('\n'));
  }
  const { providers, skipped } = read.value;
  if (skipped.length > 0)
    terminal.sayError('Attenzione: questi gestori del file non si possono usare, e nessuno li avrà:');
  for (const line of skippedLines(skipped)) terminal.sayError(line);
  return providers;
};

const entiOf = async ({ ente }: Given, { tenants }: Platform): Promise<readonly Tenant[]> => {
  if (ente !== undefined) return [await enteNamed({ tenants }, ente)];
  const all = await Promise.all((await tenants.ids()).map((id) => tenants.byId(id)));
  return all.filter((one) => one !== null);
};

/**
 * Gives enti the identity providers of a federation from its metadata file (spid.md 3.6), instead of those that they had. Who is not
 * in it any more, or cannot be used as it is there, is gone.
 */
export const importSpidRegistry = async (terminal: Terminal, given: Given): Promise<void> => {
  assertWhole(given);
  await withPlatform(terminal, async (platform) => {
    const { federazione } = given;
    const enti = await entiOf(given, platform);
    const trust = await trustOf(given, platform);
    const production = platform.config.mode === 'production';
    const providers = await providersIn(terminal, given, { trust, production });
    for (const ente of enti) {
      const known = await platform.unitOfWork.read(ente.id, ({ signIns }) => signIns.providers());
      const before = known.filter(({ federation }) => federation === federazione);
      await platform.setup.saveIdentityProviders(ente.id, federazione, providers);
      terminal.say(`${ente.name}: ${counted(providers.length)} di ${FEDERATION_NAMES[federazione]}`);
      const changes = registryChanges(before, providers);
      for (const change of changes.length === 0 ? ['nessun cambiamento'] : changes) terminal.say(`- ${change}`);
    }
  });
};

/** What `stanza spid:gestori` is given. */
export const spidRegistryOptions = (command: Argv) =>
  federationOption(command)
    .option('ente', { type: 'string', describe: 'percorso del Comune' })
    .option('tutti', { type: 'boolean', default: false, describe: 'tutti i Comuni' })
    .option('file', { type: 'string', demandOption: true, describe: 'i metadati dei gestori, in XML' })
    .option('firma', { type: 'string', describe: 'il certificato di chi firma il file, in PEM' })
    .option('impronta', {
      type: 'string',
      describe: 'la SHA-256 di un file che nessuno firma, verificata per un’altra via',
    })
    .option('senza-firma', {
      type: 'boolean',
      default: false,
      describe: 'prende un gestore di prova senza verificare niente; mai in produzione',
    });
