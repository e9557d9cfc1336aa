import { type DocumentRow, dayAndTime, type LetterHead, startOfDayInItaly } from '@stanza/core';
import type { ReadRegister } from '../protocol/daily-register-json.ts';
import { type Faces, loadFaces } from './fonts.ts';
import { writeFooter } from './footer.ts';
import { STYLES } from './paper.ts';
import { writeParagraph } from './paragraph.ts';
import { makeSheet } from './sheet.ts';
import { DAILY_REGISTER as TEXTS } from './texts.it.ts';
import { writeFacts } from './write-rows.ts';

type Entry = ReadRegister['registrazioni'][number];
type Document = NonNullable<Entry['documento']>;

/** A register as people read it, from its canonical form. @property sha256 of the canonical form */
export interface DailyRegisterDocument {
  readonly register: ReadRegister;
  readonly sha256: string;
  readonly head: LetterHead;
}

export type RenderDailyRegister = (document: DailyRegisterDocument) => Promise<Uint8Array>;

const fileRow = (label: string, { descrizione, nomeFile, byte, sha256 }: Document): DocumentRow => ({
  label,
  value: TEXTS.file(descrizione, nomeFile, byte, sha256),
});

const sentLabel = ({ direzione, emergenza }: Entry): string => {
  if (emergenza !== null) return TEXTS.byHand;
  return direzione === 'entrata' ? TEXTS.sent : TEXTS.decided;
};

const entryRows = (entry: Entry): readonly DocumentRow[] => {
  const { registrato, direzione, corrispondente, oggetto, inviato, emergenza, documento, allegati } = entry;
  return [
    { label: TEXTS.registered, value: TEXTS.moment(registrato) },
    { label: direzione === 'entrata' ? TEXTS.sender : TEXTS.addressee, value: corrispondente },
    { label: TEXTS.subject, value: oggetto },
    ...(emergenza === null
      ? []
      : [{ label: TEXTS.emergency, value: TEXTS.emergencyNumber(emergenza.numero, emergenza.anno) }]),
    { label: sentLabel(entry), value: TEXTS.moment(inviato) },
    ...(documento === null ? [] : [fileRow(TEXTS.main, documento)]),
    ...allegati.map((file, index) => fileRow(TEXTS.attachment(index + 1), file)),
  ];
};

const cancellationRows = (cancelled: ReadRegister['annullamenti'][number]): readonly DocumentRow[] => [
  { label: TEXTS.at, value: TEXTS.moment(cancelled.annullato) },
  { label: TEXTS.by, value: cancelled.da },
  { label: TEXTS.provision, value: cancelled.provvedimento },
  { label: TEXTS.reason, value: cancelled.motivo },
];

const emergencyRows = (period: ReadRegister['emergenze'][number]): readonly DocumentRow[] => [
  { label: TEXTS.from, value: dayAndTime(period.dal) },
  { label: TEXTS.restored, value: dayAndTime(period.ripristino) },
  { label: TEXTS.cause, value: period.causa },
  { label: TEXTS.provision, value: period.provvedimento },
  ...period.proroghe.map(({ provvedimento, fino }) => ({
    label: TEXTS.extension,
    value: TEXTS.extended(provvedimento, dayAndTime(fino)),
  })),
  { label: TEXTS.authorised, value: dayAndTime(period.autorizzato) },
  { label: TEXTS.openedBy, value: period.apertoDa },
  { label: TEXTS.closed, value: TEXTS.moment(period.chiuso) },
  { label: TEXTS.closedBy, value: period.chiusoDa },
  { label: TEXTS.entries, value: String(period.registrazioni) },
];

/** Writes the register of a day of the protocol. Gives the bytes of the PDF. */
export const writeDailyRegister = (faces: Faces, { register, sha256, head }: DailyRegisterDocument) => {
  const { ente, giorno, precedente, registrazioni, annullamenti, emergenze } = register;
  const sheet = makeSheet(faces, TEXTS.title(ente, giorno), startOfDayInItaly(giorno));
  writeParagraph(sheet, 'P', ente, { style: STYLES.ente, after: 24 });
  writeParagraph(sheet, 'H1', TEXTS.heading(giorno), { style: STYLES.title, after: 6 });
  writeParagraph(sheet, 'P', TEXTS.law, { style: STYLES.body, after: 14 });
  writeFacts(sheet, TEXTS.facts, [
    { label: TEXTS.digest, value: sha256 },
    {
      label: TEXTS.previous,
      value: precedente === null ? TEXTS.first : TEXTS.link(precedente.giorno, precedente.sha256),
    },
    { label: TEXTS.entries, value: String(registrazioni.length) },
    { label: TEXTS.cancellations, value: String(annullamenti.length) },
  ]);
  for (const entry of registrazioni) {
    writeFacts(sheet, TEXTS.entry(entry.numero, entry.anno, entry.direzione), entryRows(entry));
  }
  for (const cancelled of annullamenti) {
    writeFacts(sheet, TEXTS.cancelled(cancelled.numero, cancelled.anno), cancellationRows(cancelled));
  }
  for (const period of emergenze) writeFacts(sheet, TEXTS.emergencies, emergencyRows(period));
  return sheet.finish((page, pages) => writeFooter(sheet, head, page, pages));
};

/** Reads the fonts at the first register: one night a day needs them. It throws then when they are not installed. */
export const makeRenderDailyRegister = (): RenderDailyRegister => {
  let faces: Faces | null = null;
  return async (document) => {
    faces ??= loadFaces();
    return writeDailyRegister(faces, document);
  };
};
