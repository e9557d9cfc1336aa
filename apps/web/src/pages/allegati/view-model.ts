import { type AttachmentUse, dayAndTime, type Page } from '@stanza/core';
import { fileSize } from '../../format/file-size.ts';
import { stateTexts } from '../../texts/practice-states.it.ts';
import type { FileItemView } from '../../ui/components.ts';
import { texts } from './texts.it.ts';

export const allegatiView = (base: string, { rows, next }: Page<AttachmentUse>) => ({
  heading: { title: texts.titolo, lead: texts.introduzione },
  files: rows.map(
    ({ attachment, practices, drafts }): FileItemView => ({
      name: attachment.fileName,
      href: `${base}/allegati/${attachment.id}`,
      details: texts.dettagli(
        attachment.type.toUpperCase(),
        fileSize(attachment.size),
        dayAndTime(attachment.uploadedAt),
      ),
      description: attachment.description,
      usedBy: [...practices, ...drafts].map(({ id, serviceName, code, state }) => ({
        label: `${serviceName} (${code})`,
        href: `${base}/pratiche/${id}`,
        badge: stateTexts[state],
      })),
      deleteHref: practices.length > 0 ? null : `${base}/allegati/${attachment.id}/elimina`,
    }),
  ),
  none: rows.length > 0 ? null : { title: texts.nessuno, text: texts.nessunoTesto },
  pagination: {
    label: texts.pagine,
    // A list by key goes forward; the menu leads back to its beginning.
    previous: null,
    next: next === null ? null : `${base}/allegati?dopo=${encodeURIComponent(next)}`,
    position: next === null ? '' : texts.continua,
  },
});
