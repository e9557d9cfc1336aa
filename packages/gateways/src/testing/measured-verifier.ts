/**
 * The verifier in a process of its own: verifies the files named on the command line, one after the other, and says of the last one its
 * verdict and the memory that the process took for it above what it took before, in bytes.
 */
import { readFile } from 'node:fs/promises';
import { makeSignatureVerifier } from '../make-signature-verifier.ts';

const verifier = makeSignatureVerifier({ trustListFile: '/nowhere/autorita.pem' });
const [last = '', ...before] = process.argv.slice(2).reverse();
const verify = (path: string) => verifier.verify(() => readFile(path), new Date());
for (const path of before) await verify(path);

const idle = process.memoryUsage.rss();
let most = idle;
const looking = setInterval(() => {
  most = Math.max(most, process.memoryUsage.rss());
}, 2);
const verdict = await verify(last);
clearInterval(looking);
process.send?.({ kind: verdict.kind, grown: Math.max(most, process.memoryUsage.rss()) - idle }, () =>
  process.disconnect(),
);
