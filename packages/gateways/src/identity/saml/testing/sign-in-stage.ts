import type {
  AskedSignIn,
  Federation,
  IdentityProviderEntry,
  Result,
  ServiceProviderSettings,
  SignInLevel,
  SignInRefusal,
  VerifiedIdentity,
  VerifiedSignIn,
} from '@stanza/core';
import { loadTerritory } from '../../../territory/load-territory.ts';
import { testCitizens } from '../../test-citizens.ts';
import { type PersonAttributes, personAttributes } from '../../test-provider/person-attributes.ts';
import { makeProviderKey } from '../../test-provider/provider-key.ts';
import { signInResponseXml } from '../../test-provider/sign-in-response.ts';
import { encodeMessage } from '../../test-provider/sign-response.ts';
import type { SigningKey } from '../signing-key.ts';
import { makeVerifySignIn } from '../verify-sign-in.ts';
import { sampleProvider } from './sample-provider.ts';
import { SAMPLE_NOW, sampleSettings } from './sample-service-provider.ts';

export const REQUEST_ID = '_richiesta-0001';
const ANSWER_SECONDS = 20;

let loading: ReturnType<typeof loadTerritory> | undefined;
/** Loaded once for all stages of a test file: it is the longest part of a short test. */
const territory = () => {
  loading ??= loadTerritory();
  return loading;
};

/** Where a citizen comes back from a provider, and somebody else has a key too. */
export interface SignInStage {
  readonly settings: ServiceProviderSettings;
  readonly provider: IdentityProviderEntry;
  readonly key: SigningKey;
  /** Of nobody whom the federation knows. */
  readonly strangerKey: SigningKey;
  /** The one who signs in. */
  readonly citizen: VerifiedIdentity;
  readonly asked: AskedSignIn;
  /** When the answer was written, some seconds after the request. */
  readonly now: Date;
  /** A Response without signatures. */
  unsigned(answer?: { readonly level?: SignInLevel; readonly attributes?: PersonAttributes }): string;
  /** What is said to the XML of a Response. */
  verify(xml: string, now?: Date): Promise<Result<VerifiedSignIn, SignInRefusal>>;
  /** What is said to it when the request went to another provider. */
  verifyFrom(provider: IdentityProviderEntry, xml: string): Promise<Result<VerifiedSignIn, SignInRefusal>>;
  verifyEncoded(encoded: string, now?: Date): Promise<Result<VerifiedSignIn, SignInRefusal>>;
}

/** @param citizen by the key of the invented ones */
export const openSignInStage = async (
  federation: Federation,
  level: SignInLevel = 2,
  citizen = 'niccolo-dell-orto',
): Promise<SignInStage> => {
  const person = testCitizens.find(({ key }) => key === citizen);
  if (person === undefined) throw new Error(`Nobody is ${citizen}`);
  const [key, strangerKey] = await Promise.all([makeProviderKey(SAMPLE_NOW), makeProviderKey(SAMPLE_NOW)]);
  const settings = sampleSettings(federation);
  const provider = sampleProvider(federation, key.certificatePem);
  const asked = { requestId: REQUEST_ID, askedAt: SAMPLE_NOW, level };
  const at = new Date(SAMPLE_NOW.getTime() + ANSWER_SECONDS * 1000);
  const verifySignIn = makeVerifySignIn(await territory());
  const attributes = personAttributes(federation, person.verified);
  const verifyEncoded = (encoded: string, now = at) => verifySignIn(settings, provider, asked, encoded, now);
  return {
    settings,
    provider,
    key,
    strangerKey,
    // Providers write a number without spaces.
    citizen: { ...person.verified, telefono: person.verified.telefono?.replaceAll(' ', '') ?? null },
    asked,
    now: at,
    unsigned: (answer = {}) =>
      signInResponseXml({ provider, settings, requestId: REQUEST_ID, at, level, attributes, ...answer }),
    verifyFrom: (other, xml) => verifySignIn(settings, other, asked, encodeMessage(xml), at),
    verify: (xml, now = at) => verifyEncoded(encodeMessage(xml), now),
    verifyEncoded,
  };
};
