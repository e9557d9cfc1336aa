import { describe, expect, it } from '@jest/globals';
import type { WaitingPlace } from '../../ports/registration-store.ts';
import { type HandedOver, newRegistration, type RegistrationRecord } from '../../practice/registration-record.ts';
import { type DatabaseUnderTest, NOW, useStage } from './stage.ts';

const HANDED_OVER: HandedOver = {
  direction: 'uscita',
  subject: 'Risposta: Certificato «di nascita»',
  file: null,
  sentAt: NOW,
  main: { fileName: 'risposta.pdf', description: 'Risposta', sha256: 'ab'.repeat(32), size: 12 },
  attachments: [{ fileName: 'carta d’identità.pdf', description: 'Carta', sha256: 'cd'.repeat(32), size: 13 }],
};

/** The promise of `RegistrationStore`. @param open an empty database */
export const registrationStoreContract = (name: string, open: () => Promise<DatabaseUnderTest>): void => {
  describe(`${name} as a store of registrations`, () => {
    const stage = useStage(open);

    const opened = async () => {
      const ente = await stage.addEnte();
      const { id: practiceId } = await ente.storedDraft();
      const [book, main] = ['DOCAREA, protocollo.comune.example', 'ab'.repeat(32)];
      const record = newRegistration({ key: `${practiceId}:richiesta`, practiceId, book, main });
      await ente.run(({ registrations }) => registrations.open(record));
      const known = () => ente.run(({ registrations }) => registrations.byKey(record.key));
      const change = (
        changed: Partial<RegistrationRecord>,
        state: RegistrationRecord['state'],
        documents = record.documents,
        askedAt = record.askedAt,
      ) =>
        ente.run(({ registrations }) => registrations.change({ ...record, ...changed }, { state, documents, askedAt }));
      return { ente, record, known, change };
    };

    it('knows which registry was chosen for a service, else for the ente, and when it is the portal’s own', async () => {
      const { run, tenant, service } = await stage.addEnte();
      const chosen = () => run(({ registrations }) => registrations.choiceFor(service.id));
      const save = stage.under.setup.saveRegistryChoice;
      const [all, one] = ['tutti', 'uno'].map((sealed) => ({ kind: 'docarea', settings: { a: [1] }, sealed }) as const);
      expect(await chosen()).toBeNull();
      await save(tenant.id, null, all ?? null);
      expect(await chosen()).toEqual(all);
      await save(tenant.id, service.id, one ?? null);
      expect(await chosen()).toEqual(one);
      const both = await run(({ registrations }) => registrations.choices());
      expect(both).toEqual([
        { serviceId: null, choice: all },
        { serviceId: service.id, choice: one },
      ]);
      await save(tenant.id, null, null);
      expect(await chosen()).toEqual(one);
      await save(tenant.id, service.id, { ...all, kind: 'docarea', settings: {}, sealed: 'altro' });
      expect(await chosen()).toEqual({ kind: 'docarea', settings: {}, sealed: 'altro' });
      await save(tenant.id, service.id, null);
      expect(await chosen()).toBeNull();
      const other = await stage.addEnte();
      await save(tenant.id, null, all ?? null);
      expect(await other.run(({ registrations }) => registrations.choiceFor(other.service.id))).toBeNull();
      expect(await other.run(({ registrations }) => registrations.choices())).toEqual([]);
    });

    it('opens one for each key, and gives the one that is there', async () => {
      const { ente, record, known } = await opened();
      expect(await known()).toEqual(record);
      const again = { ...record, main: 'cd'.repeat(32), documents: ['x'] };
      expect(await ente.run(({ registrations }) => registrations.open(again))).toEqual(record);
      expect(await known()).toEqual(record);
    });

    it('opens one when eight come at once', async () => {
      const { ente, record } = await opened();
      const key = `${record.practiceId}:risposta`;
      const all = Array.from({ length: 8 }, (_, index) =>
        ente.run(({ registrations }) => registrations.open({ ...record, key, documents: [`d${index}`] })),
      );
      expect(new Set((await Promise.all(all)).map(({ documents }) => documents[0])).size).toBe(1);
    });

    it('keeps all that a step gave', async () => {
      const { ente, record, known, change } = await opened();
      const number = { number: '0000123', year: 2026, registeredAt: NOW };
      const handedOver = { ...HANDED_OVER, file: number };
      const whole = {
        book: 'P.I.Tre, pitre.example',
        prepared: { name: 'D-17' },
        documents: ['1', '«due»'],
        askedAt: NOW,
        handedOver,
        claim: { by: ente.operator.id, at: NOW },
        number,
      } as const;
      expect(await change({ ...whole, state: 'registrata' }, 'aperta')).toBe(true);
      expect(await known()).toEqual({ ...record, ...whole, state: 'registrata' });
    });

    it('knows the numbers of a book of an ente', async () => {
      const { ente, record, change } = await opened();
      const number = { number: '0000123', year: 2026, registeredAt: NOW };
      await change({ state: 'registrata', number }, 'aperta');
      const has = (given: string, year = 2026, { run } = ente, book = record.book) =>
        run(({ registrations }) => registrations.hasNumber({ number: given, year }, book));
      expect(await has('0000123')).toBe(true);
      expect(await has('0000124')).toBe(false);
      expect(await has('0000123', 2027)).toBe(false);
      expect(await has('0000123', 2026, await stage.addEnte())).toBe(false);
      expect(await has('0000123', 2026, ente, 'of another AOO')).toBe(false);
      expect(await ente.run(({ registrations }) => registrations.unsettledOf(record.practiceId))).toEqual([]);
    });

    it('tells one of two who would write the same number at once that it is taken', async () => {
      const { ente, record } = await opened();
      const number = { number: '0000123', year: 2026, registeredAt: NOW };
      const both = ['prima', 'seconda'].map((name) => ({ ...record, key: `${record.practiceId}:${name}` }));
      for (const one of both) await ente.run(({ registrations }) => registrations.open(one));
      const written = both.map((one) =>
        ente.run(
          async ({ registrations }) =>
            !(await registrations.hasNumber(number, one.book)) &&
            (await registrations.change({ ...one, state: 'registrata', number }, one)),
        ),
      );
      expect((await Promise.all(written)).filter(Boolean)).toEqual([true]);
    });

    it('lets one of those who ask for the number at once', async () => {
      const { known, change } = await opened();
      const all = Array.from({ length: 8 }, () => change({ state: 'chiesta', askedAt: NOW }, 'aperta'));
      expect((await Promise.all(all)).filter(Boolean)).toEqual([true]);
      expect((await known())?.state).toBe('chiesta');
      expect(await change({ state: 'aperta' }, 'registrata')).toBe(false);
      // Who asked before does not take the place of who asks now.
      const before = new Date(NOW.getTime() - 1);
      expect(await change({ state: 'in_dubbio' }, 'chiesta', [], before)).toBe(false);
      expect(await change({ state: 'in_dubbio', askedAt: NOW }, 'chiesta', [], NOW)).toBe(true);
    });

    it('is either taken by one who registers by hand or handed over by a job, when both come at once', async () => {
      const { ente, known, change } = await opened();
      const claim = { by: ente.operator.id, at: NOW };
      const both = await Promise.all([
        change({ state: 'a_mano', claim }, 'aperta'),
        change({ state: 'chiesta', askedAt: NOW }, 'aperta'),
      ]);
      expect(both.filter(Boolean)).toEqual([true]);
      expect((await known())?.state).toBe(both[0] ? 'a_mano' : 'chiesta');
    });

    it('lets one of those who hand over the next document at once', async () => {
      const { known, change } = await opened();
      const all = Array.from({ length: 4 }, (_, index) => change({ documents: [`d${index}`] }, 'aperta'));
      expect((await Promise.all(all)).filter(Boolean)).toEqual([true]);
      const first = (await known())?.documents ?? [];
      expect(await change({ documents: [...first, 'e'] }, 'aperta', first)).toBe(true);
      expect((await known())?.documents).toEqual([...first, 'e']);
    });

    it('knows which of a practice nobody has settled, and nothing of another ente', async () => {
      const { ente, record, known, change } = await opened();
      const doubts = () => ente.run(({ registrations }) => registrations.unsettledOf(record.practiceId));
      expect(await doubts()).toEqual([record]);
      await change({ state: 'in_dubbio' }, 'aperta');
      expect(await doubts()).toEqual([{ ...record, state: 'in_dubbio' }]);
      const other = await stage.addEnte();
      expect(await other.run(({ registrations }) => registrations.byKey(record.key))).toBeNull();
      expect(await other.run(({ registrations }) => registrations.unsettledOf(record.practiceId))).toEqual([]);
      expect(
        await other.run(({ registrations }) =>
          registrations.change(record, { state: 'in_dubbio', documents: [], askedAt: null }),
        ),
      ).toBe(false);
      expect(await known()).toEqual({ ...record, state: 'in_dubbio' });
      await change({ state: 'in_attesa', handedOver: HANDED_OVER }, 'in_dubbio');
      expect(await doubts()).toEqual([{ ...record, state: 'in_attesa', handedOver: HANDED_OVER }]);
      const byHand = { state: 'a_mano', claim: { by: ente.operator.id, at: NOW } } as const;
      await change(byHand, 'in_attesa');
      expect(await doubts()).toEqual([{ ...record, ...byHand }]);
      await change({ state: 'chiesta' }, 'a_mano');
      expect(await doubts()).toEqual([]);
    });

    it('lists those that wait for a number in the order in which they were asked for, page by page', async () => {
      const { ente, record } = await opened();
      const other = await opened();
      const later = new Date(NOW.getTime() + 1000);
      const place = (key: string, askedAt: Date) => ({ ...record, key: `${record.practiceId}:${key}`, askedAt });
      const waits = { state: 'in_attesa', handedOver: HANDED_OVER } as const;
      const all = [place('b', NOW), place('c', NOW), place('a', later)].map((one) => ({ ...one, ...waits }));
      await ente.run(async ({ registrations }) => {
        for (const one of [all[2], all[0], all[1]]) if (one !== undefined) await registrations.open(one);
      });
      await other.change({ state: 'in_attesa', askedAt: NOW }, 'aperta');
      const page = (after: WaitingPlace | null) => ente.run(({ registrations }) => registrations.waiting(after, 2));
      expect(await page(null)).toEqual(all.slice(0, 2));
      expect(await page({ askedAt: NOW, key: all[1]?.key ?? '' })).toEqual(all.slice(2));
      expect(await page({ askedAt: later, key: all[2]?.key ?? '' })).toEqual([]);
    });

    it('knows the digest of an ente’s key, the last one that was made', async () => {
      const [one, other] = [await stage.addEnte(), await stage.addEnte()];
      const digest = (ente: typeof one) => ente.run(({ registrations }) => registrations.keyDigest());
      expect(await digest(one)).toBeNull();
      for (const made of ['prima', 'seconda']) await stage.under.setup.saveRegistryKey(one.tenant.id, made);
      expect([await digest(one), await digest(other)]).toEqual(['seconda', null]);
    });
  });
};
