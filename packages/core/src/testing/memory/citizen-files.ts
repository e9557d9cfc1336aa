import type { Attachment } from '../../attachment/attachment.ts';
import type { AttachmentUse, ReadModels } from '../../ports/read-models.ts';
import { isOpen } from '../../practice/integration.ts';
import type { Practice } from '../../practice/practice.ts';
import { fileIds } from '../../service/field-kinds/files.ts';
import type { Answers } from '../../service/journey.ts';
import { integrationsWhere } from './integration-store.ts';
import { newestFirst, pageBy, rowOf } from './practice-rows.ts';
import type { TenantData } from './tenant-data.ts';

const MOST_ATTACHMENTS = 200;

const newestFileFirst = (a: Attachment, b: Attachment): number =>
  b.uploadedAt.getTime() - a.uploadedAt.getTime() || (a.id < b.id ? 1 : -1);

const useOf = (data: TenantData, attachment: Attachment): AttachmentUse => {
  const uses = (isUser: (practice: Practice) => boolean) =>
    [...data.practices.values()]
      .map(({ practice }) => practice)
      .filter(isUser)
      .toSorted(newestFirst)
      .map((practice) => {
        const { id, code, state, serviceName } = rowOf(data, practice);
        return { id, code, state, serviceName };
      });
  const holds = (answers: Answers) =>
    Object.values(answers).some((value) => typeof value === 'string' && fileIds(value).includes(attachment.id));
  const unsent = ({ id, state, openedBy, answers }: Practice): readonly Answers[] =>
    state === 'bozza'
      ? openedBy === null
        ? [answers]
        : []
      : integrationsWhere(data, (one) => one.practiceId === id && isOpen(one)).map((open) => open.answers);
  return {
    attachment,
    practices: uses(({ id }) => data.ties.get(id)?.includes(attachment.id) === true),
    drafts: uses((practice) => practice.citizenId === attachment.citizenId && unsent(practice).some(holds)),
  };
};

/** What the pages show of a citizen's files. */
export const citizenFiles = (
  data: TenantData,
): Pick<ReadModels, 'attachmentsOf' | 'attachmentPage' | 'attachmentUse'> => {
  const filesOf = (citizenId: string) =>
    [...data.attachments.values()].filter((attachment) => attachment.citizenId === citizenId);
  return {
    attachmentsOf: async (citizenId) => filesOf(citizenId).toSorted(newestFileFirst).slice(0, MOST_ATTACHMENTS),
    attachmentPage: async (citizenId, request) =>
      pageBy(
        filesOf(citizenId),
        request,
        ({ uploadedAt, id }) => ({ date: uploadedAt, id }),
        (attachment) => useOf(data, attachment),
      ),
    async attachmentUse(citizenId, id) {
      const attachment = data.attachments.get(id);
      return attachment?.citizenId === citizenId ? useOf(data, attachment) : null;
    },
  };
};
