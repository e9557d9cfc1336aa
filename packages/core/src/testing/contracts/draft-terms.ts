import { expect, it } from '@jest/globals';
import type { PracticeId } from '../../shared/ids.ts';
import { deliveryIdSchema } from '../../shared/ids.ts';
import { anAttachment, anotherCitizen } from '../builders.ts';
import { type DatabaseUnderTest, minutesLater, NOW, type Stage } from './stage.ts';

const WARNED = { warning: { template: 'bozza_due_settimane', on: '2026-03-01' } } as const;

/** What the store of practices promises of how long drafts are kept, and of deleting them. */
export const draftTerms = (stage: Stage<DatabaseUnderTest>): void => {
  it('keeps a draft from the moment at which its answers or its note are saved, without warnings', async () => {
    const { run, storedDraft, citizen } = await stage.addEnte();
    const [first, second] = [await storedDraft(WARNED), await storedDraft(WARNED)];
    await run(({ practices }) => practices.saveAnswers(first.id, citizen.id, { uso: 'lavoro' }, null, minutesLater(7)));
    await run(({ practices }) => practices.savePrivateNote(second.id, citizen.id, 'nota', minutesLater(8)));
    const found = await run(({ practices }) => Promise.all([practices.byId(first.id), practices.byId(second.id)]));
    expect(found).toEqual([
      { ...first, answers: { uso: 'lavoro' }, changedAt: minutesLater(7), warning: null },
      { ...second, changedAt: minutesLater(8), warning: null },
    ]);
  });

  it('does not move the time of what was sent when its note is saved', async () => {
    const { run, storedDraft, citizen } = await stage.addEnte();
    const sent = await storedDraft({ ...WARNED, state: 'inviata', submittedAt: NOW });
    await run(({ practices }) => practices.savePrivateNote(sent.id, citizen.id, 'nota', minutesLater(8)));
    expect(await run(({ practices }) => practices.byId(sent.id))).toEqual(sent);
  });

  it('finds the drafts that nobody has saved for long, page by page', async () => {
    const { run, storedDraft } = await stage.addEnte();
    const aged = [];
    for (const minute of [3, 1, 2]) aged.push(await storedDraft({ changedAt: minutesLater(minute) }));
    await storedDraft({ changedAt: minutesLater(4) });
    await storedDraft({ changedAt: minutesLater(1), state: 'inviata', submittedAt: NOW });
    const page = (after: PracticeId | null, limit: number) =>
      run(({ practices }) => practices.agedDrafts(minutesLater(4), after, limit));
    expect(await page(null, 50)).toEqual(aged);
    expect(await page(null, 2)).toEqual(aged.slice(0, 2));
    expect(await page(aged[1]?.id ?? null, 2)).toEqual(aged.slice(2));
  });

  it('locks what a citizen is still filling in, and nothing else', async () => {
    const { run, storedDraft, citizen } = await stage.addEnte();
    const anna = anotherCitizen(stage.ids.next());
    await run(({ citizens }) => citizens.insert(anna));
    const asked = { state: 'da_integrare', submittedAt: NOW } as const;
    const drafts = [await storedDraft(), await storedDraft(asked), await storedDraft()];
    await storedDraft({ citizenId: anna.id });
    await storedDraft({ state: 'inviata', submittedAt: NOW });
    expect(await run(({ practices }) => practices.lockUnfinished(citizen.id))).toEqual(drafts);
  });

  it('deletes a draft with its timeline and its deliveries, and leaves the files', async () => {
    const { run, storedDraft, citizen, newDraft } = await stage.addEnte();
    const delivery = deliveryIdSchema.parse(stage.ids.next());
    const attachment = anAttachment(stage.ids.next(), { citizenId: citizen.id });
    const [draft, other] = [await storedDraft({ answers: { documento: attachment.id } }), await storedDraft()];
    await run(async ({ timeline, attachments, deliveries }) => {
      await attachments.insert(attachment);
      for (const { id } of [draft, other]) await timeline.append(id, { event: 'bozza', at: NOW, operatorId: null });
      const mail = { kind: 'mail', template: 'bozza_due_giorni', operatorId: null } as const;
      await deliveries.enqueue(delivery, draft.id, mail, NOW);
    });
    expect(await run(({ practices }) => practices.deleteDraft(draft.id, citizen.id))).toBe(true);
    await run(async ({ practices, timeline, attachments, deliveries }) => {
      expect(await practices.ownedBy(draft.id, citizen.id)).toBeNull();
      expect(await timeline.of(draft.id)).toEqual([]);
      expect(await deliveries.byId(delivery)).toBeNull();
      expect(await attachments.byId(attachment.id)).toEqual(attachment);
      expect(await timeline.of(other.id)).toHaveLength(1);
      // What is still going on about it finds nothing, and breaks nothing.
      await deliveries.complete(delivery, NOW);
      await deliveries.fail(delivery, 'error', true);
      expect(await deliveries.retry(delivery)).toBe(false);
      expect(await practices.deleteDraft(draft.id, citizen.id)).toBe(false);
      expect(await practices.insert(newDraft({ code: draft.code }), false)).toBe(true);
    });
  });

  it('deletes neither what was sent nor the draft of somebody else', async () => {
    const { run, storedDraft, citizen } = await stage.addEnte();
    const anna = anotherCitizen(stage.ids.next());
    const [draft, sent] = [await storedDraft(), await storedDraft({ state: 'inviata', submittedAt: NOW })];
    await run(async ({ practices, citizens }) => {
      await citizens.insert(anna);
      expect(await practices.deleteDraft(draft.id, anna.id)).toBe(false);
      expect(await practices.deleteDraft(sent.id, citizen.id)).toBe(false);
      expect(await practices.byId(draft.id)).toEqual(draft);
      expect(await practices.byId(sent.id)).toEqual(sent);
    });
  });

  it('deletes or sends a draft, when both are asked at once, and never both', async () => {
    const { run, storedDraft, citizen } = await stage.addEnte();
    for (let round = 0; round < 5; round += 1) {
      const draft = await storedDraft();
      const sent = { ...draft, state: 'inviata', version: 2, submittedAt: NOW } as const;
      const send = () =>
        run(async ({ practices, timeline }) => {
          if ((await practices.lock(draft.id)) === null) return false;
          await practices.update(sent, 1);
          await timeline.append(draft.id, { event: 'inviata', at: NOW, operatorId: null });
          return true;
        });
      const remove = () => run(({ practices }) => practices.deleteDraft(draft.id, citizen.id));
      const [hasSent, hasDeleted] = await Promise.all([send(), remove()]);
      expect(hasSent).not.toBe(hasDeleted);
      expect(await run(({ practices }) => practices.byId(draft.id))).toEqual(hasSent ? sent : null);
    }
  });

  it('deletes a draft that is saved at once in another tab, which then is told', async () => {
    const { run, storedDraft, citizen } = await stage.addEnte();
    const draft = await storedDraft();
    const [saved, deleted] = await Promise.all([
      run(({ practices }) => practices.saveAnswers(draft.id, citizen.id, { uso: 'lavoro' }, null, NOW)),
      run(({ practices }) => practices.deleteDraft(draft.id, citizen.id)),
    ]);
    expect([typeof saved, deleted]).toEqual(['boolean', true]);
    const again = run(({ practices }) => practices.saveAnswers(draft.id, citizen.id, { uso: 'altro' }, null, NOW));
    expect(await again).toBe(false);
    expect(await run(({ practices }) => practices.byId(draft.id))).toBeNull();
  });
};
