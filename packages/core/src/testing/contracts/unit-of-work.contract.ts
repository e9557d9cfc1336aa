import { describe, expect, it } from '@jest/globals';
import type { Stores } from '../../ports/unit-of-work.ts';
import { deliveryIdSchema, termsIdSchema } from '../../shared/ids.ts';
import { anAttachment, anotherCitizen, aProfile, aTermsDocument } from '../builders.ts';
import { type DatabaseUnderTest, NOW, type StagedEnte, useStage } from './stage.ts';
import { tenantIsolation } from './tenant-isolation.ts';

/** Something that each store reads, to be asked for later. */
const readings = (
  { citizen, service, operator, newDraft }: StagedEnte,
  { citizens, terms, services, practices, timeline, attachments, operators, deliveries, reads }: Stores,
): readonly (() => Promise<unknown>)[] => {
  const { id } = newDraft();
  return [
    () => citizens.byId(citizen.id),
    () => terms.current(),
    () => services.list(),
    () => practices.byId(id),
    () => timeline.of(id),
    () => attachments.of(id),
    () => operators.enabledFor(service.id),
    () => deliveries.of(id),
    () => reads.operatorDesk(operator.id),
  ];
};

/** The promise of `UnitOfWork`. @param open an empty database */
export const unitOfWorkContract = (name: string, open: () => Promise<DatabaseUnderTest>): void => {
  describe(`${name} as a unit of work`, () => {
    const stage = useStage(open);

    it('gives back what the work gives, and keeps all that it wrote', async () => {
      const { run, newDraft } = await stage.addEnte();
      const [one, two] = [newDraft(), newDraft()];
      const given = await run(async ({ practices, timeline }) => {
        for (const draft of [one, two]) await practices.insert(draft, false);
        await timeline.append(two.id, { event: 'bozza', at: NOW, operatorId: null });
        return 'done';
      });
      expect(given).toBe('done');
      await run(async ({ practices, timeline }) => {
        for (const draft of [one, two]) expect(await practices.byId(draft.id)).toEqual(draft);
        expect(await timeline.of(two.id)).toHaveLength(1);
      });
    });

    it('leaves nothing behind when the work fails, and says why', async () => {
      const { run, storedDraft, newDraft, citizen } = await stage.addEnte();
      const [before, draft] = [await storedDraft(), newDraft()];
      const anna = anotherCitizen(stage.ids.next());
      const work = run(async ({ citizens, practices, timeline, attachments }) => {
        await citizens.insert(anna);
        await practices.insert(draft, false);
        await practices.saveAnswers(before.id, citizen.id, { uso: 'lavoro' }, 'nota', NOW);
        await timeline.append(before.id, { event: 'inviata', at: NOW, operatorId: null });
        await attachments.insert(anAttachment(stage.ids.next(), { citizenId: citizen.id }));
        throw new Error('changed my mind');
      });
      await expect(work).rejects.toThrow('changed my mind');
      await run(async ({ citizens, practices, timeline, reads }) => {
        expect(await citizens.byId(anna.id)).toBeNull();
        expect(await practices.byId(draft.id)).toBeNull();
        expect(await practices.ownedBy(before.id, citizen.id)).toMatchObject({ practice: before, privateNote: '' });
        expect(await timeline.of(before.id)).toEqual([]);
        expect(await reads.attachmentsOf(citizen.id)).toEqual([]);
      });
    });

    it('leaves nothing behind when a store fails and the work goes on as if it had not', async () => {
      const { run, newDraft, citizen } = await stage.addEnte();
      const draft = newDraft();
      const unknown = termsIdSchema.parse(stage.ids.next());
      const work = run(async ({ practices, terms }) => {
        await practices.insert(draft, false);
        await terms.accept(citizen.id, unknown, NOW).catch(() => undefined);
      });
      await expect(work).rejects.toThrow();
      expect(await run(({ practices }) => practices.byId(draft.id))).toBeNull();
    });

    it('goes on with the next work after one that failed', async () => {
      const { run } = await stage.addEnte();
      const works = [1, 2, 3, 4, 5, 6].map((number) =>
        run(async ({ services }) => {
          await services.list();
          if (number % 2 === 0) throw new Error('even');
          return number;
        }),
      );
      const settled = await Promise.allSettled(works);
      expect(settled.map(({ status }) => status === 'fulfilled')).toEqual([true, false, true, false, true, false]);
    });

    it.each(['run', 'read'] as const)(
      'lets no store of "%s" be used after the end of its transaction',
      async (mode) => {
        const ente = await stage.addEnte();
        const kept = await stage.under.unitOfWork[mode](ente.tenant.id, async (stores) => readings(ente, stores));
        for (const read of kept) await expect(read()).rejects.toThrow('ended');
      },
    );

    it('lets no store be used after its transaction failed', async () => {
      const { run, newDraft } = await stage.addEnte();
      const kept: Stores['practices'][] = [];
      const work = run(async ({ practices }) => {
        kept.push(practices);
        throw new Error('changed my mind');
      });
      await expect(work).rejects.toThrow('changed my mind');
      for (const practices of kept) await expect(practices.byId(newDraft().id)).rejects.toThrow('ended');
    });

    it('reads all that there is, in work that only reads', async () => {
      const { run, tenant, storedDraft, citizen } = await stage.addEnte();
      const draft = await storedDraft();
      await run(({ timeline }) => timeline.append(draft.id, { event: 'bozza', at: NOW, operatorId: null }));
      const seen = await stage.under.unitOfWork.read(tenant.id, async ({ practices, timeline, citizens, reads }) => [
        await practices.byId(draft.id),
        (await timeline.of(draft.id)).length,
        await citizens.byId(citizen.id),
        (await reads.citizenCounts(citizen.id)).bozza,
      ]);
      expect(seen).toEqual([draft, 1, citizen, 1]);
    });

    it('refuses to write, in work that only reads', async () => {
      const { run, tenant, storedDraft, newDraft, citizen } = await stage.addEnte();
      const terms = aTermsDocument(stage.ids.next());
      await stage.under.setup.publishTerms(tenant.id, terms);
      const draft = await storedDraft();
      const [delivery, anna] = [deliveryIdSchema.parse(stage.ids.next()), anotherCitizen(stage.ids.next())];
      const attachment = anAttachment(stage.ids.next(), { citizenId: citizen.id });
      const entry = { event: 'bozza', at: NOW, operatorId: null } as const;
      const writings: readonly ((stores: Stores) => Promise<unknown>)[] = [
        ({ citizens }) => citizens.insert(anna),
        ({ citizens }) => citizens.saveIdentity(citizen.id, citizen.identity),
        ({ citizens }) => citizens.saveProfile(citizen.id, aProfile(), NOW),
        (stores) => stores.terms.accept(citizen.id, terms.id, NOW),
        ({ practices }) => practices.insert(newDraft(), false),
        ({ practices }) => practices.update({ ...draft, version: 2 }, 1),
        ({ practices }) => practices.saveAnswers(draft.id, citizen.id, { uso: 'lavoro' }, null, NOW),
        ({ practices }) => practices.savePrivateNote(draft.id, citizen.id, 'nota', NOW),
        ({ practices }) => practices.lock(draft.id),
        ({ timeline }) => timeline.append(draft.id, entry),
        ({ attachments }) => attachments.insert(attachment),
        ({ attachments }) => attachments.tie(draft.id, [attachment.id]),
        ({ deliveries }) => deliveries.enqueue(delivery, draft.id, { kind: 'render_answer' }, NOW),
        ({ deliveries }) => deliveries.retry(delivery),
        ({ deliveries }) => deliveries.complete(delivery, NOW),
        ({ deliveries }) => deliveries.fail(delivery, 'error', false),
      ];
      for (const write of writings) await expect(stage.under.unitOfWork.read(tenant.id, write)).rejects.toThrow();
      await run(async ({ citizens, practices, timeline, deliveries }) => {
        expect(await citizens.byId(citizen.id)).toEqual(citizen);
        expect(await practices.byId(draft.id)).toEqual(draft);
        expect(await timeline.of(draft.id)).toEqual([]);
        expect(await deliveries.of(draft.id)).toEqual([]);
      });
    });

    tenantIsolation(stage);
  });
};
