import { describe, expect, it } from '@jest/globals';
import { anotherCitizen, aService, aServiceDefinition } from '../builders.ts';
import { draftTerms } from './draft-terms.ts';
import { onBehalf } from './on-behalf.ts';
import { practiceConcurrency } from './practice-concurrency.ts';
import { type DatabaseUnderTest, minutesLater, NOW, type StagedEnte, useStage } from './stage.ts';

/** A practice with every field filled in, at version 2. */
const full = async ({ newDraft, operator, citizen }: StagedEnte) => {
  const { identity, contacts, residenza, domicilio } = citizen;
  const at = new Date('2026-03-02T10:30:15.123Z');
  const draft = newDraft();
  const decided = {
    ...draft,
    state: 'in_elaborazione',
    version: 2,
    answers: { nome: "L'è vero \\ «così»\n", istruzioni: true },
    submittedAt: at,
    changedAt: minutesLater(3),
    warning: { template: 'bozza_due_giorni', on: '2026-03-01' },
    applicant: { identity, contacts, residenza, domicilio },
    beneficiaries: ['VRDLGU90A01H501X'],
    assignedTo: operator.id,
    requestProtocol: { number: '0000001', year: 2026, registeredAt: at },
    answerProtocol: { number: '0000002', year: 2026, registeredAt: minutesLater(90) },
    decision: { outcome: 'rifiutata', reason: 'Manca la delega', flow: 'documento_e_firma', decidedAt: at },
    documents: { modulo: { fileName: 'modulo.pdf', sha256: 'a'.repeat(64), size: 10 } },
  } as const;
  return { draft, decided };
};

