import { expect, it } from '@jest/globals';
import { openingIdSchema } from '../../shared/ids.ts';
import { anAttachment } from '../builders.ts';
import { type DatabaseUnderTest, minutesLater, NOW, type Stage } from './stage.ts';

/** What is promised of practices that an operator opens on behalf of a citizen (ADR 22). */
export const onBehalf = (stage: Stage<DatabaseUnderTest>): void => {
  it('keep the draft of an operator from its citizen until it is sent, and who opened it for ever', async () => {
    const { run, storedDraft, citizen, operator } = await stage.addEnte();
    const draft = await storedDraft({ openedBy: operator.id });
    await run(async ({ practices }) => {
      expect(await practices.byId(draft.id)).toEqual(draft);
      expect(await practices.ownedBy(draft.id, citizen.id)).toBeNull();
      expect(await practices.savePrivateNote(draft.id, citizen.id, 'mia', NOW)).toBe(false);
      expect(await practices.draftsOpenedBy(operator.id)).toEqual([draft]);
      const sent = {
        ...draft,
        state: 'inviata',
        version: 2,
        submittedAt: NOW,
        paperSignedAt: minutesLater(1),
      } as const;
      expect(await practices.update(sent, 1)).toBe(true);
      expect(await practices.ownedBy(draft.id, citizen.id)).toMatchObject({ practice: sent, privateNote: '' });
      expect(await practices.savePrivateNote(draft.id, citizen.id, 'mia', NOW)).toBe(true);
      expect(await practices.draftsOpenedBy(operator.id)).toEqual([]);
    });
  });

  it('allow one draft for a service to the citizen and one to each operator', async () => {
    const { run, newDraft, citizen, operator, service } = await stage.addEnte();
    const [own, ofOperator] = [newDraft(), newDraft({ openedBy: operator.id })];
    for (const draft of [own, ofOperator]) {
      expect(await run(({ practices }) => practices.insert(draft, true))).toBe(true);
      const again = newDraft({ openedBy: draft.openedBy });
      expect(await run(({ practices }) => practices.insert(again, true))).toBe(false);
      const found = await run(({ practices }) => practices.draftOf(citizen.id, service.id, draft.openedBy));
      expect(found).toEqual(draft);
    }
  });

  const byWhom = [
    ['of the citizen', false],
    ['of an operator', true],
  ] as const;
  it.each(byWhom)(
    'keep one draft from a page %s, also when it is sent many times at once, and many from many pages',
    async (_, byOperator) => {
      const { run, newDraft, citizen, operator } = await stage.addEnte();
      const [openedBy, somebodyElse] = byOperator ? [operator.id, null] : [null, operator.id];
      const [page, another] = [stage.ids.next(), stage.ids.next()].map((id) => openingIdSchema.parse(id));
      if (page === undefined || another === undefined) throw new Error('There are two pages');
      const drafts = Array.from({ length: 4 }, () => newDraft({ openedBy }));
      const sent = await Promise.all(
        drafts.map((draft) => run(({ practices }) => practices.insert(draft, false, page))),
      );
      expect(sent.filter((stored) => stored)).toHaveLength(1);
      const first = drafts[sent.indexOf(true)];
      const second = newDraft({ openedBy });
      await run(async ({ practices }) => {
        expect(await practices.insert(second, false, another)).toBe(true);
        expect(await practices.draftFrom(citizen.id, openedBy, page)).toEqual(first);
        expect(await practices.draftFrom(citizen.id, openedBy, another)).toEqual(second);
        expect(await practices.draftFrom(citizen.id, somebodyElse, page)).toBeNull();
        await practices.deleteDraft(second.id, citizen.id);
        expect(await practices.draftFrom(citizen.id, openedBy, another)).toBeNull();
      });
    },
  );

  it('keep one draft of an operator when many windows start at once', async () => {
    const { run, newDraft, operator } = await stage.addEnte();
    const starting = Array.from({ length: 4 }, () => newDraft({ openedBy: operator.id }));
    const inserted = await Promise.all(starting.map((draft) => run(({ practices }) => practices.insert(draft, true))));
    expect(inserted.filter((stored) => stored)).toHaveLength(1);
  });
};

/** How the lists of a citizen show them. */
export const onBehalfLists = (stage: Stage<DatabaseUnderTest>): void => {
  it('show what an operator has sent on behalf of the citizen in its own tab alone, and their drafts nowhere', async () => {
    const { run, storedDraft, citizen, operator } = await stage.addEnte();
    const file = anAttachment(stage.ids.next(), { citizenId: citizen.id });
    await run(({ attachments }) => attachments.insert(file));
    await storedDraft({ openedBy: operator.id, answers: { documento: file.id } });
    const beneficiaries = [citizen.identity.codiceFiscale];
    const sent = await storedDraft({ openedBy: operator.id, state: 'inviata', submittedAt: NOW, beneficiaries });
    await run(({ practices }) => practices.savePrivateNote(sent.id, citizen.id, 'mia', NOW));
    await run(async ({ reads }) => {
      expect(await reads.citizenCounts(citizen.id)).toMatchObject({ bozza: 0, inviata: 0, per_mio_conto: 1 });
      const page = { after: null, limit: 5 };
      expect((await reads.citizenPage(citizen.id, 'bozza', page)).rows).toEqual([]);
      expect((await reads.citizenPage(citizen.id, 'inviata', page)).rows).toEqual([]);
      const { rows } = await reads.citizenPage(citizen.id, 'per_mio_conto', page);
      expect(rows.map(({ id, noteBeginning }) => [id, noteBeginning])).toEqual([[sent.id, 'mia']]);
      const use = await reads.attachmentUse(citizen.id, file.id);
      expect(use).toEqual({ attachment: file, practices: [], drafts: [] });
      expect((await reads.latestPractices(citizen.id, 5)).map(({ id }) => id)).toEqual([sent.id]);
    });
  });

  it('show what waits for the citizen among what waits for them, whoever opened it', async () => {
    const { run, storedDraft, citizen, operator } = await stage.addEnte();
    const asked = await storedDraft({ openedBy: operator.id, state: 'da_integrare', submittedAt: NOW });
    await run(async ({ reads }) => {
      expect(await reads.citizenCounts(citizen.id)).toMatchObject({ da_integrare: 1, per_mio_conto: 1 });
      const { rows } = await reads.citizenPage(citizen.id, 'da_integrare', { after: null, limit: 5 });
      expect(rows.map(({ id }) => id)).toEqual([asked.id]);
    });
  });
};
