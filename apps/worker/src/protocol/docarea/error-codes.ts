import type { RegistryErrorKind } from '@stanza/core';
import type { DocareaDialect } from './settings.ts';

/** `unclear`: it went wrong and does not say how far it came; in doubt when a number was asked for, else to be tried again. */
export type CodeKind = RegistryErrorKind | 'unclear';

/** @property means ours, in English: the registry's own text may name a citizen */
export interface CodeMeaning {
  readonly kind: CodeKind;
  readonly means: string;
}

export type CodeTable = Readonly<Record<number, CodeMeaning>>;

/** The token is not (any more) good: who sees it signs in again. */
export const SESSION_OVER = -2;

/** Halley's, where others have something else: who sees it says the profile again without the codice fiscale (standards.md 1.3). */
export const AMBIGUOUS_SENDER = -108;

const row = (kind: CodeKind, means: string): CodeMeaning => ({ kind, means });

/** What all dialects mean alike: signing in, documents, profile. */
const COMMON: CodeTable = {
  [-1]: row('unclear', 'internal error'),
  [SESSION_OVER]: row('again', 'session over'),
  [-3]: row('settings', 'sign-in not understood'),
  [-4]: row('settings', 'unknown user'),
  [-5]: row('settings', 'wrong password'),
  [-6]: row('again', 'its database is not reached'),
  [-7]: row('again', 'emergency mode'),
  [-8]: row('settings', 'user or password wrong'),
  [-9]: row('settings', 'unknown ente'),
  [-50]: row('again', 'the document was not imported'),
  [-51]: row('refused', 'the signature of the document is not valid'),
  [-52]: row('refused', 'the document is missing or empty'),
  [-100]: row('unclear', 'registration failed'),
  [-101]: row('settings', 'unknown fascicolo'),
  [-102]: row('start-over', 'a document is not there any more'),
  [-103]: row('settings', 'closed titolario'),
  [-104]: row('settings', 'unknown titolario'),
  [-105]: row('settings', 'titolario that is not a leaf'),
  [-106]: row('settings', 'no subject'),
  [-107]: row('start-over', 'the main document is not there'),
};

const FINMATICA: CodeTable = {
  ...COMMON,
  // Given for an unknown office or a missing correspondent; its transaction is rolled back.
  [-100]: row('settings', 'registration failed: often an unknown office'),
  [-108]: row('settings', 'unknown correspondent'),
  [-109]: row('settings', 'missing parameters'),
  [-110]: row('settings', 'profile not valid'),
  [-111]: row('settings', 'unknown document type'),
  [-120]: row('unclear', 'an attachment was not saved'),
  [-130]: row('unclear', 'the main document was not saved'),
  [-140]: row('unclear', 'the registration was not opened'),
};

const range = (from: number, to: number, meaning: CodeMeaning): CodeTable =>
  Object.fromEntries(Array.from({ length: to - from + 1 }, (_, place) => [from + place, meaning]));

/** Halley gives some numbers a meaning of its own. */
const HALLEY: CodeTable = {
  ...COMMON,
  [-555]: row('settings', 'unknown titolario'),
  [AMBIGUOUS_SENDER]: row('settings', 'more than one correspondent with these data'),
  [-109]: row('unclear', 'writing failed'),
  [-110]: row('settings', 'more than one office with this code'),
  [-111]: row('settings', 'unknown office'),
  // The same four for what goes out; which of them is the failed writing is not known.
  ...range(-115, -112, row('unclear', 'the outgoing document was not registered')),
  ...range(300, 314, row('unclear', 'the document was not stored')),
  ...range(992, 998, row('unclear', 'the document was not stored')),
};

/** Of other vendors it is not known whether -100 leaves nothing behind. */
const OTHERS: CodeTable = {
  ...FINMATICA,
  [-100]: row('unclear', 'registration failed'),
};

/** What the numbers of each dialect mean. One that is not here is `unclear`. */
export const ERROR_CODES: Readonly<Record<DocareaDialect, CodeTable>> = {
  classic: OTHERS,
  inline: FINMATICA,
  halley: HALLEY,
  tinn: OTHERS,
};
