import { expect, it } from '@jest/globals';
import type { Integration } from '../../practice/integration.ts';
import { anAttachment, anIntegration } from '../builders.ts';
import { type DatabaseUnderTest, minutesLater, NOW, type Stage } from './stage.ts';

const LATER = minutesLater(60);

/** The promise of `PersonalDataStore` about what was typed in answer to the office. */
export const erasedAnswers = (stage: Stage<DatabaseUnderTest>): void => {
  it('erases what was typed in answer to the office and not sent, and leaves what was sent', async () => {
    const { run, citizen, operator, storedDraft } = await stage.addEnte();
    const sent = { answers: { uso: 'Banca', altro: 'Sì' }, submittedAt: NOW };
    const practice = await storedDraft({ ...sent, state: 'da_integrare' });
    const of = { practiceId: practice.id, requestedBy: operator.id };
    const file = anAttachment(stage.ids.next(), { citizenId: citizen.id });
    const typed = { uso: 'Mutuo', altro: 'Sì', 'integra-documento-1': String(file.id) };
    const asked = (minute: number, given: Partial<Integration> = {}) =>
      anIntegration(stage.ids.next(), of, { requestedAt: minutesLater(minute), answers: typed, ...given });
    const answered = asked(1, { answeredAt: NOW });
    const cancelled = asked(2, { cancelledAt: NOW });
    const open = asked(3, { answers: sent.answers, counterAnswers: typed });
    await run(async ({ integrations, attachments }) => {
      await attachments.insert(file);
      for (const one of [answered, cancelled, open]) await integrations.insert(one);
    });
    const erased = await run(({ personalData }) => personalData.erase(citizen.id, LATER));
    expect(erased).toMatchObject({ answers: 2, attachments: 1 });
    expect(await run(({ integrations }) => integrations.of(practice.id))).toEqual([
      answered,
      { ...cancelled, answers: { altro: 'Sì' } },
      { ...open, counterAnswers: null },
    ]);
    expect(await run(({ personalData }) => personalData.erase(citizen.id, LATER))).toMatchObject({ answers: 0 });
  });

  it('waits for an answer that is being sent, and leaves it its files', async () => {
    const { run, citizen, operator, storedDraft } = await stage.addEnte();
    const practice = await storedDraft({ state: 'da_integrare', submittedAt: NOW });
    const asked = anIntegration(stage.ids.next(), { practiceId: practice.id, requestedBy: operator.id });
    const file = anAttachment(stage.ids.next(), { citizenId: citizen.id });
    await run(async ({ integrations, attachments }) => {
      await attachments.insert(file);
      await integrations.insert(asked);
    });
    let locked = (): void => undefined;
    const isLocked = new Promise<void>((resolve) => {
      locked = resolve;
    });
    const answers = { 'integra-documento-1': String(file.id) };
    const sending = run(async ({ practices, integrations, attachments }) => {
      await practices.lock(practice.id);
      locked();
      await integrations.update({ ...asked, answers, answeredAt: NOW });
      await attachments.tie(practice.id, [file.id]);
    });
    await isLocked;
    const erased = await run(({ personalData }) => personalData.erase(citizen.id, LATER));
    await sending;
    expect(erased).toMatchObject({ answers: 0, attachments: 0 });
    expect(await run(({ integrations }) => integrations.of(practice.id))).toMatchObject([{ answers }]);
    expect(await run(({ attachments }) => attachments.of(practice.id))).toEqual([file]);
  });
};
