/**
 * The part of `npm run bench:login` that no server is needed for: how many Responses of SPID are verified in a second by one
 * processor, and in which step the time goes.
 */
import { must } from '@stanza/core/testing';
import { assertionFlaw } from '../src/identity/saml/assertion-flaw.ts';
import { readResponse } from '../src/identity/saml/read-response.ts';
import { responseFlaw } from '../src/identity/saml/response-flaw.ts';
import { signatureFlaw } from '../src/identity/saml/signature-flaw.ts';
import { openSignInStage } from '../src/identity/saml/testing/sign-in-stage.ts';
import { signAssertion, signWhole } from '../src/identity/saml/testing/sign-part.ts';
import { verifiedAssertion } from '../src/identity/saml/verified-assertion.ts';
import { encodeMessage } from '../src/identity/test-provider/sign-response.ts';

const WARM_UP_MS = 1000;
const MEASURED_MS = 3000;

const repeatedFor = async (milliseconds: number, work: () => unknown): Promise<number> => {
  const start = performance.now();
  let times = 0;
  while (performance.now() - start < milliseconds) {
    await work();
    times += 1;
  }
  return (performance.now() - start) / times;
};

/** @returns milliseconds that one piece of work takes, once the engine has seen it often */
const millisecondsOf = async (work: () => unknown): Promise<number> => {
  await repeatedFor(WARM_UP_MS, work);
  return repeatedFor(MEASURED_MS, work);
};

const stage = await openSignInStage('spid');
const xml = signAssertion(stage.unsigned(), stage.key);
const encoded = encodeMessage(xml);
const signedTwice = encodeMessage(signWhole(xml, stage.key));
const read = must(readResponse(encoded));
const assertion = must(await verifiedAssertion(read, stage));

const steps = {
  'verifySignIn, Assertion signed': async () => must(await stage.verifyEncoded(encoded)),
  'verifySignIn, Response signed too': async () => must(await stage.verifyEncoded(signedTwice)),
  'decode and parse': () => readResponse(encoded),
  'checks before': () => responseFlaw(read.root, stage) ?? signatureFlaw(read.root),
  'signature (node-saml)': () => verifiedAssertion(read, stage),
  'checks after': () => assertionFlaw(assertion, stage),
};

console.log(`A Response of ${Math.round(encoded.length / 1024)} KB, RSA 2048:`);
for (const [name, work] of Object.entries(steps)) {
  const milliseconds = await millisecondsOf(work);
  const perSecond = Math.round(1000 / milliseconds);
  console.log(`${name.padEnd(36)} ${milliseconds.toFixed(3).padStart(8)} ms ${String(perSecond).padStart(8)}/s`);
}
