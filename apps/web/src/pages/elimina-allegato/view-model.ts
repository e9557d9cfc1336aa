import type { AttachmentUse } from '@stanza/core';
import type { ConfirmPageView } from '../../ui/components.ts';
import { texts } from './texts.it.ts';

const draftsSentence = (drafts: AttachmentUse['drafts']): readonly string[] => {
  if (drafts.length === 0) return [];
  const names = drafts.map(({ serviceName, code }) => texts.bozza(serviceName, code)).join(', ');
  return [drafts.length === 1 ? texts.nelleBozze(names) : texts.nellePiuBozze(names)];
};

/** @param base the ente's path */
export const eliminaAllegatoView = (base: string, { attachment, drafts }: AttachmentUse): ConfirmPageView => ({
  id: 'elimina',
  question: texts.domanda(attachment.fileName),
  details: [...draftsSentence(drafts), texts.perSempre],
  yes: texts.si,
  no: texts.no,
  action: `${base}/allegati/${attachment.id}/elimina`,
  hidden: [],
  noHref: `${base}/allegati`,
});
