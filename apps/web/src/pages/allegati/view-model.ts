import type { AttachmentUse } from '@stanza/core';
import { fileSize } from '../../format/file-size.ts';
import { dayAndTime } from '../../format/moment.ts';
import { stateTexts } from '../../texts/practice-states.it.ts';
import type { FileItemView } from '../../ui/components.ts';
import { texts } from './texts.it.ts';

export const allegatiView = (base: string, uses: readonly AttachmentUse[]) => ({
  heading: { title: texts.titolo, lead: texts.introduzione },
  files: uses.map(
    ({ attachment, practices }): FileItemView => ({
      name: attachment.fileName,
      href: `${base}/allegati/${attachment.id}`,
      details: texts.dettagli(
        attachment.type.toUpperCase(),
        fileSize(attachment.size),
        dayAndTime(attachment.uploadedAt),
      ),
      description: attachment.description,
      usedBy: practices.map(({ id, serviceName, code, state }) => ({
        label: `${serviceName} (${code})`,
        href: `${base}/pratiche/${id}`,
        badge: stateTexts[state],
      })),
    }),
  ),
  none: uses.length > 0 ? null : { title: texts.nessuno, text: texts.nessunoTesto },
});
