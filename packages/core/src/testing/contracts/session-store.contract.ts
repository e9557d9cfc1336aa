import { describe, expect, it } from '@jest/globals';
import type { ProviderSession } from '../../ports/identity-federation.ts';
import { MOST_BLOCKED, type SessionStore } from '../../ports/session-store.ts';
import type { Effect } from '../../practice/effect.ts';
import { newRegistration } from '../../practice/registration-record.ts';
import { type CitizenId, deliveryIdSchema, type OperatorId } from '../../shared/ids.ts';
import { anOperator, aTermsDocument } from '../builders.ts';
import { type DatabaseUnderTest, minutesLater, NOW, useStage } from './stage.ts';

export interface SessionsUnderTest extends DatabaseUnderTest {
  readonly sessions: SessionStore;
}

const LATER = minutesLater(1);
const TIMES = { expiresAt: LATER, endsAt: minutesLater(3) };

/** A session of a citizen who has just signed in. */
const aCitizenSession = (id: CitizenId, provider: ProviderSession | null = null) =>
  ({ kind: 'citizen', id, level: 2, provider }) as const;

/** A session of an operator who has just signed in. */
const anOffice = (id: OperatorId, given: { readonly epoch?: number; readonly awaitsCode?: boolean } = {}) =>
  ({ kind: 'operator', id, epoch: 0, awaitsCode: false, ...given }) as const;

