/** The thread of `makeSignatureVerifier`: answers each file with what is to be said of it. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Question, ThreadData } from '../make-signature-verifier.ts';
import { readAuthorityList } from './authority-list.ts';
import { documentInFile, verifyFile } from './verify-file.ts';

const { maxBytes, trustListFile }: ThreadData = workerData;

const answer = async (question: Question): Promise<unknown> => {
  if (question.ask === 'document') return documentInFile(question.file, maxBytes);
  const { file, receivedAt } = question;
  return verifyFile(file, maxBytes, { receivedAt, authorities: readAuthorityList(trustListFile) });
};

parentPort?.on('message', async (question: Question) => parentPort?.postMessage(await answer(question)));
