import { printedNumber, type RegistryDocument } from '@stanza/core';
import canonicalize from 'canonicalize';
import { z } from 'zod';
import type { RegisterCancellation, RegisterEmergency, RegisterEntry, RegisterOfDay } from './register-of-day.ts';

/** What such a file is; another one would be called otherwise. */
const FORMAT = 'registro-giornaliero-di-protocollo/1';

const document = ({ fileName, description, sha256, size }: RegistryDocument) => ({
  descrizione: description,
  nomeFile: fileName,
  byte: size,
  sha256,
});

const entry = (given: RegisterEntry) => ({
  numero: printedNumber(given.number),
  anno: given.year,
  registrato: given.registeredAt.toISOString(),
  direzione: given.direction,
  oggetto: given.subject,
  corrispondente: given.correspondent,
  inviato: given.sentAt.toISOString(),
  documento: given.main === null ? null : document(given.main),
  allegati: given.attachments.map(document),
  emergenza:
    given.emergencyYear === null || given.emergencyNumber === null
      ? null
      : { numero: given.emergencyNumber, anno: given.emergencyYear },
});

const cancellation = ({ number, year, at, provision, reason, by }: RegisterCancellation) => ({
  numero: printedNumber(number),
  anno: year,
  annullato: at.toISOString(),
  da: by,
  provvedimento: provision,
  motivo: reason,
});

const emergency = ({ from, until, cause, provision, openedBy, extensions, closed }: RegisterEmergency) => ({
  dal: from.toISOString(),
  ripristino: closed.restored.toISOString(),
  causa: cause,
  autorizzato: until.toISOString(),
  provvedimento: provision,
  apertoDa: openedBy,
  proroghe: extensions.map((one) => ({ fino: one.until.toISOString(), provvedimento: one.provision, da: one.by })),
  chiuso: closed.at.toISOString(),
  chiusoDa: closed.by,
  registrazioni: closed.registered,
});

/**
 * The daily register of the protocol (DPR 445/2000 art. 53 c. 2) as canonical JSON (RFC 8785), UTC times: the same day gives the same bytes, and
 * each register carries the digest of the one before it, so that none can be changed or taken away unnoticed.
 */
export const dailyRegisterJson = ({
  ente,
  day,
  previous,
  entries,
  cancellations,
  emergencies,
}: RegisterOfDay): string => {
  const content = canonicalize({
    formato: FORMAT,
    ente,
    giorno: day,
    precedente: previous === null ? null : { giorno: previous.day, sha256: previous.sha256 },
    registrazioni: entries.map(entry),
    annullamenti: cancellations.map(cancellation),
    emergenze: emergencies.map(emergency),
  });
  if (content === undefined) throw new Error('A register has no canonical form');
  return content;
};

const documentSchema = z.strictObject({
  descrizione: z.string(),
  nomeFile: z.string(),
  byte: z.number(),
  sha256: z.string(),
});

const registerSchema = z.strictObject({
  formato: z.literal(FORMAT),
  ente: z.string(),
  giorno: z.iso.date(),
  precedente: z.strictObject({ giorno: z.iso.date(), sha256: z.string() }).nullable(),
  registrazioni: z.array(
    z.strictObject({
      numero: z.string(),
      anno: z.int(),
      registrato: z.coerce.date(),
      direzione: z.enum(['entrata', 'uscita']),
      oggetto: z.string(),
      corrispondente: z.string(),
      inviato: z.coerce.date(),
      documento: documentSchema.nullable(),
      allegati: z.array(documentSchema),
      emergenza: z.strictObject({ numero: z.int(), anno: z.int() }).nullable(),
    }),
  ),
  annullamenti: z.array(
    z.strictObject({
      numero: z.string(),
      anno: z.int(),
      annullato: z.coerce.date(),
      da: z.string(),
      provvedimento: z.string(),
      motivo: z.string(),
    }),
  ),
  emergenze: z.array(
    z.strictObject({
      dal: z.coerce.date(),
      ripristino: z.coerce.date(),
      causa: z.string(),
      autorizzato: z.coerce.date(),
      provvedimento: z.string(),
      apertoDa: z.string(),
      proroghe: z.array(z.strictObject({ fino: z.coerce.date(), provvedimento: z.string(), da: z.string() })),
      chiuso: z.coerce.date(),
      chiusoDa: z.string(),
      registrazioni: z.int(),
    }),
  ),
});

/** A register as people read it, made from its canonical form. */
export type ReadRegister = z.infer<typeof registerSchema>;

/** @throws ZodError or SyntaxError when it is not what `dailyRegisterJson` has written */
export const readDailyRegister = (content: string): ReadRegister => registerSchema.parse(JSON.parse(content));
