/**
 * `npm run fuzz:saml -- --seed 1 --number 5000 --seconds 60`: changes good Responses of SPID and CIE in every way that it can think
 * of, and looks that none throws and that none is accepted which says anything else. Ends with an error at the first one.
 */
import { randomInt } from 'node:crypto';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { FEDERATIONS, type Federation, type VerifiedSignIn } from '@stanza/core';
import { z } from 'zod';
import { answeredRequest } from '../src/identity/saml/read-response.ts';
import { openSignInStage, type SignInStage } from '../src/identity/saml/testing/sign-in-stage.ts';
import { signAssertion, signWhole } from '../src/identity/saml/testing/sign-part.ts';
import { encodeMessage } from '../src/identity/test-provider/sign-response.ts';
import { type Mutation, mutations } from './mutations.ts';

const MOST_SEEDS = 2_000_000_000;
const optionsSchema = z.object({
  seed: z.coerce.number().int().min(0).max(MOST_SEEDS),
  number: z.coerce.number().int().min(1).max(10_000_000),
  seconds: z.coerce.number().int().min(1).max(36_000),
});

/** Good Responses: with one signature, with two, by somebody whom the federation does not know. */
const messagesOf = (stage: SignInStage) => {
  const unsigned = stage.unsigned({ level: 3 });
  const signed = signAssertion(unsigned, stage.key);
  return {
    good: signed,
    all: [signed, signWhole(signed, stage.key), signAssertion(unsigned, stage.strangerKey)] as const,
  };
};

/** @returns whether it was accepted, which only a mutation may be that changes nothing of what is read @throws else */
const isAccepted = async (stage: SignInStage, expected: VerifiedSignIn, { what, encoded }: Mutation) => {
  answeredRequest(encoded);
  const result = await stage.verifyEncoded(encoded);
  if (result.ok && !isDeepStrictEqual(result.value, expected)) {
    throw new Error(`Accepted, and read in another way (${what.join(', ')}):\n${encoded}`);
  }
  return result.ok;
};

/** The mutation of an unsigned Response with a true signature put on it; null where it cannot have one. */
const signedAgain = ({ encoded }: Mutation, { key }: SignInStage): string | null => {
  if (!answeredRequest(encoded).ok) return null; // the signing library would complain aloud
  try {
    return encodeMessage(signAssertion(Buffer.from(encoded, 'base64').toString('utf8'), key));
  } catch {
    return null; // without an Assertion
  }
};

/** Odd things that a provider itself may say, in its own name: it may be believed, and nothing throws. */
const fuzzSigned = async (stage: SignInStage, seed: number, number: number, until: number): Promise<number> => {
  let done = 0;
  for (const mutation of mutations(seed, [stage.unsigned({ level: 3 })])) {
    if (done >= number || Date.now() > until) break;
    const encoded = signedAgain(mutation, stage);
    if (encoded !== null) await stage.verifyEncoded(encoded);
    done += 1;
  }
  return done;
};

const fuzz = async (federation: Federation, seed: number, number: number, seconds: number): Promise<void> => {
  const stage = await openSignInStage(federation);
  const until = (share: number) => Date.now() + seconds * 1000 * share;
  const { good, all } = messagesOf(stage);
  const expected = await stage.verify(good);
  if (!expected.ok) throw new Error('The good Response is refused');
  const end = until(3 / 4);
  let [done, accepted] = [0, 0];
  for (const mutation of mutations(seed, all)) {
    if (done >= number || Date.now() > end) break;
    if (await isAccepted(stage, expected.value, mutation)) accepted += 1;
    done += 1;
  }
  const signedToo = await fuzzSigned(stage, seed, number / 4, until(1 / 4));
  console.log(
    `${federation}, seed ${seed}: ${done} changed Responses, ${accepted} of which say the same as the good one; ` +
      `${signedToo} changed before they were signed; none threw, none was read in another way`,
  );
};

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(randomInt(MOST_SEEDS)) },
    number: { type: 'string', default: '2000' },
    seconds: { type: 'string', default: '60' },
  },
});
const { seed, number, seconds } = optionsSchema.parse(values);
for (const federation of FEDERATIONS) {
  await fuzz(federation, seed, number / FEDERATIONS.length, seconds / FEDERATIONS.length);
}
