import { isCalendarDate, type SignInLogEntry, type SignInRefusal, signInLogContext, type Tenant } from '@stanza/core';
import { makeSecretBox, secretKeySchema } from '@stanza/gateways';
import { readSignInLog } from '@stanza/postgres';
import type { Argv } from 'yargs';
import { z } from 'zod';
import { readSecretKey } from '../start/prepare-secret-key.ts';
import type { Say } from '../start/say.ts';
import { readableXml } from './readable-xml.ts';
import { enteOption, FEDERATION_NAMES } from './spid-options.ts';
import type { Terminal } from './terminal.ts';
import { BrokenRegister } from './verify-enti.ts';
import { enteNamed, withPlatform } from './with-platform.ts';
import { WrongUsage } from './wrong-usage.ts';

interface Wanted {
  readonly ente: string;
  readonly dal: string | undefined;
  readonly al: string | undefined;
  readonly richiesta: string | undefined;
  readonly xml: boolean;
}

const contentSchema = z.object({
  request: z.string(),
  response: z.string(),
  assertionId: z.string().nullable(),
  subject: z.string().nullable(),
  rule: z.string().nullable(),
});
type Content = z.infer<typeof contentSchema>;

const HEADING = ['momento (UTC)', 'federazione', 'gestore', 'esito', 'richiesta', 'asserzione', 'codice fiscale'].join(
  '\t',
);

const OUTCOMES: Readonly<Record<SignInRefusal['code'] | 'signed_in', string>> = {
  signed_in: 'entrato',
  not_signed_in: 'non entrato',
  provider_fault: 'errore del gestore',
  level_too_low: 'livello troppo basso',
  not_valid: 'risposta non valida',
};
const outcomeNames: ReadonlyMap<string, string> = new Map(Object.entries(OUTCOMES));

/** A browser may have brought it: what steers a terminal is written out. */
const printable = (text: string): string =>
  text.replace(/[^\P{C}\n\t]/gu, (mark) => `\\u{${mark.codePointAt(0)?.toString(16)}}`);

const checkDay = (name: string, day: string | undefined): string | null => {
  if (day !== undefined && !isCalendarDate(day)) {
    throw new WrongUsage(`Con --${name} va un giorno scritto come 2026-01-31.`);
  }
  return day ?? null;
};

const lineOf = ({ at, federation, provider, outcome, requestId }: SignInLogEntry, content: Content | null): string => {
  const name = outcomeNames.get(outcome) ?? outcome;
  const told = content === null ? ['non si apre', '–'] : [content.assertionId ?? '–', content.subject ?? '–'];
  const broken = content?.rule ?? null;
  const result = broken === null ? name : `${name} (${broken})`;
  return printable([at.toISOString(), FEDERATION_NAMES[federation], provider, result, requestId, ...told].join('\t'));
};

/** Opens what is sealed; null when it was sealed by another key or for a line that says something else. */
const makeOpen = (secretKey: string, ente: Tenant) => {
  const box = makeSecretBox(secretKeySchema.parse(secretKey));
  return (line: SignInLogEntry): Content | null => {
    const text = box.open(signInLogContext(ente.id, line), line.sealed);
    return text === null ? null : contentSchema.parse(JSON.parse(text));
  };
};

const sayMessages = (say: Say, { request, response }: Content): void => {
  say(`Richiesta:\n${readableXml(printable(request))}`);
  say(`Risposta:\n${readableXml(printable(response))}\n`);
};

/**
 * Prints an ente's register of sign-ins, opened with the key of the portal.
 * @throws BrokenRegister when a line could not be opened, having said which; WrongUsage for days that are none
 */
export const readSpidRegister = async (terminal: Terminal, wanted: Wanted): Promise<void> => {
  const [from, to] = [checkDay('dal', wanted.dal), checkDay('al', wanted.al)];
  await withPlatform(terminal, async (platform) => {
    const ente = await enteNamed(platform, wanted.ente);
    const open = makeOpen(await readSecretKey(platform.config), ente);
    const range = { from, to, requestId: wanted.richiesta ?? null };
    let [lines, closed] = [0, 0];
    for await (const line of readSignInLog(platform.admin, ente.id, range)) {
      if (lines === 0) terminal.say(HEADING);
      lines += 1;
      const content = open(line);
      if (content === null) closed += 1;
      terminal.say(lineOf(line, content));
      if (wanted.xml && content !== null) sayMessages(terminal.say, content);
    }
    if (lines === 0) terminal.say('Nel registro non c’è nessun accesso come questi.');
    if (closed === 0) return;
    terminal.say(
      `Righe che non si aprono: ${closed} di ${lines}. Sono state scritte con un’altra STANZA_SECRET_KEY, oppure sono state cambiate.`,
    );
    throw new BrokenRegister();
  });
};

/** What `stanza spid:registro` is given. */
export const spidRegisterOptions = (command: Argv) =>
  enteOption(command)
    .option('dal', { type: 'string', describe: 'primo giorno, come 2026-01-31' })
    .option('al', { type: 'string', describe: 'ultimo giorno' })
    .option('richiesta', { type: 'string', describe: 'soltanto la richiesta con questo ID' })
    .option('xml', { type: 'boolean', default: false, describe: 'anche i messaggi, un elemento per riga' });