/** The promise of `PracticeStore`. @param open an empty database */
export const practiceStoreContract = (name: string, open: () => Promise<DatabaseUnderTest>): void => {
  describe(`${name} as a store of practices`, () => {
    const stage = useStage(open);

    it('refuses a practice with the code of another of the ente, also when both come at once', async () => {
      const { run, newDraft } = await stage.addEnte();
      const drafts = [newDraft(), newDraft()].map((draft) => ({ ...draft, code: 'K7QM-3R9T' }));
      const inserted = await Promise.all(drafts.map((draft) => run(({ practices }) => practices.insert(draft, false))));
      expect(inserted.toSorted()).toEqual([false, true]);
      const elsewhere = await stage.addEnte();
      const same = { ...elsewhere.newDraft(), code: 'K7QM-3R9T' };
      expect(await elsewhere.run(({ practices }) => practices.insert(same, false))).toBe(true);
    });

    it('gives several at once, in the order of their ids, without those that are not there', async () => {
      const { run, storedDraft, newDraft } = await stage.addEnte();
      const elsewhere = await stage.addEnte();
      const [one, two, foreign] = [await storedDraft(), await storedDraft(), await elsewhere.storedDraft()];
      const asked = [two.id, newDraft().id, one.id, foreign.id, two.id];
      const found = await run(({ practices }) => practices.byIds(asked));
      expect(found).toEqual([one, two].toSorted((a, b) => (a.id < b.id ? -1 : 1)));
      expect(await run(({ practices }) => practices.byIds([]))).toEqual([]);
    });

    it('gives back a practice as it was stored, and as it was changed', async () => {
      const ente = await stage.addEnte();
      const { draft, decided } = await full(ente);
      await ente.run(async ({ practices }) => {
        expect(await practices.insert(draft, false)).toBe(true);
        expect(await practices.byId(draft.id)).toEqual(draft);
        expect(await practices.update(decided, 1)).toBe(true);
      });
      await ente.run(async ({ practices }) => {
        expect(await practices.byId(draft.id)).toEqual(decided);
        expect(await practices.lock(draft.id)).toEqual(decided);
      });
    });

    it('has nothing for an id that is not of a practice', async () => {
      const { run, newDraft, citizen } = await stage.addEnte();
      const { id, ...unknown } = newDraft();
      await run(async ({ practices }) => {
        expect(await practices.byId(id)).toBeNull();
        expect(await practices.lock(id)).toBeNull();
        expect(await practices.ownedBy(id, citizen.id)).toBeNull();
        expect(await practices.update({ id, ...unknown }, 1)).toBe(false);
        expect(await practices.saveAnswers(id, citizen.id, { a: 'b' }, null, NOW)).toBe(false);
        expect(await practices.savePrivateNote(id, citizen.id, 'nota', NOW)).toBe(false);
      });
    });

    it('writes nothing of a practice whose version is another', async () => {
      const { run, storedDraft } = await stage.addEnte();
      const draft = await storedDraft();
      const sent = { ...draft, state: 'inviata', version: 2, submittedAt: NOW } as const;
      await run(async ({ practices }) => {
        expect(await practices.update(sent, 2)).toBe(false);
        expect(await practices.byId(draft.id)).toEqual(draft);
        expect(await practices.update(sent, 1)).toBe(true);
        expect(await practices.update({ ...draft, version: 2 }, 1)).toBe(false);
        expect(await practices.byId(draft.id)).toEqual(sent);
      });
    });

    it('finds the newest draft of a citizen for a service', async () => {
      const { run, tenant, storedDraft, citizen, service } = await stage.addEnte();
      const another = aService(stage.ids.next(), { definition: aServiceDefinition({ slug: 'altro' }) });
      await stage.under.setup.publishService(tenant.id, another);
      const anna = anotherCitizen(stage.ids.next());
      await run(({ citizens }) => citizens.insert(anna));
      const draftOf = () => run(({ practices }) => practices.draftOf(citizen.id, service.id, null));
      await storedDraft({ createdAt: minutesLater(9), serviceId: another.id });
      await storedDraft({ createdAt: minutesLater(9), citizenId: anna.id });
      await storedDraft({ createdAt: minutesLater(9), state: 'inviata', submittedAt: minutesLater(9) });
      expect(await draftOf()).toBeNull();
      const newest = await storedDraft({ createdAt: minutesLater(2) });
      await storedDraft({ createdAt: minutesLater(1) });
      expect(await draftOf()).toEqual(newest);
      // Of two of one moment, the id that was given out later.
      const later = await storedDraft({ createdAt: minutesLater(2) });
      expect(await draftOf()).toEqual(later);
    });

    it('refuses a draft that must be the only one where there is one already, and writes nothing', async () => {
      const { run, storedDraft, newDraft } = await stage.addEnte();
      // From when more than one was allowed.
      const draft = await storedDraft();
      const second = newDraft();
      await run(async ({ practices }) => {
        expect(await practices.insert(second, true)).toBe(false);
        expect(await practices.byId(second.id)).toBeNull();
        await practices.update({ ...draft, state: 'inviata', version: 2, submittedAt: NOW }, 1);
        expect(await practices.insert(second, true)).toBe(true);
      });
    });

    it('takes as many drafts as one likes where the service allows it', async () => {
      const { run, newDraft } = await stage.addEnte();
      const drafts = [newDraft(), newDraft(), newDraft()];
      for (const draft of drafts) expect(await run(({ practices }) => practices.insert(draft, false))).toBe(true);
    });

    it('adds answers to a draft and keeps the others', async () => {
      const { run, storedDraft, citizen } = await stage.addEnte();
      const draft = await storedDraft({ answers: { nome: 'Ada', istruzioni: true } });
      await run(async ({ practices }) => {
        expect(await practices.saveAnswers(draft.id, citizen.id, { nome: 'Eva', uso: 'lavoro' }, null, NOW)).toBe(true);
        const answers = { nome: 'Eva', istruzioni: true, uso: 'lavoro' } as const;
        expect(await practices.byId(draft.id)).toEqual({ ...draft, answers });
      });
    });

    it('writes no answers to what is not a draft of the citizen', async () => {
      const { run, storedDraft, citizen } = await stage.addEnte();
      const anna = anotherCitizen(stage.ids.next());
      const draft = await storedDraft();
      const sent = await storedDraft({ state: 'inviata', submittedAt: NOW });
      await run(async ({ practices, citizens }) => {
        await citizens.insert(anna);
        expect(await practices.saveAnswers(draft.id, anna.id, { nome: 'Ida' }, 'di Anna', NOW)).toBe(false);
        expect(await practices.saveAnswers(sent.id, citizen.id, { nome: 'Ida' }, 'tardi', NOW)).toBe(false);
        expect(await practices.ownedBy(draft.id, citizen.id)).toMatchObject({ practice: draft, privateNote: '' });
        expect(await practices.ownedBy(sent.id, citizen.id)).toMatchObject({ practice: sent, privateNote: '' });
      });
    });

    it('says with the practice of a citizen on which days its service takes practices by now', async () => {
      const { run, storedDraft, citizen, service } = await stage.addEnte();
      const { id } = await storedDraft();
      const daysOf = async () => (await run(({ practices }) => practices.ownedBy(id, citizen.id)))?.days;
      const { opensOn, closesOn } = service;
      expect(await daysOf()).toEqual({ opensOn, closesOn });
      const days = { opensOn: '2026-10-01', closesOn: '2026-12-31' };
      await run(({ services }) => services.saveChoices(service.id, { ...service, ...days }, service.version));
      expect(await daysOf()).toEqual(days);
    });

    it('says with it which level of sign-in its service asks for by now', async () => {
      const { run, storedDraft, citizen, service } = await stage.addEnte();
      const { id } = await storedDraft();
      const levelOf = async () => (await run(({ practices }) => practices.ownedBy(id, citizen.id)))?.signInLevel;
      expect(await levelOf()).toBe(2);
      const settings = { ...service.settings, signInLevel: 3 } as const;
      await run(({ services }) => services.saveChoices(service.id, { ...service, settings }, service.version));
      expect(await levelOf()).toBe(3);
    });

    it('keeps the private note for its citizen alone, until another is given', async () => {
      const { run, storedDraft, citizen } = await stage.addEnte();
      const anna = anotherCitizen(stage.ids.next());
      const draft = await storedDraft();
      await run(({ citizens }) => citizens.insert(anna));
      const noteOf = async (id: typeof citizen.id) =>
        (await run(({ practices }) => practices.ownedBy(draft.id, id)))?.privateNote;
      await run(({ practices }) => practices.saveAnswers(draft.id, citizen.id, {}, 'una nota', NOW));
      expect(await noteOf(citizen.id)).toBe('una nota');
      expect(await noteOf(anna.id)).toBeUndefined();
      await run(({ practices }) => practices.saveAnswers(draft.id, citizen.id, { uso: 'lavoro' }, null, NOW));
      expect(await noteOf(citizen.id)).toBe('una nota');
      await run(({ practices }) => practices.saveAnswers(draft.id, citizen.id, {}, '', NOW));
      expect(await noteOf(citizen.id)).toBe('');
    });

    it('takes a private note in whatever state, from its citizen alone, and keeps it when the practice goes on', async () => {
      const { run, storedDraft, citizen } = await stage.addEnte();
      const anna = anotherCitizen(stage.ids.next());
      const sent = await storedDraft({ state: 'inviata', submittedAt: NOW });
      await run(async ({ practices, citizens }) => {
        await citizens.insert(anna);
        expect(await practices.savePrivateNote(sent.id, citizen.id, 'mia', NOW)).toBe(true);
        expect(await practices.savePrivateNote(sent.id, anna.id, 'di Anna', NOW)).toBe(false);
        const accepted = { ...sent, state: 'accettata', version: 2 } as const;
        await practices.update(accepted, 1);
        expect(await practices.ownedBy(sent.id, citizen.id)).toMatchObject({ practice: accepted, privateNote: 'mia' });
      });
    });

    draftTerms(stage);
    practiceConcurrency(stage);
    onBehalf(stage);
  });
};
