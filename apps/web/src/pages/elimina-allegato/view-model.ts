import type { AttachmentUse } from '@stanza/core';
import type { ConfirmPageView } from '../../ui/components.ts';
import { texts } from './texts.it.ts';

type Uses = AttachmentUse['drafts'];

/** Where a file is used, one way or the other of saying it; nothing where it is not. */
const sentence = (uses: Uses, one: (names: string) => string, many: (names: string) => string): readonly string[] => {
  if (uses.length === 0) return [];
  const names = uses.map(({ serviceName, code }) => texts.pratica(serviceName, code)).join(', ');
  return [uses.length === 1 ? one(names) : many(names)];
};

/** A practice to be integrated was sent long ago: what was not sent is the answer to the office. */
const usesSentences = (uses: Uses): readonly string[] => [
  ...sentence(
    uses.filter(({ state }) => state === 'bozza'),
    texts.nelleBozze,
    texts.nellePiuBozze,
  ),
  ...sentence(
    uses.filter(({ state }) => state !== 'bozza'),
    texts.nellIntegrazione,
    texts.nellePiuIntegrazioni,
  ),
];

/** @param base the ente's path */
export const eliminaAllegatoView = (base: string, { attachment, drafts }: AttachmentUse): ConfirmPageView => ({
  id: 'elimina',
  question: texts.domanda(attachment.fileName),
  details: [...usesSentences(drafts), texts.perSempre],
  yes: texts.si,
  no: texts.no,
  action: `${base}/allegati/${attachment.id}/elimina`,
  hidden: [],
  noHref: `${base}/allegati`,
});
