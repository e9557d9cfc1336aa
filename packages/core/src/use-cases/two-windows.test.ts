import { describe, expect, it } from '@jest/globals';
import { shownDigest } from '../practice/shown-digest.ts';
import { aCitizen, aProfile, aService, aTenant, makeMemoryPortal, must, signedIn } from '../testing/index.ts';
import { aStepInput } from '../testing/typed-input.ts';
import type { StepInput } from './citizen/step-input.ts';

const FILLED: StepInput = aStepInput({ typed: { uso: 'Banca' } });

/** A citizen at the summary of a practice, all filled in, with two windows open. */
const filledIn = async () => {
  const portal = makeMemoryPortal();
  const ente = aTenant(portal.ids.next());
  const service = aService(portal.ids.next());
  await portal.setup.addTenant(ente);
  await portal.setup.publishService(ente.id, service);
  const { identity, contacts } = aCitizen(portal.ids.next());
  const { id: citizenId } = await portal.signInCitizen(ente.id, { identity, ...contacts });
  const id = must(await portal.startPractice(ente.id, signedIn(citizenId), service.definition.slug));
  const saveProfile = (email: string) =>
    portal.unitOfWork.run(ente.id, ({ citizens }) =>
      citizens.saveProfile(citizenId, aProfile({ contacts: { email, telefono: null } }), portal.clock.now()),
    );
  await saveProfile('prima@cittadini.example');
  const save = (step: string, input: Partial<StepInput> = {}) =>
    portal.saveStep(ente.id, signedIn(citizenId), id, step, { ...FILLED, ...input });
  const ids = service.definition.steps.map((step) => step.id);
  for (const step of ids) must(await save(step));
  const owned = () => portal.unitOfWork.read(ente.id, ({ practices }) => practices.ownedBy(id, citizenId));
  const shown = async () => {
    const citizen = await portal.unitOfWork.read(ente.id, ({ citizens }) => citizens.byId(citizenId));
    if (citizen === null) throw new Error('The citizen is not there');
    return shownDigest((await owned())?.practice.answers ?? {}, citizen);
  };
  const submit = (digest?: string) => portal.submitPractice(ente.id, signedIn(citizenId), id, digest);
  return { ids, save, saveProfile, owned, shown, submit };
};

const CHANGED = { ok: false, error: { code: 'changed_meanwhile' } };

describe('a practice that is sent', () => {
  it('is what was shown, or is not sent', async () => {
    const { ids, save, shown, submit } = await filledIn();
    const seen = await shown();
    must(await save(ids.at(-2) ?? '', { typed: { uso: 'Scuola' } }));
    expect(await submit(seen)).toEqual(CHANGED);
    must(await submit(await shown()));
  });

  it('has the applicant that was shown, or is not sent', async () => {
    const { saveProfile, shown, submit } = await filledIn();
    const seen = await shown();
    await saveProfile('dopo@cittadini.example');
    expect(await submit(seen)).toEqual(CHANGED);
  });

  it('is asked for its missing step first, when what was changed made it incomplete', async () => {
    const { ids, save, shown, submit } = await filledIn();
    const seen = await shown();
    await save(ids[0] ?? '', { confirmed: false });
    expect(await submit(seen)).toEqual({ ok: false, error: { code: 'incomplete', step: ids[0] } });
  });

  it('is sent as it is when nobody says what was shown', async () => {
    const { submit } = await filledIn();
    must(await submit());
  });
});

describe('a step that is sent from an old window', () => {
  it('keeps what was typed, though an earlier step is no longer done', async () => {
    const { ids, save, owned } = await filledIn();
    await save(ids[0] ?? '', { confirmed: false });
    const late = await save(ids.at(-2) ?? '', { typed: { uso: 'Scuola' }, privateNote: 'Chiedere a zia' });
    expect(late).toEqual({ ok: false, error: { code: 'step_locked', open: ids[0] } });
    expect(await owned()).toMatchObject({ practice: { answers: { uso: 'Scuola' } }, privateNote: 'Chiedere a zia' });
  });

  it('keeps the note, though the practice was sent', async () => {
    const { ids, save, owned, submit } = await filledIn();
    must(await submit());
    const late = await save(ids.at(-2) ?? '', { typed: { uso: 'Scuola' }, privateNote: 'Chiedere a zia' });
    expect(late).toEqual({ ok: false, error: { code: 'already_sent' } });
    expect(await owned()).toMatchObject({ practice: { answers: { uso: 'Banca' } }, privateNote: 'Chiedere a zia' });
  });
});
