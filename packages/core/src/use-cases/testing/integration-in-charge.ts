import { integrationDigest } from '../../practice/integration-form.ts';
import { aProfile, asBytes, makeMemoryPortal, must, signedIn } from '../../testing/index.ts';
import type { OpenIntegration } from '../citizen/open-integration.ts';
import type { TypedIntegration } from '../operator/request-integration.ts';
import { type Begun, sent } from './begun-practice.ts';

const asked: TypedIntegration = {
  message: 'Serve il contratto.',
  fields: ['uso'],
  documents: 'Contratto\n',
  dueDate: '2026-03-31',
};

/** What the page of an answer carries. */
export const digestOf = ({ integration: { id }, answers }: OpenIntegration): string =>
  integrationDigest({ id, answers });

/** A practice that its operator has in charge, with the acts of an integration. */
export const inCharge = async (on = makeMemoryPortal()) => {
  const begun: Begun = await sent(on);
  const { portal, ente, citizen, id, act } = begun;
  const contacts = { email: 'mario@cittadini.example', telefono: null };
  await begun.run(({ citizens }) => citizens.saveProfile(citizen.id, aProfile({ contacts }), portal.clock.now()));
  must(await portal.takeCharge(await act()));
  const request = async (typed: Partial<TypedIntegration> = {}) =>
    portal.requestIntegration(await act(), { ...asked, ...typed });
  const view = () => portal.viewIntegration(ente.id, signedIn(citizen.id), id);
  const file = async (text: string) => {
    const source = async function* () {
      yield asBytes(`%PDF-${text}`);
    };
    const given = { fileName: 'contratto.pdf', source: source(), maxBytes: 1000, accept: ['pdf'] } as const;
    return portal.receiveFile(ente.id, given);
  };
  const save = async (typed: Readonly<Record<string, string>>, files: readonly string[] = []) =>
    portal.saveIntegration(ente.id, signedIn(citizen.id), id, {
      typed,
      confirmed: false,
      files: { 'integra-documento-1': await Promise.all(files.map(file)) },
      privateNote: null,
    });
  const answer = async () => portal.answerIntegration(ente.id, signedIn(citizen.id), id, digestOf(must(await view())));
  const detail = async () => must(await portal.viewPractice(ente.id, citizen, id));
  return { ...begun, request, view, save, answer, detail };
};
