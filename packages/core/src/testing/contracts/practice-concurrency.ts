import { expect, it } from '@jest/globals';
import { type DatabaseUnderTest, NOW, type Stage } from './stage.ts';

/** What the store of practices promises when several transactions meet. */
export const practiceConcurrency = (stage: Stage<DatabaseUnderTest>): void => {
  it('keeps one draft when many tabs start at once', async () => {
    const { run, newDraft } = await stage.addEnte();
    const starting = Array.from({ length: 6 }, () => newDraft());
    const inserted = await Promise.all(starting.map((draft) => run(({ practices }) => practices.insert(draft, true))));
    expect(inserted.filter((stored) => stored)).toHaveLength(1);
    const found = await run(({ practices }) => Promise.all(starting.map(({ id }) => practices.byId(id))));
    expect(found.map((one) => one !== null)).toEqual(inserted);
  });

  it('lets one of those win who change the same version at once', async () => {
    const { run, storedDraft } = await stage.addEnte();
    const draft = await storedDraft();
    const changes = ['uno', 'due', 'tre'].map((uso) => ({ ...draft, version: 2, answers: { uso } }));
    const won = await Promise.all(changes.map((change) => run(({ practices }) => practices.update(change, 1))));
    expect(won.filter((written) => written)).toHaveLength(1);
    expect(await run(({ practices }) => practices.byId(draft.id))).toEqual(changes[won.indexOf(true)]);
  });

  it('lets nobody change a locked practice until the transaction ends', async () => {
    const { run, storedDraft } = await stage.addEnte();
    const { id } = await storedDraft();
    const countOne = () =>
      run(async ({ practices }) => {
        const locked = await practices.lock(id);
        if (locked === null) return false;
        return practices.update({ ...locked, version: locked.version + 1 }, locked.version);
      });
    expect(await Promise.all(Array.from({ length: 4 }, countOne))).toEqual([true, true, true, true]);
    expect((await run(({ practices }) => practices.byId(id)))?.version).toBe(5);
  });

  it('keeps the answers of two tabs that save at once', async () => {
    const { run, storedDraft, citizen } = await stage.addEnte();
    const draft = await storedDraft();
    const saved = ['a', 'b', 'c'].map((field) =>
      run(({ practices }) => practices.saveAnswers(draft.id, citizen.id, { [field]: 'risposta' }, null, NOW)),
    );
    expect(await Promise.all(saved)).toEqual([true, true, true]);
    const answers = { a: 'risposta', b: 'risposta', c: 'risposta' };
    expect((await run(({ practices }) => practices.byId(draft.id)))?.answers).toEqual(answers);
  });

  it('writes no answers to a draft that is sent at the same moment', async () => {
    const { run, storedDraft, citizen } = await stage.addEnte();
    const draft = await storedDraft();
    const sent = { ...draft, state: 'inviata', version: 2, submittedAt: NOW } as const;
    const [, saved] = await Promise.all([
      run(async ({ practices }) => {
        const locked = await practices.lock(draft.id);
        return locked !== null && practices.update({ ...sent, answers: locked.answers }, locked.version);
      }),
      run(({ practices }) => practices.saveAnswers(draft.id, citizen.id, { uso: 'lavoro' }, null, NOW)),
    ]);
    // Whichever came first, what the practice was sent with is what its citizen was told to be saved.
    const answers = saved ? { uso: 'lavoro' } : {};
    expect(await run(({ practices }) => practices.byId(draft.id))).toEqual({ ...sent, answers });
  });
};
