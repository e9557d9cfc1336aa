import {
  type FileRefusal,
  type FileType,
  MAX_ATTACHMENT_BYTES,
  noteDigest,
  PRIVATE_NOTE_FIELD,
  type ReceivedFile,
  type ReceiveFile,
  type Result,
  type StepInput,
  type TenantId,
} from '@stanza/core';
import type { FastifyRequest } from 'fastify';
import type { Csrf } from '../../http/csrf.ts';
import { type FormFields, readForm } from '../../http/form.ts';

const ACTIONS = ['avanti', 'indietro', 'ricomincia', 'nota'] as const;
/** Which button sent the form. */
export type StepAction = (typeof ACTIONS)[number];

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

export interface ReadStepDeps {
  readonly csrf: Csrf;
  readonly receiveFile: ReceiveFile;
  readonly tenantId: TenantId;
  /** The types that a file field of this step takes; null when it is not one, and then the file is not taken. */
  readonly acceptedTypes: (fieldId: string) => Promise<readonly FileType[] | null>;
}

/** The form without a note that is as the page had it: meanwhile another window may have saved a newer one. */
const withoutUntouchedNote = (sent: FormFields): FormFields => {
  const { [PRIVATE_NOTE_FIELD]: note, ...others } = sent;
  return note !== undefined && noteDigest(note) === sent[SHOWN_NOTE] ? others : sent;
};

/** Reads the form of a step. Files go to the storage as they arrive, each under the rules of its field. */
export const readStep = async (request: FastifyRequest, stepId: string, deps: ReadStepDeps): Promise<SentStep> => {
  const files: Record<string, Result<ReceivedFile, FileRefusal>> = {};
  const form = await readForm(request, deps.csrf, MAX_ATTACHMENT_BYTES, async (file) => {
    const accept = await deps.acceptedTypes(file.field);
    if (accept === null) return;
    const { fileName, source } = file;
    files[file.field] = await deps.receiveFile(deps.tenantId, {
      fileName,
      source,
      maxBytes: MAX_ATTACHMENT_BYTES,
      accept,
    });
  });
  const fields = withoutUntouchedNote(form.fields);
  return {
    csrfValid: form.csrfValid,
    action: ACTIONS.find((action) => action === fields.azione) ?? 'avanti',
    fields,
    input: {
      typed: fields,
      confirmed: fields[stepId] === 'si',
      files,
      privateNote: fields[PRIVATE_NOTE_FIELD] ?? null,
    },
  };
};
