import { describe, expect, it } from '@jest/globals';
import { anAttachment, anotherCitizen } from '../builders.ts';
import { discardedContents } from './discarded-contents.ts';
import { type DatabaseUnderTest, minutesLater, NOW, type StagedEnte, useStage } from './stage.ts';

/** The promise of `AttachmentStore`. @param open an empty database */
export const attachmentStoreContract = (name: string, open: () => Promise<DatabaseUnderTest>): void => {
  describe(`${name} as a store of attachments`, () => {
    const stage = useStage(open);

    /** Three attachments of the ente's citizen, stored. */
    const storedThree = async ({ run, citizen }: StagedEnte) => {
      const stored = () => anAttachment(stage.ids.next(), { citizenId: citizen.id });
      const three = [stored(), stored(), stored()] as const;
      await run(async ({ attachments }) => {
        for (const one of three) await attachments.insert(one);
      });
      return three;
    };

    it('gives back an attachment as it was stored', async () => {
      const { run, citizen } = await stage.addEnte();
      const attachment = anAttachment(
        stage.ids.next(),
        { citizenId: citizen.id },
        { fileName: "L'è «così».p7m", type: 'p7m', size: 5_000_000_000, uploadedAt: minutesLater(0.001) },
      );
      await run(({ attachments }) => attachments.insert(attachment));
      await run(async ({ attachments }) => {
        expect(await attachments.byId(attachment.id)).toEqual(attachment);
        expect(await attachments.byId(anAttachment(stage.ids.next(), { citizenId: citizen.id }).id)).toBeNull();
      });
    });

    it('gives several in the order of the ids, without those that do not exist', async () => {
      const ente = await stage.addEnte();
      const [first, second, third] = await storedThree(ente);
      const unknown = anAttachment(stage.ids.next(), { citizenId: ente.citizen.id });
      await ente.run(async ({ attachments }) => {
        expect(await attachments.byIds([third.id, unknown.id, first.id, second.id])).toEqual([third, first, second]);
        expect(await attachments.byIds([])).toEqual([]);
      });
    });

    it('ties attachments to a practice in the order given, once', async () => {
      const ente = await stage.addEnte();
      const [first, second, third] = await storedThree(ente);
      const [practice, other] = [await ente.storedDraft(), await ente.storedDraft()];
      const tie = (...ids: readonly (typeof first.id)[]) =>
        ente.run(({ attachments }) => attachments.tie(practice.id, ids));
      await tie(second.id, first.id);
      await tie(second.id, first.id);
      await tie(first.id, third.id, second.id);
      await tie();
      await ente.run(async ({ attachments }) => {
        expect(await attachments.of(practice.id)).toEqual([second, first, third]);
        expect(await attachments.of(other.id)).toEqual([]);
        const of = await attachments.ofPractices([other.id, practice.id]);
        expect([...of]).toEqual([[practice.id, [second, first, third]]]);
        expect([...(await attachments.ofPractices([]))]).toEqual([]);
      });
    });

    it('ties one attachment to as many practices as it is sent with', async () => {
      const ente = await stage.addEnte();
      const [attachment] = await storedThree(ente);
      const practices = [await ente.storedDraft(), await ente.storedDraft()];
      await ente.run(async ({ attachments }) => {
        for (const { id } of practices) await attachments.tie(id, [attachment.id]);
        for (const { id } of practices) expect(await attachments.of(id)).toEqual([attachment]);
      });
    });

    it('says how many files a citizen has, and how large they are', async () => {
      const { run, citizen } = await stage.addEnte();
      const anna = anotherCitizen(stage.ids.next());
      await run(({ citizens }) => citizens.insert(anna));
      const usage = () => run(({ attachments }) => attachments.usageOf(citizen.id));
      expect(await usage()).toEqual({ files: 0, bytes: 0 });
      const [twice, again, hers] = [citizen, citizen, anna].map(({ id: citizenId }) =>
        anAttachment(stage.ids.next(), { citizenId }, { size: 3_000_000_000 }),
      );
      if (twice === undefined || again === undefined || hers === undefined) throw new Error('There are three');
      await run(async ({ attachments }) => {
        for (const one of [twice, again, hers]) await attachments.insert(one);
        expect(await attachments.lockUsage(citizen.id)).toEqual({ files: 2, bytes: 6_000_000_000 });
        await attachments.delete(twice.id, NOW);
      });
      expect(await usage()).toEqual({ files: 1, bytes: 3_000_000_000 });
    });

    it('counts the files of a citizen for one transaction at a time', async () => {
      const { run, citizen } = await stage.addEnte();
      const uploading = Array.from({ length: 6 }, () =>
        run(async ({ attachments }) => {
          const { files } = await attachments.lockUsage(citizen.id);
          if (files < 3) await attachments.insert(anAttachment(stage.ids.next(), { citizenId: citizen.id }));
        }),
      );
      await Promise.all(uploading);
      expect((await run(({ attachments }) => attachments.usageOf(citizen.id))).files).toBe(3);
    });

    discardedContents(stage);
  });
};
