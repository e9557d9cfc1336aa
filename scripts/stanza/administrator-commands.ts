import { makeCreateAdministrator, makeResetAdministrator } from '@stanza/core';
import { makeSystemClock, makeUuidV7Ids } from '@stanza/gateways';
import type { Argv } from 'yargs';
import { UserFacingError } from '../user-facing-error.ts';
import type { Terminal } from './terminal.ts';
import { enteNamed, withPlatform } from './with-platform.ts';

const FIELDS: Readonly<Record<string, string>> = { name: 'il nome', email: 'l’indirizzo e-mail' };

/** As long as `INVITATION_HOURS` says. */
const VALID = { invito: 'valido sette giorni', reset: 'valido un’ora' } as const;

const create = (terminal: Terminal, given: { readonly ente: string; readonly nome: string; readonly email: string }) =>
  withPlatform(terminal, async ({ tenants, unitOfWork, operator }) => {
    const ente = await enteNamed({ tenants }, given.ente);
    const make = makeCreateAdministrator({ unitOfWork, ids: makeUuidV7Ids(), clock: makeSystemClock() });
    const created = await make(ente.id, { name: given.nome, email: given.email, platform: operator });
    if (!created.ok) {
      const taken = created.error.errors.some(({ code }) => code === 'email_taken');
      if (taken) throw new UserFacingError(`A ${ente.name} c’è già una persona con l’indirizzo ${given.email}.`);
      const wrong = created.error.errors.map(({ field }) => FIELDS[field] ?? field).join(' e ');
      throw new UserFacingError(`Controllate ${wrong}: così non va bene.`);
    }
    terminal.say(
      `${given.nome} è amministratore di ${ente.name}. Il portale manda a ${given.email} il collegamento per`,
    );
    terminal.say(
      'scegliere la password, valido sette giorni; al primo accesso serve anche un’app per il secondo fattore.',
    );
  });

const reset = (terminal: Terminal, given: { readonly ente: string; readonly email: string }) =>
  withPlatform(terminal, async ({ tenants, unitOfWork, operator }) => {
    const ente = await enteNamed({ tenants }, given.ente);
    const act = makeResetAdministrator({ unitOfWork, ids: makeUuidV7Ids(), clock: makeSystemClock() });
    const done = await act(ente.id, { email: given.email, platform: operator });
    if (!done.ok) {
      throw new UserFacingError(`A ${ente.name} nessun amministratore abilitato ha l’indirizzo ${given.email}.`);
    }
    const { name, kind } = done.value;
    terminal.say(`${name} non ha più un secondo fattore, e le sue sessioni sono chiuse.`);
    terminal.say(`Il portale manda a ${given.email} il collegamento per scegliere la password, ${VALID[kind]};`);
    terminal.say('all’accesso collegherà di nuovo un’app per il secondo fattore.');
  });

/** `stanza amministratore`: gives a Comune its first administrator, who invites the others, and lets in again who is left outside. */
export const administratorCommands = (terminal: Terminal) => (yargs: Argv) =>
  yargs
    .command(
      'crea <ente>',
      'Aggiunge un amministratore a un Comune e gli manda il collegamento per entrare',
      (command) =>
        command
          .positional('ente', { type: 'string', demandOption: true, describe: 'percorso del Comune' })
          .option('nome', { type: 'string', demandOption: true, describe: 'nome e cognome' })
          .option('email', { type: 'string', demandOption: true, describe: 'e-mail di lavoro' }),
      (given) => create(terminal, given),
    )
    .command(
      'azzera <ente>',
      'Toglie a un amministratore il secondo fattore e gli manda il collegamento per scegliere la password',
      (command) =>
        command
          .positional('ente', { type: 'string', demandOption: true, describe: 'percorso del Comune' })
          .option('email', { type: 'string', demandOption: true, describe: 'e-mail con cui entra' }),
      (given) => reset(terminal, given),
    )
    .demandCommand(1, 1, 'Manca il comando: vedi «stanza amministratore --help».');
