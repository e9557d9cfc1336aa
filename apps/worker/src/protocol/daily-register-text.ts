import { createHash } from 'node:crypto';
import { italianDate, type RegistryDocument } from '@stanza/core';

/** An entry of the protocol as the register of its day prints it. */
export interface RegisterEntry {
  readonly number: number;
  readonly year: number;
  readonly direction: 'entrata' | 'uscita';
  readonly subject: string;
  readonly correspondent: string;
  readonly sentAt: Date;
  readonly registeredAt: Date;
  readonly main: RegistryDocument;
  readonly attachments: readonly RegistryDocument[];
}

export interface RegisterOfDay {
  readonly ente: string;
  /** `YYYY-MM-DD` */
  readonly day: string;
  /** SHA-256 of the register before this one, in lower-case hex; null for the first. */
  readonly previous: string | null;
  /** In the order of their numbers. */
  readonly entries: readonly RegisterEntry[];
}

/** SHA-256 of a register, in lower-case hex. */
export const digestOf = (content: string): string => createHash('sha256').update(content).digest('hex');

// A text with a line break could look like an entry of its own.
const onOneLine = (text: string): string => text.replaceAll(/\s+/gu, ' ');

const document = (label: string, file: RegistryDocument): string =>
  `  ${label}: ${onOneLine(file.description)}; ${onOneLine(file.fileName)}; ${file.size} byte; SHA-256 ${file.sha256}`;

const entryLines = (entry: RegisterEntry): readonly string[] => [
  '',
  `${String(entry.number).padStart(7, '0')}/${entry.year} (${entry.direction})`,
  `  Registrato: ${entry.registeredAt.toISOString()}`,
  `  ${entry.direction === 'entrata' ? 'Mittente' : 'Destinatario'}: ${onOneLine(entry.correspondent)}`,
  `  Oggetto: ${onOneLine(entry.subject)}`,
  `  ${entry.direction === 'entrata' ? 'Inviato' : 'Deciso'}: ${entry.sentAt.toISOString()}`,
  document('Documento principale', entry.main),
  ...entry.attachments.map((file, index) => document(`Allegato ${index + 1}`, file)),
];

/**
 * The daily register of the protocol (DPR 445/2000 art. 53 c. 2; DPCM 3/12/2013 art. 7 c. 5) as plain text with Unix
 * line ends and UTC times. The same entries give the same text, and each register carries the digest of the one
 * before it: none can be changed or taken away unnoticed.
 */
export const dailyRegisterText = ({ ente, day, previous, entries }: RegisterOfDay): string =>
  [
    'REGISTRO GIORNALIERO DI PROTOCOLLO',
    `Ente: ${onOneLine(ente)}`,
    `Giorno: ${italianDate(day)}`,
    `Registrazioni: ${entries.length}`,
    `Impronta SHA-256 del registro precedente: ${previous ?? 'nessuno, questo è il primo'}`,
    ...entries.flatMap(entryLines),
    '',
  ].join('\n');
