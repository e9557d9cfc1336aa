import { DOCUMENT_KINDS, dayAndTime, dayInItaly, longDay, type Practice, type Signer } from '@stanza/core';
import { signatureTexts as texts } from '../texts/signatures.it.ts';

const who = ({ name, codiceFiscale }: Signer): string =>
  codiceFiscale === null ? name : texts.conCodiceFiscale(name, codiceFiscale);

const trusted = ({ trust, list }: Signer): string =>
  list === undefined
    ? texts.fiducia[trust]
    : texts.conElenco(texts.fiducia[trust], longDay(dayInItaly(new Date(list.issuedAt))), list.isOver);

const signature = (fileName: string) => (signer: Signer) => ({
  title: texts.firmaDi(fileName),
  editHref: null,
  rows: [
    { term: texts.firmatario, value: who(signer) },
    {
      term: texts.firmataIl,
      value: signer.signedAt === null ? texts.senzaData : texts.dataDichiarata(dayAndTime(new Date(signer.signedAt))),
    },
    // What is kept was taken: a file with a signature that breaks a rule is refused when it is handed in.
    { term: texts.verifica, value: signer.changedAfter ? texts.modificatoDopo : texts.valida },
    { term: texts.certificato, value: trusted(signer) },
  ],
});

/** Who signed the documents of a practice, as it was found when they were handed in. */
export const signaturesView = ({ documents }: Practice) =>
  DOCUMENT_KINDS.flatMap((kind) => {
    const document = documents[kind];
    return document?.signers?.map(signature(document.fileName)) ?? [];
  });