/** The promise of `SessionStore`. @param open an empty database with its sessions */
export const sessionStoreContract = (name: string, open: () => Promise<SessionsUnderTest>): void => {
  describe(`${name} as a store of sessions`, () => {
    const stage = useStage(open);

    /** An ente with a session of its citizen and one of its operator. */
    const withSessions = async () => {
      const ente = await stage.addEnte();
      const { tenant, citizen, operator } = ente;
      const { sessions } = stage.under;
      await sessions.create(tenant.id, 'c', aCitizenSession(citizen.id), TIMES);
      await sessions.create(tenant.id, 'o', anOffice(operator.id), TIMES);
      const session = (tokenHash: string, now: Date = NOW) => sessions.find(tenant.id, tokenHash, now);
      const find = async (tokenHash: string, now?: Date) => (await session(tokenHash, now))?.signedIn ?? null;
      const prolong = (tokenHash: string, now: Date, expiresAt: Date) =>
        sessions.prolong(tenant.id, tokenHash, now, expiresAt);
      return { ...ente, sessions, session, find, prolong };
    };

    it('finds who signed in, citizen or operator', async () => {
      const { find, citizen, operator } = await withSessions();
      expect(await find('c')).toEqual({ kind: 'citizen', citizen, level: 2, termsPending: false });
      expect(await find('o')).toEqual({ kind: 'operator', operator, epoch: 0, awaits: null, blocked: 0 });
      expect(await find('unknown')).toBeNull();
      expect(await find('')).toBeNull();
    });

    it('counts with an operator what is blocked of their services, up to a hundred', async () => {
      const { find, run, sessions, tenant, operator, storedDraft } = await withSessions();
      const idle = anOperator(stage.ids.next(), { email: 'altro@comune.example', services: [] });
      await stage.under.setup.addOperator(tenant.id, idle, 'hash');
      await sessions.create(tenant.id, 'idle', anOffice(idle.id), TIMES);
      const { id: practiceId } = await storedDraft({ state: 'inviata', submittedAt: NOW });
      const block = (effect: Effect) =>
        run(async ({ deliveries }) => {
          const id = deliveryIdSchema.parse(stage.ids.next());
          await deliveries.enqueue(id, practiceId, effect, NOW);
          await deliveries.fail(id, 'refused', true);
          return id;
        });
      const counts = async () =>
        [await find('o'), await find('idle')].map((one) => one?.kind === 'operator' && one.blocked);
      const first = await block({ kind: 'register_request' });
      await block({ kind: 'mail', template: 'pratica_inviata', operatorId: null });
      await block({ kind: 'mail', template: 'bozza_due_giorni', operatorId: null });
      expect(await counts()).toEqual([2, 0]);
      await run(({ deliveries }) => deliveries.retry(first));
      expect(await counts()).toEqual([1, 0]);
      // A number that was asked for more than a day ago waits for them as well, one that was asked for later does not.
      for (const [key, minutes] of [
        ['tardi', -1],
        ['ieri', 0],
      ] as const) {
        const askedAt = minutesLater(minutes - 24 * 60);
        const record = newRegistration({ key, practiceId, book: 'PEC', main: 'ab' });
        await run(({ registrations }) => registrations.open({ ...record, state: 'in_attesa', askedAt }));
      }
      expect(await counts()).toEqual([2, 0]);

      for (let count = 0; count < MOST_BLOCKED; count += 1) await block({ kind: 'register_request' });
      expect(await counts()).toEqual([MOST_BLOCKED, 0]);
      const { name, role } = operator;
      await run(({ accounts }) => accounts.update(operator.id, { name, role, services: [], enabled: true }, 0));
      expect(await counts()).toEqual([0, 0]);
    });

    it('finds the citizen as they are now', async () => {
      const { find, run, citizen } = await withSessions();
      const residenza = { via: 'Via Dante', civico: '3/b', cap: '38068', comune: 'Rovereto', provincia: 'TN' };
      const profile = { contacts: { email: null, telefono: '333 1' }, residenza, domicilio: null };
      await run(({ citizens }) => citizens.saveProfile(citizen.id, profile, NOW));
      expect(await find('c')).toMatchObject({ citizen: { id: citizen.id, ...profile } });
    });

    it('does not find a session that has expired', async () => {
      const { find } = await withSessions();
      expect(await find('c', new Date(LATER.getTime() - 1))).not.toBeNull();
      expect(await find('c', LATER)).toBeNull();
      expect(await find('o', minutesLater(2))).toBeNull();
    });

    it('says until when a session lasts', async () => {
      const { session } = await withSessions();
      expect(await session('c')).toMatchObject(TIMES);
      expect(await session('o')).toMatchObject(TIMES);
    });

    it('prolongs a session in use, and no other', async () => {
      const { session, find, prolong } = await withSessions();
      await prolong('c', NOW, minutesLater(2));
      expect(await session('c', LATER)).toMatchObject({ expiresAt: minutesLater(2), endsAt: TIMES.endsAt });
      expect(await find('c', minutesLater(2))).toBeNull();
      expect(await find('o', LATER)).toBeNull();
    });

    it('makes no session shorter, and none last beyond its end', async () => {
      const { session, find, prolong } = await withSessions();
      await prolong('c', NOW, NOW);
      expect(await session('c')).toMatchObject(TIMES);
      await prolong('c', NOW, minutesLater(60));
      expect(await session('c')).toMatchObject({ expiresAt: TIMES.endsAt });
      expect(await find('c', TIMES.endsAt)).toBeNull();
    });

    it('does not prolong a session that has expired, was ended or is of another ente', async () => {
      const { find, prolong, sessions, tenant } = await withSessions();
      const other = await stage.addEnte();
      await sessions.prolong(other.tenant.id, 'c', NOW, minutesLater(2));
      await prolong('o', LATER, minutesLater(2));
      expect(await find('c', LATER)).toBeNull();
      expect(await find('o', LATER)).toBeNull();
      await sessions.end(tenant.id, 'c');
      await prolong('c', NOW, minutesLater(2));
      expect(await find('c')).toBeNull();
    });

    it('does not find a session that was ended, and ends no other', async () => {
      const { find, sessions, tenant } = await withSessions();
      await sessions.end(tenant.id, 'c');
      await sessions.end(tenant.id, 'c');
      expect(await find('c')).toBeNull();
      expect(await find('o')).not.toBeNull();
    });

    it('gives back at its end the session of the provider that goes with it, once', async () => {
      const { sessions, tenant, citizen } = await withSessions();
      const provider: ProviderSession = {
        federation: 'spid',
        provider: 'https://idp.example',
        nameId: '_n',
        nameQualifier: '',
        sessionIndex: null,
      };
      await sessions.create(tenant.id, 'spid', aCitizenSession(citizen.id, provider), TIMES);
      expect(await sessions.end(tenant.id, 'spid')).toEqual(provider);
      for (const none of ['spid', 'c', 'o', 'unknown']) expect(await sessions.end(tenant.id, none)).toBeNull();
    });

    it('ends the sessions that go with one of a provider, all of a person’s or those that are named, and those without a name', async () => {
      const { find, sessions, tenant, citizen } = await withSessions();
      const other = await stage.addEnte();
      const person = { federation: 'spid', provider: 'https://idp.example', nameId: '_n' } as const;
      const add = (tokenHash: string, sessionIndex: string | null, changed: Partial<ProviderSession> = {}) => {
        const provider = { ...person, nameQualifier: 'q', sessionIndex, ...changed };
        return sessions.create(tenant.id, tokenHash, aCitizenSession(citizen.id, provider), TIMES);
      };
      await add('one', '_1');
      await add('two', '_2');
      await add('silent', null);
      await add('person', '_1', { nameId: '_m' });
      await add('elsewhere', '_1', { provider: 'https://other.example' });
      await add('card', '_1', { federation: 'cie' });
      const end = (indexes: readonly string[], of = tenant.id) => sessions.endOfProvider(of, person, indexes);
      const left = async () => {
        const tokens = ['one', 'two', 'silent', 'person', 'elsewhere', 'card', 'c', 'o'];
        const found = await Promise.all(tokens.map(async (token) => ((await find(token)) === null ? [] : [token])));
        return found.flat();
      };
      expect(await end([], other.tenant.id)).toBe(0);
      expect(await end(['_2', '_3'])).toBe(2);
      expect(await left()).toEqual(['one', 'person', 'elsewhere', 'card', 'c', 'o']);
      expect(await end([])).toBe(1);
      expect(await left()).toEqual(['person', 'elsewhere', 'card', 'c', 'o']);
    });

    it('neither finds nor ends a session of another ente', async () => {
      const { find, sessions } = await withSessions();
      const other = await stage.addEnte();
      expect(await sessions.find(other.tenant.id, 'c', NOW)).toBeNull();
      await sessions.end(other.tenant.id, 'c');
      expect(await find('c')).not.toBeNull();
    });

    it('does not find the session of an operator who was disabled', async () => {
      const { find, run, tenant, operator, service, sessions } = await withSessions();
      const colleague = anOperator(stage.ids.next(), { email: 'c@comune.example', services: [service.id] });
      await stage.under.setup.addOperator(tenant.id, colleague, 'hash');
      await sessions.create(tenant.id, 'colleague', anOffice(colleague.id), TIMES);
      await run(({ accounts }) => accounts.update(operator.id, { ...operator, enabled: false }, 0));
      expect(await find('o')).toBeNull();
      expect(await find('colleague')).toMatchObject({ kind: 'operator', operator: colleague });
    });

    it('does not find the sessions of an operator from before all of them were ended', async () => {
      const { find, run, tenant, operator, sessions } = await withSessions();
      await run(({ accounts }) => accounts.endSessions(operator.id));
      expect(await find('o')).toBeNull();
      // Who signed in with what was good before is not let in after.
      await sessions.create(tenant.id, 'late', anOffice(operator.id), TIMES);
      expect(await find('late')).toBeNull();
      await sessions.create(tenant.id, 'new', anOffice(operator.id, { epoch: 1 }), TIMES);
      expect(await find('new')).toMatchObject({ kind: 'operator', epoch: 1 });
    });

    it('says what an operator has to do first: give the code, or set up the second factor that they must have', async () => {
      const { find, run, tenant, operator, sessions } = await withSessions();
      await sessions.create(tenant.id, 'half', anOffice(operator.id, { awaitsCode: true }), TIMES);
      expect(await find('half')).toMatchObject({ awaits: 'code' });
      const choices = { ...operator, role: 'amministratore' } as const;
      await run(({ accounts }) => accounts.update(operator.id, choices, 0));
      expect(await find('o')).toMatchObject({ awaits: 'second_factor' });
      expect(await find('half')).toMatchObject({ awaits: 'code' });
      await run(({ accounts }) => accounts.saveSecondFactor(operator.id, 'sealed', 1, []));
      await sessions.create(tenant.id, 'full', anOffice(operator.id, { epoch: 1 }), TIMES);
      expect(await find('full')).toMatchObject({ awaits: null });
    });

    it('says that terms are pending while the newest revision of a mandatory document is not accepted', async () => {
      const { find, run, tenant, citizen } = await withSessions();
      const publish = async (key: string, revision: number, mandatory: boolean) => {
        const document = aTermsDocument(stage.ids.next(), { key, revision, mandatory });
        await stage.under.setup.publishTerms(tenant.id, document);
        return document.id;
      };
      const pending = async () => {
        const found = await find('c');
        return found?.kind === 'citizen' && found.termsPending;
      };
      const accept = (id: Awaited<ReturnType<typeof publish>>) => run(({ terms }) => terms.accept(citizen.id, id, NOW));
      await publish('newsletter', 1, false);
      expect(await pending()).toBe(false);
      const first = await publish('condizioni', 1, true);
      expect(await pending()).toBe(true);
      await accept(first);
      expect(await pending()).toBe(false);
      const second = await publish('condizioni', 2, true);
      expect(await pending()).toBe(true);
      await accept(second);
      expect(await pending()).toBe(false);
      // What is no longer mandatory asks nothing.
      await publish('privacy', 1, true);
      await publish('privacy', 2, false);
      expect(await pending()).toBe(false);
    });
  });
};
