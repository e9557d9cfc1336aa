import { expect, it } from '@jest/globals';
import { anAttachment } from '../builders.ts';
import { type DatabaseUnderTest, minutesLater, NOW, type Stage, type StagedEnte } from './stage.ts';

const digest = (character: string): string => character.repeat(64);

/** What the store of attachments promises of deleting, and of the bytes that are left behind. */
export const discardedContents = (stage: Stage<DatabaseUnderTest>): void => {
  /** One stored attachment for each digest. */
  const storedOf = async ({ run, citizen }: StagedEnte, ...digests: readonly string[]) => {
    const stored = digests.map((sha256) => anAttachment(stage.ids.next(), { citizenId: citizen.id }, { sha256 }));
    await run(async ({ attachments }) => {
      for (const one of stored) await attachments.insert(one);
    });
    return stored;
  };

  it('deletes an attachment and discards its bytes, together or not at all', async () => {
    const ente = await stage.addEnte();
    const [one] = await storedOf(ente, digest('a'));
    if (one === undefined) throw new Error('Nothing was stored');
    const failing = ente.run(async ({ attachments }) => {
      expect(await attachments.delete(one.id, NOW)).toBe(true);
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    const discarded = () => ente.run(({ attachments }) => attachments.discarded(minutesLater(1), null, 50));
    expect(await discarded()).toEqual([]);
    await ente.run(async ({ attachments }) => {
      expect(await attachments.delete(one.id, NOW)).toBe(true);
      expect(await attachments.delete(one.id, NOW)).toBe(false);
      expect(await attachments.byId(one.id)).toBeNull();
    });
    expect(await discarded()).toEqual([{ sha256: digest('a'), at: NOW }]);
  });

  it('does not delete an attachment that is tied to a practice', async () => {
    const ente = await stage.addEnte();
    const [one] = await storedOf(ente, digest('a'));
    if (one === undefined) throw new Error('Nothing was stored');
    const { id } = await ente.storedDraft();
    await ente.run(async ({ attachments }) => {
      await attachments.tie(id, [one.id]);
      expect(await attachments.delete(one.id, NOW)).toBe(false);
      expect(await attachments.of(id)).toEqual([one]);
      expect(await attachments.discarded(minutesLater(1), null, 50)).toEqual([]);
    });
  });

  it('gives what was discarded before a moment page by page, until it is forgotten', async () => {
    const ente = await stage.addEnte();
    const stored = await storedOf(ente, digest('c'), digest('a'), digest('b'));
    await ente.run(async ({ attachments }) => {
      for (const [minute, { id }] of stored.entries()) await attachments.delete(id, minutesLater(minute));
    });
    await ente.run(async ({ attachments }) => {
      const [a, b, c] = [
        { sha256: digest('a'), at: minutesLater(1) },
        { sha256: digest('b'), at: minutesLater(2) },
        { sha256: digest('c'), at: minutesLater(0) },
      ];
      expect(await attachments.discarded(minutesLater(9), null, 50)).toEqual([a, b, c]);
      expect(await attachments.discarded(minutesLater(9), null, 2)).toEqual([a, b]);
      expect(await attachments.discarded(minutesLater(9), digest('b'), 2)).toEqual([c]);
      expect(await attachments.discarded(minutesLater(2), null, 50)).toEqual([a, c]);
      await attachments.forgetDiscarded(a);
      expect(await attachments.discarded(minutesLater(9), null, 50)).toEqual([b, c]);
    });
  });

  it('does not forget what was discarded again meanwhile', async () => {
    const ente = await stage.addEnte();
    const [first, second] = await storedOf(ente, digest('a'), digest('a'));
    if (first === undefined || second === undefined) throw new Error('Nothing was stored');
    await ente.run(async ({ attachments }) => {
      await attachments.delete(first.id, NOW);
      await attachments.delete(second.id, minutesLater(5));
      await attachments.forgetDiscarded({ sha256: digest('a'), at: NOW });
      expect(await attachments.discarded(minutesLater(9), null, 50)).toEqual([
        { sha256: digest('a'), at: minutesLater(5) },
      ]);
    });
  });

  it('knows which contents an attachment or a document of a practice refers to, in this ente alone', async () => {
    const [ente, other] = [await stage.addEnte(), await stage.addEnte()];
    await storedOf(ente, digest('a'));
    await storedOf(other, digest('b'));
    await ente.storedDraft({
      state: 'inviata',
      submittedAt: NOW,
      documents: {
        modulo: { fileName: 'modulo.pdf', sha256: digest('c'), size: 10 },
        risposta_firmata: { fileName: 'risposta.p7m', sha256: digest('d'), size: 10 },
      },
    });
    await ente.run(async ({ attachments }) => {
      const asked = ['a', 'b', 'c', 'd', 'e'].map(digest);
      expect(await attachments.referredTo(asked)).toEqual(new Set(['a', 'c', 'd'].map(digest)));
      expect(await attachments.referredTo([])).toEqual(new Set());
    });
  });

  it('knows besides which contents are discarded, in this ente alone', async () => {
    const [ente, other] = [await stage.addEnte(), await stage.addEnte()];
    const [kept, deleted] = await storedOf(ente, digest('a'), digest('b'));
    const [theirs] = await storedOf(other, digest('c'));
    if (kept === undefined || deleted === undefined || theirs === undefined) throw new Error('Nothing was stored');
    await ente.run(({ attachments }) => attachments.delete(deleted.id, NOW));
    await other.run(({ attachments }) => attachments.delete(theirs.id, NOW));
    await ente.run(async ({ attachments }) => {
      expect(await attachments.known(['a', 'b', 'c', 'd'].map(digest))).toEqual(new Set(['a', 'b'].map(digest)));
      expect(await attachments.known([])).toEqual(new Set());
    });
  });
};
