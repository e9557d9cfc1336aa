import type { Operator } from '../../operator/operator.ts';
import type { Stores } from '../../ports/unit-of-work.ts';
import {
  aCitizen,
  anOperator,
  aProfile,
  aService,
  aTenant,
  makeMemoryPortal,
  must,
  signedIn,
} from '../../testing/index.ts';
import type { StepInput } from '../citizen/step-input.ts';

const filled: StepInput = { typed: { uso: 'Banca' }, confirmed: true, files: {}, privateNote: null };

const ADDRESS = '192.0.2.1';

/** An ente in memory with one service, one operator and a citizen who has begun a practice. */
export const begin = async (portal = makeMemoryPortal()) => {
  const ente = aTenant(portal.ids.next());
  const service = aService(portal.ids.next());
  const operator = anOperator(portal.ids.next(), { services: [service.id] });
  await portal.setup.addTenant(ente);
  must(await portal.setup.publishService(ente.id, service));
  await portal.setup.addOperator(ente.id, operator, 'hash');
  const { identity, contacts } = aCitizen(portal.ids.next());
  const citizen = await portal.signInCitizen(ente.id, { identity, ...contacts });
  const id = must(await portal.startPractice(ente.id, signedIn(citizen.id), service.definition.slug));
  const run = <T>(work: (stores: Stores) => Promise<T>) => portal.unitOfWork.run(ente.id, work);
  const save = (step: string, input: Partial<StepInput> = {}) =>
    portal.saveStep(ente.id, signedIn(citizen.id), id, step, { ...filled, ...input });
  const saveProfile = () => run(({ citizens }) => citizens.saveProfile(citizen.id, aProfile(), portal.clock.now()));
  const fill = async () => {
    await saveProfile();
    for (const step of service.definition.steps) must(await save(step.id));
  };
  const submit = () => portal.submitPractice(ente.id, signedIn(citizen.id), id);
  const practice = async () => must(await portal.viewPractice(ente.id, citizen, id)).practice;
  const act = async (by: Operator = operator) => ({
    tenantId: ente.id,
    operator: by,
    practiceId: id,
    address: ADDRESS,
    version: (await practice()).version,
  });
  return { portal, ente, service, operator, citizen, id, run, save, saveProfile, fill, submit, practice, act };
};
export type Begun = Awaited<ReturnType<typeof begin>>;

/** A practice that was sent and registered. */
export const sent = async (portal = makeMemoryPortal()): Promise<Begun> => {
  const begun = await begin(portal);
  await begun.fill();
  must(await begun.submit());
  await begun.portal.drain();
  return begun;
};
