import type { DocumentRenderer } from '@stanza/core';
import { loadFaces } from './fonts.ts';
import { writeAnswer } from './write-answer.ts';
import { writeIntegrationAnswer, writeIntegrationCancellation, writeIntegrationRequest } from './write-integration.ts';
import { writePaymentReceipt } from './write-payment-receipt.ts';
import { writeReceipt } from './write-receipt.ts';
import { writeRequest } from './write-request.ts';

/** The portal's documents as PDF/A-2a. Reads the fonts once; throws when they are not installed. */
export const makeDocumentRenderer = (): DocumentRenderer => {
  const faces = loadFaces();
  return {
    renderRequest: (document) => writeRequest(faces, document),
    renderPaymentReceipt: (document) => writePaymentReceipt(faces, document),
    renderReceipt: (document) => writeReceipt(faces, document),
    renderAnswer: (document) => writeAnswer(faces, document),
    renderIntegrationCancellation: (document) => writeIntegrationCancellation(faces, document),
    renderIntegrationRequest: (document) => writeIntegrationRequest(faces, document),
    renderIntegrationAnswer: (document) => writeIntegrationAnswer(faces, document),
  };
};
