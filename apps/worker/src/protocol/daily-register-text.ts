import { italianDate, type RegistryDocument } from '@stanza/core';
import type { RegisterEntry, RegisterOfDay } from './register-of-day.ts';

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
  ...(entry.main === null ? [] : [document('Documento principale', entry.main)]),
  ...entry.attachments.map((file, index) => document(`Allegato ${index + 1}`, file)),
];

/**
 * A register as it was before ADR 44, plain text with Unix line ends and UTC times: those that were made so are verified so.
 */
export const dailyRegisterText = ({ ente, day, previous, entries }: RegisterOfDay): string =>
  [
    'REGISTRO GIORNALIERO DI PROTOCOLLO',
    `Ente: ${onOneLine(ente)}`,
    `Giorno: ${italianDate(day)}`,
    `Registrazioni: ${entries.length}`,
    `Impronta SHA-256 del registro precedente: ${previous?.sha256 ?? 'nessuno, questo è il primo'}`,
    ...entries.flatMap(entryLines),
    '',
  ].join('\n');
