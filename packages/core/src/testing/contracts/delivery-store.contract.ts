import { describe, expect, it } from '@jest/globals';
import { MAX_DELIVERY_ATTEMPTS } from '../../practice/delivery.ts';
import type { Effect } from '../../practice/effect.ts';
import { deliveryIdSchema } from '../../shared/ids.ts';
import { blockedDeliveries } from './blocked-deliveries.ts';
import { type DatabaseUnderTest, minutesLater, NOW, type StagedEnte, useStage } from './stage.ts';

/** A database that can tell which jobs wait. */
export interface QueueUnderTest extends DatabaseUnderTest {
  /** Ids of the deliveries whose job was queued and not done, of all enti. */
  jobs(): Promise<readonly string[]>;
}

const REGISTER: Effect = { kind: 'register_request' };
const MAIL: Effect = { kind: 'mail', template: 'pratica_inviata', operatorId: null };

/** The promise of `DeliveryStore`. @param open an empty database with its queue */
export const deliveryStoreContract = (name: string, open: () => Promise<QueueUnderTest>): void => {
  describe(`${name} as a store of deliveries`, () => {
    const stage = useStage(open);
    blockedDeliveries(stage);
    const newId = () => deliveryIdSchema.parse(stage.ids.next());

    /** A delivery that waits, of a practice of the ente. */
    const waiting = async ({ run, storedDraft }: StagedEnte) => {
      const [id, practice] = [newId(), await storedDraft()];
      await run(({ deliveries }) => deliveries.enqueue(id, practice.id, MAIL, NOW));
      return { id, practice, read: () => run(({ deliveries }) => deliveries.byId(id)) };
    };

    it('writes a delivery and queues its job when the transaction commits', async () => {
      const { run, storedDraft, operator } = await stage.addEnte();
      const [id, practice] = [newId(), await storedDraft()];
      const effect: Effect = { kind: 'mail', template: 'nuova_pratica', operatorId: operator.id };
      await run(async ({ deliveries }) => {
        await deliveries.enqueue(id, practice.id, effect, NOW);
        expect(await stage.under.jobs()).not.toContain(id);
      });
      expect(await stage.under.jobs()).toContain(id);
      expect(await run(({ deliveries }) => deliveries.byId(id))).toEqual({
        id,
        practiceId: practice.id,
        effect,
        state: 'in_attesa',
        attempts: 0,
        lastError: null,
        createdAt: NOW,
        completedAt: null,
      });
    });

    it('writes no delivery and queues no job when the transaction fails', async () => {
      const { run, storedDraft } = await stage.addEnte();
      const [id, practice] = [newId(), await storedDraft()];
      const failing = run(async ({ deliveries }) => {
        await deliveries.enqueue(id, practice.id, REGISTER, NOW);
        throw new Error('changed my mind');
      });
      await expect(failing).rejects.toThrow('changed my mind');
      expect(await stage.under.jobs()).not.toContain(id);
      expect(await run(({ deliveries }) => deliveries.byId(id))).toBeNull();
    });

    it('gives the deliveries of a practice, oldest first, those of one moment in the order of writing', async () => {
      const { run, storedDraft } = await stage.addEnte();
      const [practice, other] = [await storedDraft(), await storedDraft()];
      const [last, third, second, first] = [newId(), newId(), newId(), newId()];
      await run(async ({ deliveries }) => {
        await deliveries.enqueue(last, practice.id, MAIL, minutesLater(1));
        for (const id of [first, second, third]) await deliveries.enqueue(id, practice.id, MAIL, NOW);
        await deliveries.fail(first, 'no route to host', false);
        await deliveries.complete(second, minutesLater(2));
      });
      const found = await run(({ deliveries }) => deliveries.of(practice.id));
      expect(found.map(({ id }) => id)).toEqual([first, second, third, last]);
      expect(await run(({ deliveries }) => deliveries.of(other.id))).toEqual([]);
    });

    it('marks a delivery done, and keeps the first date and time of it', async () => {
      const ente = await stage.addEnte();
      const { id, read } = await waiting(ente);
      await ente.run(({ deliveries }) => deliveries.complete(id, minutesLater(1)));
      expect(await read()).toMatchObject({ state: 'consegnata', completedAt: minutesLater(1) });
      await ente.run(({ deliveries }) => deliveries.complete(id, minutesLater(9)));
      await ente.run(({ deliveries }) => deliveries.fail(id, 'too late to fail', true));
      const done = { state: 'consegnata', completedAt: minutesLater(1), attempts: 0, lastError: null };
      expect(await read()).toMatchObject(done);
    });

    it('marks a delivery that had no address to go to, which is not delivered and is not tried again', async () => {
      const ente = await stage.addEnte();
      const { id, read } = await waiting(ente);
      await ente.run(({ deliveries }) => deliveries.complete(id, minutesLater(1), 'senza_indirizzo'));
      await ente.run(({ deliveries }) => deliveries.complete(id, minutesLater(9)));
      await ente.run(({ deliveries }) => deliveries.fail(id, 'too late to fail', true));
      expect(await ente.run(({ deliveries }) => deliveries.retry(id))).toBe(false);
      const ended = { state: 'senza_indirizzo', completedAt: minutesLater(1), attempts: 0, lastError: null };
      expect(await read()).toMatchObject(ended);
    });

    it('counts the attempts that fail, with the last error, and gives up at the last one', async () => {
      const ente = await stage.addEnte();
      const { id, read } = await waiting(ente);
      const fail = (error: string) => ente.run(({ deliveries }) => deliveries.fail(id, error, false));
      for (let attempt = 1; attempt < MAX_DELIVERY_ATTEMPTS; attempt += 1) await fail(`attempt ${attempt}`);
      const attempts = MAX_DELIVERY_ATTEMPTS - 1;
      expect(await read()).toMatchObject({ state: 'in_attesa', attempts, lastError: `attempt ${attempts}` });
      await fail('no more');
      expect(await read()).toMatchObject({ state: 'bloccata', attempts: attempts + 1, lastError: 'no more' });
    });

    it('gives up at once when a failure is final, and takes a success that comes all the same', async () => {
      const ente = await stage.addEnte();
      const { id, read } = await waiting(ente);
      await ente.run(({ deliveries }) => deliveries.fail(id, 'no such mailbox', true));
      expect(await read()).toMatchObject({ state: 'bloccata', attempts: 1, lastError: 'no such mailbox' });
      await ente.run(({ deliveries }) => deliveries.complete(id, minutesLater(1)));
      expect(await read()).toMatchObject({ state: 'consegnata', completedAt: minutesLater(1) });
    });

    it('marks what is handed over, once, until the mark is taken away', async () => {
      const ente = await stage.addEnte();
      const { id } = await waiting(ente);
      const mark = () => ente.run(({ deliveries }) => deliveries.saveHandedOver(id, NOW));
      const isMarked = () => ente.run(({ deliveries }) => deliveries.isHandedOver(id));
      expect(await isMarked()).toBe(false);
      expect((await Promise.all([mark(), mark(), mark()])).toSorted()).toEqual([false, false, true]);
      expect(await isMarked()).toBe(true);
      await ente.run(({ deliveries }) => deliveries.forgetHandedOver(id));
      expect(await isMarked()).toBe(false);
      expect(await mark()).toBe(true);
    });

    it.each(['senza_app_io', 'non_riuscita'] as const)('keeps that a message on App IO ended as %s', async (end) => {
      const ente = await stage.addEnte();
      const [id, practice] = [newId(), await ente.storedDraft()];
      const effect: Effect = { kind: 'app_io', template: 'pratica_accettata' };
      await ente.run(({ deliveries }) => deliveries.enqueue(id, practice.id, effect, NOW));
      await ente.run(({ deliveries }) => deliveries.complete(id, NOW, end));
      expect(await ente.run(({ deliveries }) => deliveries.byId(id))).toMatchObject({ effect, state: end });
    });

    it('takes up again a delivery that is blocked, from the first attempt, and no other', async () => {
      const ente = await stage.addEnte();
      const { id, read } = await waiting(ente);
      const retry = () => ente.run(({ deliveries }) => deliveries.retry(id));
      expect(await retry()).toBe(false);
      await ente.run(({ deliveries }) => deliveries.fail(id, 'no such mailbox', true));
      expect(await retry()).toBe(true);
      expect(await read()).toMatchObject({ state: 'in_attesa', attempts: 0, lastError: 'no such mailbox' });
      expect(await stage.under.jobs()).toContain(id);
      await ente.run(({ deliveries }) => deliveries.complete(id, NOW));
      expect(await retry()).toBe(false);
    });

    it('queues the job of one that waits when what it waits for has come, from the first attempt, and of no other', async () => {
      const ente = await stage.addEnte();
      const { id, read } = await waiting(ente);
      await ente.run(({ deliveries }) => deliveries.fail(id, 'not today', false));
      const wake = () => ente.run(({ deliveries }) => deliveries.wake(id));
      expect(await wake()).toBe(true);
      expect(await read()).toMatchObject({ state: 'in_attesa', attempts: 0, lastError: 'not today' });
      expect(await stage.under.jobs()).toContain(id);
      await ente.run(({ deliveries }) => deliveries.fail(id, 'no such mailbox', true));
      expect(await wake()).toBe(false);
      await ente.run(({ deliveries }) => deliveries.complete(id, NOW));
      expect(await wake()).toBe(false);
    });

    it('tells when what waits is tried next, of its own ente alone', async () => {
      const [ente, other] = [await stage.addEnte(), await stage.addEnte()];
      const [waits, blocked, done] = [await waiting(ente), await waiting(ente), await waiting(ente)];
      await ente.run(({ deliveries }) => deliveries.complete(done.id, NOW));
      await ente.run(({ deliveries }) => deliveries.fail(blocked.id, 'no such mailbox', true));
      const next = await ente.run(({ deliveries }) => deliveries.nextAttempts([waits.id, newId()]));
      expect([...next.keys()]).toEqual([waits.id]);
      expect(next.get(waits.id)).toBeInstanceOf(Date);
      expect(await other.run(({ deliveries }) => deliveries.nextAttempts([waits.id]))).toEqual(new Map());
      expect(await ente.run(({ deliveries }) => deliveries.nextAttempts([]))).toEqual(new Map());
    });

    it('says whether a failure has blocked the delivery', async () => {
      const ente = await stage.addEnte();
      const { id } = await waiting(ente);
      const fail = (final: boolean) => ente.run(({ deliveries }) => deliveries.fail(id, 'again', final));
      expect([await fail(false), await fail(true)]).toEqual([false, true]);
      await ente.run(({ deliveries }) => deliveries.complete(id, NOW));
      expect(await fail(true)).toBe(false);
    });

    it('queues the mail about what is blocked at most once an hour, of each ente, however much is blocked meanwhile', async () => {
      const [ente, other] = [await stage.addEnte(), await stage.addEnte()];
      const tell = async ({ run }: StagedEnte, minutes: number) => {
        const id = newId();
        await run(({ deliveries }) => deliveries.enqueueNotice(id, minutesLater(minutes)));
        return (await stage.under.jobs()).includes(id);
      };
      expect(await tell(ente, 0)).toBe(true);
      expect(await tell(ente, 1)).toBe(true); // for the end of the hour
      for (const minutes of [1, 2, 59]) expect(await tell(ente, minutes)).toBe(false);
      expect(await tell(other, 2)).toBe(true);
      expect(await tell(ente, 60)).toBe(true);
      expect(await tell(ente, 61)).toBe(false);
      expect(await tell(ente, 300)).toBe(true);
    });

    it('counts every one of the attempts that fail at once', async () => {
      const ente = await stage.addEnte();
      const { id, read } = await waiting(ente);
      await Promise.all([1, 2, 3, 4].map(() => ente.run(({ deliveries }) => deliveries.fail(id, 'again', false))));
      expect((await read())?.attempts).toBe(4);
    });

    it('takes whatever a remote system says as its error', async () => {
      const ente = await stage.addEnte();
      const { id, read } = await waiting(ente);
      const endless = `550 è \u0000 "così" \\ ${'x'.repeat(100_000)}`;
      await ente.run(({ deliveries }) => deliveries.fail(id, endless, false));
      const kept = (await read())?.lastError ?? '';
      expect(kept).toMatch(/^550 è {2}"così" \\ x+$/u);
      expect(kept.length).toBeLessThan(10_000);
    });
  });
};
