import yargs from 'yargs';
import { WrongSchema } from '../start/database-schema.ts';
import { UserFacingError } from '../user-facing-error.ts';
import { administratorCommands } from './administrator-commands.ts';
import { appIoOptions, changeAppIo } from './app-io-command.ts';
import { auditCommands } from './audit-commands.ts';
import { enteCommands } from './ente-commands.ts';
import { changePayments, paymentOptions } from './payment-commands.ts';
import { protocolRegisterCommands } from './protocol-register-commands.ts';
import { showQueue } from './queue-command.ts';
import { changeRegistry, registryOptions } from './registry-commands.ts';
import { serviceCommands } from './service-commands.ts';
import { importSignatureList, signatureListOptions } from './signature-list.ts';
import { makeSpidCertificate, spidCertificateOptions } from './spid-certificate.ts';
import { changeSpidEnte, spidEnteOptions } from './spid-ente.ts';
import { readSpidRegister, spidRegisterOptions } from './spid-register.ts';
import { importSpidRegistry, spidRegistryOptions } from './spid-registry.ts';
import type { Terminal } from './terminal.ts';
import { BrokenRegister } from './verify-enti.ts';
import { migratePlatform } from './with-platform.ts';
import { WrongUsage } from './wrong-usage.ts';

/** What a script at the terminal can tell apart. */
export const EXIT_CODES = { done: 0, failed: 1, wrongUsage: 2, brokenRegister: 3, wrongSchema: 4 } as const;

const migrated = async (terminal: Terminal) => {
  await migratePlatform(terminal);
  terminal.say('Il database è aggiornato.');
};

const EPILOGUE = `Usa il database di DATABASE_URL, altrimenti quello incorporato di DATA_DIR; solo «migra» ne cambia lo schema.
Codici di uscita: 0 fatto, 1 non fatto, 2 comando sbagliato, 3 un registro non è integro o non si apre, 4 il database non è della versione di questo programma.`;

const program = (terminal: Terminal) =>
  yargs()
    .scriptName('stanza')
    .locale('it')
    .usage('$0 <comando>\n\nLa Stanza del Cittadino: i comandi di chi gestisce la piattaforma.')
    .command('ente', 'Mette Comuni sul portale e li toglie', enteCommands(terminal))
    .command(
      'amministratore',
      'Aggiunge amministratori ai Comuni e fa rientrare chi è rimasto fuori',
      administratorCommands(terminal),
    )
    .command('servizi', 'Porta servizi ai Comuni', serviceCommands(terminal))
    .command('registro', 'Verifica i registri degli uffici', auditCommands(terminal))
    .command('registro-protocollo', 'Verifica i registri giornalieri di protocollo', protocolRegisterCommands(terminal))
    .command(
      'spid:ente',
      'Mette un Comune in SPID o in CIE con i dati di un file JSON, o lo toglie',
      spidEnteOptions,
      (given) => changeSpidEnte(terminal, given),
    )
    .command(
      'spid:certificate',
      'Fa la chiave e il certificato di un Comune per SPID o per CIE',
      spidCertificateOptions,
      (given) => makeSpidCertificate(terminal, given),
    )
    .command('spid:gestori', 'Porta ai Comuni i gestori di SPID o di CIE', spidRegistryOptions, (given) =>
      importSpidRegistry(terminal, given),
    )
    .command('spid:registro', 'Legge il registro degli accessi con SPID e CIE', spidRegisterOptions, (given) =>
      readSpidRegister(terminal, given),
    )
    .command('protocollo', 'Sceglie il protocollo con cui un Comune registra le pratiche', registryOptions, (given) =>
      changeRegistry(terminal, given),
    )
    .command('pagamenti', 'Dice dove pagano i cittadini di un Comune', paymentOptions, (given) =>
      changePayments(terminal, given),
    )
    .command('app-io', 'Fa arrivare i messaggi ai cittadini anche su App IO, o non più', appIoOptions, (given) =>
      changeAppIo(terminal, given),
    )
    .command(
      'firme:elenco',
      'Dice di quali autorità sono i certificati di firma di cui fidarsi',
      signatureListOptions,
      (given) => importSignatureList(terminal, given),
    )
    .command('coda', 'Mostra che cosa aspetta di essere fatto', {}, () => showQueue(terminal))
    .command('migra', 'Porta il database alla versione di questo programma', {}, () => migrated(terminal))
    .demandCommand(1, 'Manca il comando: vedi «stanza --help».')
    .strict()
    .version(false)
    .help('help', 'Mostra questo aiuto')
    .alias('help', 'h')
    .epilogue(EPILOGUE)
    .exitProcess(false)
    .fail((message, error) => {
      throw error ?? new WrongUsage(message);
    });

/**
 * Runs a command of whoever runs the platform.
 * @param args without the program's name
 * @param detail is given what went wrong, for who looks for it
 * @returns the exit code, one of `EXIT_CODES`
 */
export const runStanza = async (
  args: readonly string[],
  terminal: Terminal,
  detail: (error: unknown) => void,
): Promise<number> => {
  try {
    await program(terminal).parseAsync([...args], {}, (_error, _given, help) => {
      if (help !== '') terminal.say(help);
    });
    return EXIT_CODES.done;
  } catch (error) {
    detail(error);
    if (error instanceof BrokenRegister) return EXIT_CODES.brokenRegister;
    const foreseen = error instanceof UserFacingError || error instanceof WrongUsage;
    const unforeseen = `Il comando si è fermato per un errore che il programma non prevede: ${String(error)}.`;
    terminal.sayError(foreseen ? error.message : unforeseen);
    if (error instanceof WrongSchema) return EXIT_CODES.wrongSchema;
    return error instanceof WrongUsage ? EXIT_CODES.wrongUsage : EXIT_CODES.failed;
  }
};
