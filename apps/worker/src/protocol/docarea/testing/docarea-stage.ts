import { RegistryError, type RegistryErrorKind } from '@stanza/core';
import { asBytes } from '@stanza/core/testing';
import { aRegistration } from '@stanza/core/testing/contracts';
import { makeDocareaSteps } from '../make-docarea-steps.ts';
import type { DocareaDialect } from '../settings.ts';
import type { Operation } from './received.ts';
import { aDocareaServer, PASSWORD, someSettings } from './sample-docarea.ts';
import type { Trouble } from './start-docarea-server.ts';

/** How Login, Inserimento and Protocollazione end: the kind of their errors. */
export type Ends = readonly [login: RegistryErrorKind, insert: RegistryErrorKind, register: RegistryErrorKind];
export const UNCLEAR: Ends = ['again', 'again', 'in-doubt'];
export const same = (kind: RegistryErrorKind): Ends => [kind, kind, kind];

const OPERATIONS: readonly Operation[] = ['Login', 'Inserimento', 'Protocollazione'];

/** An adapter before a registry, and a registration of one document. */
export const openDocarea = async (
  dialect: DocareaDialect = 'inline',
  given: Readonly<Record<string, unknown>> = {},
) => {
  const { server, clock } = await aDocareaServer(dialect);
  const settings = someSettings({ dialect, endpoint: server.url, ...given });
  const steps = makeDocareaSteps(settings, { password: PASSWORD }, { clock });
  const registration = aRegistration('a');
  const attach = () => {
    const content = (async function* () {
      yield asBytes('x'.repeat(registration.main.size));
    })();
    return steps.attach(null, registration.main, 0, content);
  };
  const commit = async () => steps.commit(registration, null, [await attach()]);
  /** What a request of each kind ends with, `done` or the kind of an error; the one before it goes well. */
  const end = async (operation: Operation): Promise<string> => {
    const step = { Login: () => steps.prepare(registration), Inserimento: attach, Protocollazione: commit }[operation];
    try {
      await step();
      return 'done';
    } catch (error) {
      if (error instanceof RegistryError) return error.kind;
      throw error;
    }
  };
  /** What each of the three ends with when it goes wrong in this way. */
  const endsAfter = async (trouble: Trouble): Promise<readonly string[]> => {
    const seen: string[] = [];
    for (const operation of OPERATIONS) {
      server.next(operation, trouble);
      seen.push(await end(operation));
    }
    return seen;
  };
  return { server, clock, steps, registration, attach, commit, end, endsAfter };
};
