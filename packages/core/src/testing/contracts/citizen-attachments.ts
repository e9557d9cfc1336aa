import { expect, it } from '@jest/globals';
import type { AttachmentUse, Page } from '../../ports/read-models.ts';
import type { Practice } from '../../practice/practice.ts';
import { anAttachment, anotherCitizen } from '../builders.ts';
import { type DatabaseUnderTest, minutesLater, NOW, type Stage, type StagedEnte } from './stage.ts';

const MOST_ATTACHMENTS = 200;

const shown = ({ id, code, state }: Practice) => ({ id, code, state, serviceName: 'Certificato' });

/** What the read models promise of a citizen's files. */
export const citizenAttachments = (stage: Stage<DatabaseUnderTest>): void => {
  const storedAt = async ({ run, citizen }: StagedEnte, ...minutes: readonly number[]) => {
    const stored = minutes.map((minute) =>
      anAttachment(stage.ids.next(), { citizenId: citizen.id }, { uploadedAt: minutesLater(minute) }),
    );
    await run(async ({ attachments }) => {
      for (const one of stored) await attachments.insert(one);
    });
    return stored;
  };

  it("show a citizen's attachments with the sent practices and the drafts that use them", async () => {
    const ente = await stage.addEnte();
    const { run, storedDraft, citizen } = ente;
    const anna = anotherCitizen(stage.ids.next());
    await run(({ citizens }) => citizens.insert(anna));
    const [loose, tied, drafted] = await storedAt(ente, 0, 1, 2);
    if (loose === undefined || tied === undefined || drafted === undefined) throw new Error('Nothing was stored');
    const sent = await storedDraft({ state: 'inviata', submittedAt: NOW, answers: { documento: tied.id } });
    const later = await storedDraft({ state: 'accettata', submittedAt: minutesLater(5) });
    const inOne = await storedDraft({ answers: { documento: drafted.id, uso: 'lavoro', istruzioni: true } });
    const inList = await storedDraft({ createdAt: minutesLater(9), answers: { tavole: `${loose.id},${drafted.id}` } });
    await storedDraft({ citizenId: anna.id, answers: { documento: drafted.id } });
    await storedDraft({ answers: { uso: `non è ${drafted.id}` } });
    const uses = await run(async ({ attachments, reads }) => {
      for (const { id } of [sent, later]) await attachments.tie(id, [tied.id]);
      return reads.attachmentPage(citizen.id, { after: null, limit: 5 });
    });
    expect(uses).toEqual({
      rows: [
        { attachment: drafted, practices: [], drafts: [shown(inList), shown(inOne)] },
        { attachment: tied, practices: [shown(later), shown(sent)], drafts: [] },
        { attachment: loose, practices: [], drafts: [shown(inList)] },
      ],
      next: null,
    });
    await run(async ({ reads }) => {
      for (const use of uses.rows) expect(await reads.attachmentUse(citizen.id, use.attachment.id)).toEqual(use);
      expect(await reads.attachmentUse(anna.id, tied.id)).toBeNull();
      expect((await reads.attachmentPage(anna.id, { after: null, limit: 5 })).rows).toEqual([]);
    });
  });

  it("give a citizen's attachments page by page, and lose and repeat nothing", async () => {
    const ente = await stage.addEnte();
    const ids = (await storedAt(ente, 1, 3, 3, 3, 4, 5)).map(({ id }) => id);
    for (const limit of [1, 2, 3, 6, 50]) {
      const read: string[] = [];
      let after: string | null = null;
      do {
        const from: string | null = after;
        const page: Page<AttachmentUse> = await ente.run(({ reads }) =>
          reads.attachmentPage(ente.citizen.id, { after: from, limit }),
        );
        expect(page.rows.length).toBeLessThanOrEqual(limit);
        read.push(...page.rows.map(({ attachment }) => attachment.id));
        after = page.next;
      } while (after !== null);
      expect(read).toEqual(ids.toReversed());
    }
    for (const after of ['', 'x', '1_x', '\u0000', '99999999999999999_x']) {
      const page = await ente.run(({ reads }) => reads.attachmentPage(ente.citizen.id, { after, limit: 50 }));
      expect(page.rows).toHaveLength(6);
    }
  });

  it('give the newest 200 attachments to be used again', async () => {
    const ente = await stage.addEnte();
    const uploaded = await storedAt(ente, ...Array.from({ length: MOST_ATTACHMENTS + 1 }, (_, minute) => minute));
    const newest = await ente.run(({ reads }) => reads.attachmentsOf(ente.citizen.id));
    expect(newest).toEqual(uploaded.slice(1).toReversed());
  });
};
