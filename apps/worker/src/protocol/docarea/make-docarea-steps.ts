import { type Clock, type Registration, RegistryError, type RegistrySteps } from '@stanza/core';
import type { OutgoingBody } from '@stanza/gateways';
import { registeredNumber } from '../registered-number.ts';
import { registryFileName } from '../registry-file-name.ts';
import { AmbiguousSender, call, type Fields, SessionOver } from './call.ts';
import { DIALECTS, type Dialect } from './dialects.ts';
import { type Argument, envelopeOf, textArgument } from './envelope.ts';
import { attachedBody, type Content, inlineBody, plainBody } from './outgoing.ts';
import { forService, profileOf } from './profile.ts';
import { integerOf } from './read-answer.ts';
import { makeSession, type Session } from './session.ts';
import { type DocareaSecrets, type DocareaSettings, docareaBook } from './settings.ts';

const ANY_FILE = 'application/octet-stream';

export interface DocareaDeps {
  readonly clock: Clock;
}

const sessionArguments = (
  { session: [user, token] }: Dialect,
  settings: DocareaSettings,
  given: string,
): Argument[] => [textArgument(user, settings.user), textArgument(token, given)];

const documentBody = (dialect: Dialect, session: readonly Argument[], content: Content): OutgoingBody => {
  const { document } = dialect;
  if (document.as === 'attached') return attachedBody(envelopeOf(dialect, 'Inserimento', session), content);
  const named = document.name === null ? [] : [textArgument(document.name, content.name)];
  // Halley takes the base64 as a string.
  const type = document.name === null ? 'base64Binary' : 'string';
  const args = [...session, ...named, { name: document.content, type, value: null } as const];
  return inlineBody(envelopeOf(dialect, 'Inserimento', args), content);
};

const profileBody = (dialect: Dialect, session: readonly Argument[], profile: string): OutgoingBody => {
  const bytes = Buffer.from(profile);
  const content: Content = { name: 'segnatura.xml', mimeType: 'text/xml', size: bytes.length, chunks: [bytes] };
  const as = dialect.profile;
  if (as.as === 'attached') return attachedBody(envelopeOf(dialect, 'Protocollazione', session), content);
  if (as.as === 'text') {
    return plainBody(envelopeOf(dialect, 'Protocollazione', [...session, textArgument(as.content, profile)]));
  }
  const args = [...session, { name: as.content, type: 'base64Binary', value: null } as const];
  return inlineBody(envelopeOf(dialect, 'Protocollazione', args), content);
};

/** Works with a token, which is forgotten when the registry does not know it any more. */
const withToken = async (
  session: Session,
  signal: AbortSignal,
  work: (token: string) => Promise<Fields>,
): Promise<Fields> => {
  const token = await session.token(signal);
  try {
    return await work(token);
  } catch (error) {
    if (error instanceof SessionOver) session.forget(token);
    throw error;
  }
};

/** The same once more with a new token, for what can be said twice: who is told that the session is over has done nothing. */
const withRenewedToken: typeof withToken = async (session, signal, work) => {
  try {
    return await withToken(session, signal, work);
  } catch (error) {
    if (!(error instanceof SessionOver)) throw error;
    return withToken(session, signal, work);
  }
};

const byNameAlone = (registration: Registration): Registration => ({
  ...registration,
  correspondent: { ...registration.correspondent, codiceFiscale: '' },
});

/**
 * A DOCAREA registry: Login, Inserimento for each document, Protocollazione with the profile (standards.md 1.3, ADR 41). It cannot be
 * asked what became of a request.
 */
export const makeDocareaSteps = (
  settings: DocareaSettings,
  secrets: DocareaSecrets,
  { clock }: DocareaDeps,
): RegistrySteps => {
  const dialect = DIALECTS[settings.dialect];
  const session = makeSession(settings, secrets, clock);
  const inTime = () => AbortSignal.timeout(settings.timeoutSeconds * 1000);
  return {
    book: docareaBook(settings),
    numberLater: false,
    limits: settings.limits,
    async prepare(registration) {
      forService(settings, registration); // what cannot be said is found before a document travels
      await session.token(inTime()); // a wrong password is found before a document travels
      return null;
    },
    async attach(_prepared, { fileName, size }, index, chunks) {
      const name = registryFileName(fileName, index);
      const signal = inTime();
      const { document } = await withToken(session, signal, (token) => {
        const content = { name, mimeType: ANY_FILE, size, chunks };
        return call(
          settings,
          'Inserimento',
          documentBody(dialect, sessionArguments(dialect, settings, token), content),
          signal,
        );
      });
      if ((integerOf(document) ?? 0) <= 0) throw new RegistryError('again', 'Inserimento gave no id');
      return document;
    },
    async commit(registration, _prepared, documents) {
      const signal = inTime();
      const register = (told: Registration) => {
        const profile = profileOf(settings, told, documents);
        return withRenewedToken(session, signal, (token) => {
          const body = profileBody(dialect, sessionArguments(dialect, settings, token), profile);
          return call(settings, 'Protocollazione', body, signal);
        });
      };
      const fields = await register(registration).catch((error: unknown) => {
        if (error instanceof AmbiguousSender) return register(byNameAlone(registration));
        throw error;
      });
      return registeredNumber(fields, clock.now());
    },
    find: null,
  };
};
