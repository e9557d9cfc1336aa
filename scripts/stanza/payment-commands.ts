import { type PaymentChoice, paymentContext } from '@stanza/core';
import { makeSecretBox, PAYMENT_SCHEMAS, secretKeySchema } from '@stanza/gateways';
import type { Argv } from 'yargs';
import { z } from 'zod';
import { readSecretKey } from '../start/prepare-secret-key.ts';
import { UserFacingError } from '../user-facing-error.ts';
import { problemLines } from './problem-lines.ts';
import { readJsonFile } from './read-given-file.ts';
import { serviceNamed } from './service-named.ts';
import { enteOption } from './spid-options.ts';
import type { Terminal } from './terminal.ts';
import { enteNamed, type Platform, withPlatform } from './with-platform.ts';
import { WrongUsage } from './wrong-usage.ts';

interface Given {
  readonly ente: string;
  readonly servizio: string | undefined;
  readonly file: string | undefined;
  readonly togli: boolean;
  readonly conferma: boolean;
}

const EXAMPLE = 'docs/payments.md';

/** For so long a stamp that is declared would be good to declare: it is done at once. */
const ONE_DAY = 1;

const fileSchema = z.discriminatedUnion('tipo', [
  z.strictObject({
    tipo: z.literal('pagopa'),
    /** Whether revenue stamps are paid with the rest, or bought and declared. */
    bolli: z.enum(['online', 'declared']),
    impostazioni: z.record(z.string(), z.unknown()),
    segreti: z.record(z.string(), z.unknown()),
  }),
  z.strictObject({ tipo: z.literal('bollo') }),
]);

/** @throws UserFacingError that says where the file is wrong */
const readChoice = async (platform: Platform, tenantId: string, file: string): Promise<PaymentChoice> => {
  const refuse = (lines: readonly string[]): never => {
    throw new UserFacingError([`Il file «${file}» non va bene: vedi ${EXAMPLE}.`, ...lines].join('\n'));
  };
  const read = fileSchema.safeParse(await readJsonFile(file, EXAMPLE));
  if (!read.success) return refuse(problemLines('', read.error));
  if (read.data.tipo === 'bollo') {
    const nothing = { segregationCode: null, validDays: ONE_DAY, settings: {}, sealed: '' };
    return { kind: 'bollo', stamps: 'declared', ...nothing };
  }
  const { bolli: stamps, impostazioni, segreti } = read.data;
  const { settings, secrets } = PAYMENT_SCHEMAS.pagopa;
  const [told, keys] = [settings.safeParse(impostazioni), secrets.safeParse(segreti)];
  if (!told.success || !keys.success) {
    return refuse([
      ...(told.error === undefined ? [] : problemLines('impostazioni', told.error)),
      ...(keys.error === undefined ? [] : problemLines('segreti', keys.error)),
    ]);
  }
  const box = makeSecretBox(secretKeySchema.parse(await readSecretKey(platform.config)));
  const sealed = box.seal(paymentContext(tenantId, 'pagopa'), JSON.stringify(segreti));
  const { segregationCode, validDays } = told.data;
  return { kind: 'pagopa', stamps, segregationCode, validDays, settings: impostazioni, sealed };
};

/** What each kind is called where people read it. */
const KIND_NAMES: Readonly<Record<PaymentChoice['kind'], string>> = {
  pagopa: 'con pagoPA',
  bollo: 'soltanto con la marca da bollo dichiarata',
};

const change = async (terminal: Terminal, platform: Platform, given: Given): Promise<void> => {
  const { file, conferma } = given;
  const ente = await enteNamed(platform, given.ente);
  const service = given.servizio === undefined ? null : await serviceNamed(platform, ente, given.servizio);
  const where = service === null ? 'per tutti i servizi' : `per il servizio «${service.definition.name}»`;
  if (file !== undefined) {
    const choice = await readChoice(platform, ente.id, file);
    await platform.setup.savePaymentChoice(ente.id, service?.id ?? null, choice);
    terminal.say(`${ente.name}: ${where} si paga ${KIND_NAMES[choice.kind]}.`);
    terminal.say('Quello che è già stato chiesto resta valido. Le chiavi sono cifrate: nessuno può rileggerle.');
    return;
  }
  if (!conferma) {
    throw new UserFacingError(
      `${ente.name}: ${where} il portale non chiederebbe più pagamenti. Se è quello che volete, aggiungete --conferma.`,
    );
  }
  await platform.setup.savePaymentChoice(ente.id, service?.id ?? null, null);
  terminal.say(`${ente.name}: ${where} non c’è più niente di impostato per i pagamenti.`);
};

/** Says where citizens pay for the services of an ente, or that the portal asks for no payment any more. */
export const changePayments = async (terminal: Terminal, given: Given): Promise<void> => {
  if ((given.file !== undefined) === given.togli) {
    throw new WrongUsage('Serve o --file, con le impostazioni, o --togli.');
  }
  await withPlatform(terminal, (platform) => change(terminal, platform, given));
};

/** What `stanza pagamenti` is given. */
export const paymentOptions = (command: Argv) =>
  enteOption(command)
    .option('servizio', { type: 'string', describe: 'soltanto per questo servizio' })
    .option('file', { type: 'string', describe: `le impostazioni, in JSON (${EXAMPLE} ne ha un esempio)` })
    .option('togli', { type: 'boolean', default: false, describe: 'non chiede più pagamenti' })
    .option('conferma', { type: 'boolean', default: false, describe: 'con --togli: lo fa davvero' });
