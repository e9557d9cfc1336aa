import { type Clock, RegistryError } from '@stanza/core';
import { call } from './call.ts';
import { DIALECTS } from './dialects.ts';
import { envelopeOf, textArgument } from './envelope.ts';
import { plainBody } from './outgoing.ts';
import type { DocareaSecrets, DocareaSettings } from './settings.ts';

/** A token is not used for longer: a document would travel for nothing if it were over at the end of that. */
const USED_FOR_MS = 10 * 60 * 1000;
const LONGEST_TOKEN = 4096;

/** Who is signed in at the registry, with a token (DST). */
export interface Session {
  /** The token; signs in where there is none. @throws RegistryError */
  token(signal: AbortSignal): Promise<string>;
  /** This token is not good any more. */
  forget(token: string): void;
}

interface Known {
  readonly token: string;
  readonly at: number;
}

export const makeSession = (settings: DocareaSettings, { password }: DocareaSecrets, clock: Clock): Session => {
  let known: Known | null = null;
  const signIn = async (signal: AbortSignal): Promise<string> => {
    const dialect = DIALECTS[settings.dialect];
    const [ente, user, secret] = dialect.login;
    const args = [textArgument(ente, settings.ente), textArgument(user, settings.user), textArgument(secret, password)];
    const { token } = await call(settings, 'Login', plainBody(envelopeOf(dialect, 'Login', args)), signal);
    if (token === '' || token.length > LONGEST_TOKEN) throw new RegistryError('again', 'Login gave no token');
    known = { token, at: clock.now().getTime() };
    return token;
  };
  return {
    async token(signal) {
      const fresh = known !== null && clock.now().getTime() - known.at < USED_FOR_MS;
      return known !== null && fresh ? known.token : signIn(signal);
    },
    forget(token) {
      if (known?.token === token) known = null;
    },
  };
};
