/** The thread of `makeCmsSignatureInspector`: answers each file with what is in it. */
import { parentPort, workerData } from 'node:worker_threads';
import { inspectCms } from './inspect-cms.ts';

const maxBytes = Number(workerData);
parentPort?.on('message', (file: Uint8Array) => parentPort?.postMessage(inspectCms(file, maxBytes)));
