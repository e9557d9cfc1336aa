import { FILE_TYPES, type FileType } from '../ports/file-inspector.ts';
import type { AttachmentId, CitizenId } from '../shared/ids.ts';

/** A file that a citizen has uploaded. Its bytes are in the attachment storage, at its SHA-256. */
export interface Attachment {
  readonly id: AttachmentId;
  readonly citizenId: CitizenId;
  /** As the citizen's computer called it, cleaned by `cleanFileName`. */
  readonly fileName: string;
  /** What it is: the label of the field it was uploaded for. */
  readonly description: string;
  readonly type: FileType;
  /** Bytes. */
  readonly size: number;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly uploadedAt: Date;
}

/** Largest file of a citizen, in bytes (standards §6: 10-15 MB per file). */
export const MAX_ATTACHMENT_BYTES = 10 * 1024 * 1024;

const MAX_NAME = 120;

/**
 * A file name fit to be shown and offered in a download: no folders, no control or direction-changing characters,
 * at most 120 characters with its ending kept.
 */
export const cleanFileName = (name: string): string => {
  const base = name.split(/[/\\]/u).at(-1) ?? '';
  const visible = base
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}"<>:|?*]/gu, '')
    .trim()
    .replace(/^\.+/u, '');
  if (visible === '') return 'documento';
  const characters = [...visible];
  if (characters.length <= MAX_NAME) return visible;
  const ending = /\.[A-Za-z0-9]{1,8}$/u.exec(visible)?.[0] ?? '';
  return characters.slice(0, MAX_NAME - ending.length).join('') + ending;
};

/** The endings by which a computer chooses what opens a file; the first is the usual one. */
const ENDINGS: Readonly<Record<FileType, readonly string[]>> = {
  pdf: ['.pdf'],
  jpeg: ['.jpg', '.jpeg', '.jpe', '.jfif'],
  png: ['.png'],
  p7m: ['.p7m', '.p7s', '.p7c'],
};

/**
 * As `cleanFileName`, with an ending that agrees with what is in the file: on the computer of who downloads it the ending alone
 * decides what opens it, and a photograph called `foto.html` would be opened as a page.
 */
export const fileNameFor = (type: FileType, name: string): string => {
  const clean = cleanFileName(name);
  const [usual = '', ...others] = ENDINGS[type];
  const agrees = [usual, ...others].some((ending) => clean.toLowerCase().endsWith(ending));
  return agrees ? clean : cleanFileName(clean + usual);
};

/** What a file is by the ending that `fileNameFor` gave it; null when it is none of the types. */
export const typeByName = (name: string): FileType | null =>
  FILE_TYPES.find((type) => ENDINGS[type].some((ending) => name.toLowerCase().endsWith(ending))) ?? null;

const MEDIA_TYPES: Readonly<Record<FileType, string>> = {
  pdf: 'application/pdf',
  jpeg: 'image/jpeg',
  png: 'image/png',
  p7m: 'application/pkcs7-mime',
};

export const mediaType = (type: FileType): string => MEDIA_TYPES[type];
