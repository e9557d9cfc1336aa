import { describe, expect, it } from '@jest/globals';
import { anAttachment } from '../builders.ts';
import { discardedContents } from './discarded-contents.ts';
import { type DatabaseUnderTest, minutesLater, type StagedEnte, useStage } from './stage.ts';

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

    discardedContents(stage);
  });
};
