import { type FileRefusal, type FileType, MAX_OFFICE_FILE_BYTES, type ReceivedFile, type Result } from '@stanza/core';
import type { FastifyRequest } from 'fastify';
import { type ReadForm, readForm } from '../../http/form.ts';
import { type OfficePath, officePracticeOf } from '../../http/office-practice.ts';
import { enteOf, operatorOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';

export interface OfficeForm extends ReadForm {
  /** Undefined when none was chosen, or when it was not to be taken. */
  readonly file: Result<ReceivedFile, FileRefusal> | undefined;
  /** Whether the practice is in the charge of who sends the form. */
  readonly isTheirs: boolean;
}

/**
 * Reads a form of the office with one file. Nothing is stored for somebody who may not hand it in: the refusal comes when
 * the form is whole.
 * @param field name of the file's field
 */
export const officeForm = async (
  { portal, csrf }: WebContext,
  request: FastifyRequest<OfficePath>,
  field: string,
  accept: readonly FileType[],
): Promise<OfficeForm> => {
  const files: Result<ReceivedFile, FileRefusal>[] = [];
  const { practice } = await officePracticeOf(portal, request);
  const isTheirs = practice.assignedTo === operatorOf(request).id;
  const maxBytes = MAX_OFFICE_FILE_BYTES;
  const form = await readForm(request, csrf, maxBytes, async ({ field: name, fileName, source }) => {
    if (name !== field || !isTheirs) return;
    files.push(await portal.receiveFile(enteOf(request).id, { fileName, source, maxBytes, accept }));
  });
  return { ...form, file: files.at(-1), isTheirs };
};
