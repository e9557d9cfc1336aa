/** The thread of `makeSignatureVerifier`: answers each file with what is to be said of it. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Question } from '../make-signature-verifier.ts';
import { documentInFile, verifyFile } from './verify-file.ts';

const maxBytes = Number(workerData);

const answer = async (question: Question): Promise<unknown> =>
  question.ask === 'document'
    ? documentInFile(question.file, maxBytes)
    : verifyFile(question.file, maxBytes, { receivedAt: question.receivedAt, authorities: null });

parentPort?.on('message', async (question: Question) => parentPort?.postMessage(await answer(question)));
