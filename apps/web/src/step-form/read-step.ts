import {
  type CitizenId,
  type FileType,
  MAX_ATTACHMENT_BYTES,
  noteDigest,
  PRIVATE_NOTE_FIELD,
  type ReceivedFile,
  type ReceiveUpload,
  type Result,
  type RowChange,
  type StepInput,
  type TenantId,
  type UploadRefusal,
  type Writer,
} from '@stanza/core';
import type { FastifyRequest } from 'fastify';
import type { Csrf } from '../http/csrf.ts';
import { type FormFields, readForm } from '../http/form.ts';
import { PAYMENT_ACTIONS } from '../ui/payment-step-view.ts';

/** `salva` is sent by script alone, while one types. */
const ACTIONS = ['avanti', 'indietro', 'ricomincia', 'nota', 'salva', ...PAYMENT_ACTIONS] as const;
/** Which button sent the form; `righe` are those that add and take away rows. */
export type StepAction = (typeof ACTIONS)[number] | 'righe';

/** Name of the digest of the note that the page has shown. */
export const SHOWN_NOTE = 'nota_vista';
/** Name of the digest of the data that the summary has shown. */
export const SHOWN_DATA = 'dati_visti';

export interface SentStep {
  readonly csrfValid: boolean;
  readonly action: StepAction;
  /** What was typed; without the note when nobody touched it. */
  readonly fields: FormFields;
  readonly input: StepInput;
}

/** A field of this step that takes files. */
export interface FileField {
  readonly accept: readonly FileType[];
  /** Whose files they become. */
  readonly citizenId: CitizenId;
  /** Of each. */
  readonly maxBytes: number;
}

export interface ReadStepDeps {
  readonly csrf: Csrf;
  readonly receiveUpload: ReceiveUpload;
  readonly tenantId: TenantId;
  readonly writer: Writer;
  /** Null when it is no field that takes files: then the file is not taken. */
  readonly fileField: (fieldId: string) => Promise<FileField | null>;
}

const ADD_ROW = /^aggiungi:([^:]+)$/u;
const REMOVE_ROW = /^togli:([^:]+):(\d{1,2})$/u;

const rowChange = (action: string): RowChange | null => {
  const [, added] = ADD_ROW.exec(action) ?? [];
  if (added !== undefined) return { do: 'add', block: added };
  const [, block, row] = REMOVE_ROW.exec(action) ?? [];
  return block === undefined ? null : { do: 'remove', block, row: Number(row) };
};

const REUSE = /^riusa:([^:]+)$/u;
const REMOVE = /^togli:([^:]+):([^:]+)$/u;

/** What is said of files that are there already, by field. */
const earlierFiles = (fields: FormFields) => {
  // Names come from outside: `constructor` and `__proto__` are names like any other.
  const reuse = new Map<string, string[]>();
  const remove = new Map<string, string[]>();
  for (const [name, value] of Object.entries(fields)) {
    const [, reused] = REUSE.exec(name) ?? [];
    if (reused !== undefined && value !== '') reuse.set(reused, [value]);
    const [, field, file] = REMOVE.exec(name) ?? [];
    if (field === undefined || file === undefined) continue;
    const listed = remove.get(field);
    if (listed === undefined) remove.set(field, [file]);
    else listed.push(file);
  }
  return { reuse: Object.fromEntries(reuse), remove: Object.fromEntries(remove) };
};

/** The form without a note that is as the page had it: meanwhile another window may have saved a newer one. */
const withoutUntouchedNote = (sent: FormFields): FormFields => {
  const { [PRIVATE_NOTE_FIELD]: note, ...others } = sent;
  return note !== undefined && noteDigest(note) === sent[SHOWN_NOTE] ? others : sent;
};

/** Reads the form of a step. Files go to the storage as they arrive, each under the rules of its field. */
export const readStep = async (request: FastifyRequest, stepId: string, deps: ReadStepDeps): Promise<SentStep> => {
  const files: Record<string, Result<ReceivedFile, UploadRefusal>[]> = {};
  const form = await readForm(request, deps.csrf, MAX_ATTACHMENT_BYTES, async (file) => {
    const field = await deps.fileField(file.field);
    if (field === null) return;
    const { accept, citizenId, maxBytes } = field;
    const { fileName, source } = file;
    const given = { fileName, source, maxBytes, accept };
    const received = await deps.receiveUpload(deps.tenantId, { citizenId, writer: deps.writer }, given);
    files[file.field] = [...(files[file.field] ?? []), received];
  });
  const fields = withoutUntouchedNote(form.fields);
  const rows = rowChange(fields.azione ?? '');
  return {
    csrfValid: form.csrfValid,
    action: rows === null ? (ACTIONS.find((action) => action === fields.azione) ?? 'avanti') : 'righe',
    fields,
    input: {
      typed: fields,
      confirmed: fields[stepId] === 'si',
      files,
      ...earlierFiles(fields),
      rows,
      privateNote: fields[PRIVATE_NOTE_FIELD] ?? null,
    },
  };
};
