/** The thread of `makeSignatureVerifier`: answers each file with what is to be said of it. */
import { parentPort, workerData } from 'node:worker_threads';
import type { SignatureVerdict } from '@stanza/core';
import { isNotOver } from '../identity/saml/instant.ts';
import type { Question, ThreadData } from '../make-signature-verifier.ts';
import { readAuthorityList } from './authority-list.ts';
import { verifyFile } from './verify-file.ts';

const { maxBytes, trustListFile }: ThreadData = workerData;

const answer = async ({ file, receivedAt }: Question): Promise<SignatureVerdict> => {
  const list = readAuthorityList(trustListFile);
  if (list === 'absent' || list === 'damaged') return verifyFile(file, maxBytes, { receivedAt, authorities: null });
  const { authorities, issuedAt, nextUpdate } = list;
  const isOver = nextUpdate !== null && !isNotOver(nextUpdate, receivedAt);
  return verifyFile(file, maxBytes, {
    receivedAt,
    authorities,
    ...(issuedAt === null ? {} : { list: { issuedAt, isOver } }),
  });
};

parentPort?.on('message', async (question: Question) => {
  const verdict = await answer(question);
  const buffer = verdict.kind === 'signed' ? verdict.document.content?.buffer : undefined;
  parentPort?.postMessage(verdict, buffer instanceof ArrayBuffer ? [buffer] : []);
});
// The time for the first file begins now.
parentPort?.postMessage('ready');
