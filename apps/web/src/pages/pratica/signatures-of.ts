import { dayAndTime, type Practice, type PracticeDocument, type Signer } from '@stanza/core';
import { texts } from './texts.it.ts';

const isVouchedFor = ({ trust, changedAfter }: Signer): boolean => trust === 'trusted' && !changedAfter;

/** "Paola Conti, data dichiarata: 2 marzo 2026, ore 10:00": who signed, when they say so, and what nobody vouches for. */
const signatureText = ({ name, signedAt, trust, changedAfter }: Signer): string =>
  [
    name,
    signedAt === null ? '' : texts.dataDichiarata(dayAndTime(new Date(signedAt))),
    texts.fiducia[trust],
    changedAfter ? texts.modificatoDopo : '',
  ]
    .filter((part) => part !== '')
    .join(', ');

const ofDocument = (document: PracticeDocument | undefined, signed: string, withSignatures: string) => {
  const signers = document?.signers ?? [];
  if (signers.length === 0) return [];
  return [{ what: signers.every(isVouchedFor) ? signed : withSignatures, by: signers.map(signatureText) }];
};

/** Who signed what the office answered: "is signed by" only where the platform knows the authorities, and nothing was changed. */
export const signaturesOf = (documents: Practice['documents']) => [
  ...ofDocument(documents.risposta_firmata, texts.rispostaFirmataDa, texts.rispostaConFirme),
  ...ofDocument(documents.documento, texts.documentoFirmatoDa, texts.documentoConFirme),
];
