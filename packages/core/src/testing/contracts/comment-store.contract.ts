import { describe, expect, it } from '@jest/globals';
import { type DatabaseUnderTest, minutesLater, NOW, useStage } from './stage.ts';

/** The promise of `CommentStore`. @param open an empty database */
export const commentStoreContract = (name: string, open: () => Promise<DatabaseUnderTest>): void => {
  describe(`${name} as a store of comments`, () => {
    const stage = useStage(open);

    it('keeps what was written on a practice, oldest first, in the order of writing', async () => {
      const { run, storedDraft, operator } = await stage.addEnte();
      const [practice, other] = [await storedDraft(), await storedDraft()];
      const written = [
        { operatorId: operator.id, at: NOW, text: 'Ho chiamato: perché no?' },
        { operatorId: operator.id, at: NOW, text: 'Anche\nsu due righe' },
        { operatorId: operator.id, at: minutesLater(1), text: 'Fine' },
      ];
      for (const comment of written) await run(({ comments }) => comments.append(practice.id, comment));
      expect(await run(({ comments }) => comments.of(practice.id))).toEqual(written);
      expect(await run(({ comments }) => comments.of(other.id))).toEqual([]);
    });
  });
};
