import { describe, expect, it } from '@jest/globals';
import { newInvitation } from '../../operator/invitation.ts';
import { MAX_DELIVERY_ATTEMPTS } from '../../practice/delivery.ts';
import { deliveryIdSchema } from '../../shared/ids.ts';
import { anOperator } from '../builders.ts';
import type { QueueUnderTest } from './delivery-store.contract.ts';
import { minutesLater, NOW, type StagedEnte, useStage } from './stage.ts';

const QUEUED = { state: 'in_attesa', attempts: 0, lastError: null, completedAt: null };

/** The promise of `InvitationStore`. @param open an empty database with its queue */
export const invitationStoreContract = (name: string, open: () => Promise<QueueUnderTest>): void => {
  describe(`${name} as a store of invitations`, () => {
    const stage = useStage(open);
    const made = ({ operator }: Pick<StagedEnte, 'operator'>, kind: 'invito' | 'reset' = 'reset', at = NOW) =>
      newInvitation(deliveryIdSchema.parse(stage.ids.next()), operator.id, kind, at);

    const invited = async (ente: StagedEnte) => {
      const invitation = made(ente);
      await ente.run(({ invitations }) => invitations.insert(invitation));
      const read = () => ente.run(({ invitations }) => invitations.byId(invitation.id));
      return { invitation, read };
    };

    it('writes an invitation and queues its mail when the transaction commits, and neither when it fails', async () => {
      const ente = await stage.addEnte();
      const { invitation, read } = await invited(ente);
      expect(await stage.under.jobs()).toContain(invitation.id);
      expect(await read()).toEqual({ invitation, mail: QUEUED });
      const never = made(ente);
      const failing = ente.run(async ({ invitations }) => {
        await invitations.insert(never);
        throw new Error('changed my mind');
      });
      await expect(failing).rejects.toThrow('changed my mind');
      expect(await stage.under.jobs()).not.toContain(never.id);
      expect(await ente.run(({ invitations }) => invitations.byId(never.id))).toBeNull();
    });

    it('lets a newer one take the place of the older, and gives the newest', async () => {
      const ente = await stage.addEnte();
      const first = await invited(ente);
      const second = made(ente, 'invito', minutesLater(1));
      await ente.run(({ invitations }) => invitations.insert(second));
      expect((await first.read())?.invitation.endedAt).toEqual(minutesLater(1));
      await ente.run(async ({ invitations }) => {
        expect((await invitations.latestOf(ente.operator.id))?.invitation).toEqual(second);
        expect(await invitations.use(first.invitation.id, minutesLater(2))).toBe(false);
        expect(await invitations.use(second.id, minutesLater(2))).toBe(true);
        expect(await invitations.latestOf(anOperator(stage.ids.next()).id)).toBeNull();
      });
    });

    it('is used once, also by two at once, and not when it is over', async () => {
      const ente = await stage.addEnte();
      const { invitation } = await invited(ente);
      const use = (at = minutesLater(1)) => ente.run(({ invitations }) => invitations.use(invitation.id, at));
      expect(await use(invitation.expiresAt)).toBe(false);
      expect((await Promise.all([use(), use(), use()])).filter(Boolean)).toHaveLength(1);
      expect(await use()).toBe(false);
    });

    it('ends all that an operator could still use, and those of nobody else', async () => {
      const ente = await stage.addEnte();
      const colleague = anOperator(stage.ids.next(), { email: 'c@comune.example' });
      await stage.under.setup.addOperator(ente.tenant.id, colleague, 'hash');
      const mine = await invited(ente);
      const other = made({ operator: colleague });
      await ente.run(async ({ invitations }) => {
        await invitations.insert(other);
        await invitations.endAll(ente.operator.id, minutesLater(1));
        expect(await invitations.use(mine.invitation.id, minutesLater(2))).toBe(false);
        expect(await invitations.use(other.id, minutesLater(2))).toBe(true);
      });
    });

    it('forgets what has been over for three months, when a new one is made', async () => {
      const ente = await stage.addEnte();
      const { invitation, read } = await invited(ente);
      const day = 24 * 60;
      await ente.run(({ invitations }) => invitations.insert(made(ente, 'reset', minutesLater(90 * day))));
      expect(await read()).toMatchObject({ invitation: { id: invitation.id } });
      await ente.run(({ invitations }) => invitations.insert(made(ente, 'reset', minutesLater(91 * day))));
      expect(await read()).toBeNull();
    });

    it('takes one for nobody, which looks like the others', async () => {
      const { run } = await stage.addEnte();
      const invitation = newInvitation(deliveryIdSchema.parse(stage.ids.next()), null, 'reset', NOW);
      await run(({ invitations }) => invitations.insert(invitation));
      expect(await run(({ invitations }) => invitations.byId(invitation.id))).toEqual({ invitation, mail: QUEUED });
      expect(await stage.under.jobs()).toContain(invitation.id);
    });

    it('shows what becomes of its mail, which can be taken up again when it is blocked', async () => {
      const ente = await stage.addEnte();
      const { invitation, read } = await invited(ente);
      const fail = (final: boolean) =>
        ente.run(({ deliveries }) => deliveries.fail(invitation.id, 'no such mailbox', final));
      await fail(false);
      expect((await read())?.mail).toEqual({ ...QUEUED, attempts: 1, lastError: 'no such mailbox' });
      await fail(true);
      expect((await read())?.mail).toMatchObject({ state: 'bloccata', attempts: 2 });
      expect(2).toBeLessThan(MAX_DELIVERY_ATTEMPTS);
      expect(await ente.run(({ deliveries }) => deliveries.retry(invitation.id))).toBe(true);
      await ente.run(({ deliveries }) => deliveries.complete(invitation.id, minutesLater(3), 'annullata'));
      const ended = { state: 'annullata', attempts: 0, lastError: 'no such mailbox', completedAt: minutesLater(3) };
      expect((await read())?.mail).toEqual(ended);
      expect(await ente.run(({ deliveries }) => deliveries.byId(invitation.id))).toBeNull();
    });

    it('is missed by whom its mail did not reach, while it is not used and nothing took its place', async () => {
      const ente = await stage.addEnte();
      const missing = (at = minutesLater(1)) => ente.run(({ invitations }) => invitations.undelivered(at));
      const add = async (name: string, kind: 'invito' | 'reset', enabled = true) => {
        const id = stage.ids.next();
        const operator = anOperator(id, { name, enabled, email: `${id}@comune.example` });
        await stage.under.setup.addOperator(ente.tenant.id, operator, 'hash');
        const invitation = made({ operator }, kind);
        await ente.run(async ({ invitations, deliveries }) => {
          await invitations.insert(invitation);
          await deliveries.fail(invitation.id, 'no such mailbox', true);
        });
        return { operator, invitation, shown: { id: operator.id, name } };
      };
      await invited(ente);
      expect(await missing()).toEqual([]);
      const zoe = await add('Zoe', 'invito');
      const anna = await add('anna', 'reset');
      await add('Disabilitata', 'invito', false);
      expect(await missing()).toEqual([anna.shown, zoe.shown]);
      // Nobody needs a link for a lost password that is over; who was invited still waits.
      expect(await missing(zoe.invitation.expiresAt)).toEqual([zoe.shown]);
      await ente.run(({ deliveries }) => deliveries.retry(anna.invitation.id));
      expect(await missing()).toEqual([zoe.shown]);
      await ente.run(({ invitations }) => invitations.insert(made(zoe, 'invito', minutesLater(1))));
      expect(await missing()).toEqual([]);
    });

    it('is of each ente alone', async () => {
      const [ente, other] = [await stage.addEnte(), await stage.addEnte()];
      const { invitation, read } = await invited(ente);
      await ente.run(({ deliveries }) => deliveries.fail(invitation.id, 'no such mailbox', true));
      await other.run(async ({ invitations }) => {
        expect(await invitations.byId(invitation.id)).toBeNull();
        expect(await invitations.latestOf(ente.operator.id)).toBeNull();
        expect(await invitations.undelivered(NOW)).toEqual([]);
        expect(await invitations.use(invitation.id, NOW)).toBe(false);
        await invitations.endAll(ente.operator.id, NOW);
      });
      expect((await read())?.invitation.endedAt).toBeNull();
    });
  });
};
