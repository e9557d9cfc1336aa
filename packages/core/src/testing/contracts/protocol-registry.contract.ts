import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ProtocolNumber, ProtocolRegistry, Registration } from '../../ports/protocol-registry.ts';
import { DEFAULT_SERVICE_SETTINGS } from '../../service/service.ts';
import { practiceIdSchema, serviceIdSchema, type TenantId } from '../../shared/ids.ts';
import { NOW } from './stage.ts';

/** What a registry's book says of a registration. */
export type RegisteredEntry = Pick<
  Registration,
  'key' | 'direction' | 'subject' | 'sentAt' | 'main' | 'attachments' | 'practiceId'
> &
  ProtocolNumber & {
    /** "Maria Rossi" */
    readonly correspondent: string;
  };

/** The entry that a registration makes. */
export const entryOf = (registration: Registration, number: ProtocolNumber): RegisteredEntry => {
  const { key, direction, subject, sentAt, main, attachments, practiceId, correspondent } = registration;
  const name = `${correspondent.nome} ${correspondent.cognome}`;
  return { key, direction, subject, sentAt, main, attachments, practiceId, ...number, correspondent: name };
};

export interface RegistryUnderTest {
  readonly registry: ProtocolRegistry;
  /** Says what time it is for the registry. */
  setTime(now: Date): void;
  /** An ente that has registered nothing. */
  addTenant(): Promise<TenantId>;
  /** What an ente has registered, in the order of year and number. */
  entries(tenantId: TenantId): Promise<readonly RegisteredEntry[]>;
  close(): Promise<void>;
}

/** A request to register, of what comes in. @param given what a test cares about */
export const aRegistration = (key: string, given: Partial<Registration> = {}): Registration => ({
  key,
  direction: 'entrata',
  subject: 'Certificato di nascita - pratica K7QM-3R9T',
  correspondent: {
    nome: 'Maria',
    cognome: 'Rossi',
    codiceFiscale: 'RSSMRA80A41H612X',
    email: 'maria@cittadini.example',
  },
  practiceId: practiceIdSchema.parse('018f3c5e-7a10-7cc3-9a51-1f2e3d4c5b6a'),
  practiceCode: 'K7QM-3R9T',
  serviceId: serviceIdSchema.parse('018f3c5e-7a10-7cc3-9a51-1f2e3d4c5b6b'),
  values: DEFAULT_SERVICE_SETTINGS.protocol,
  file: null,
  sentAt: NOW,
  main: { fileName: 'modulo.pdf', description: 'Certificato di nascita', sha256: 'ab'.repeat(32), size: 1200 },
  attachments: [],
  ...given,
});

/** The promise of `ProtocolRegistry`. @param open a registry with a clock that stands still */
export const protocolRegistryContract = (name: string, open: () => Promise<RegistryUnderTest>): void => {
  describe(`${name} as a protocol registry`, () => {
    let under: RegistryUnderTest;
    beforeAll(async () => {
      under = await open();
    });
    afterAll(() => under.close());

    const registerAt = (instant: string, tenantId: TenantId, registration: Registration) => {
      under.setTime(new Date(instant));
      return under.registry.register(tenantId, registration);
    };
    const register = (tenantId: TenantId, registration: Registration) =>
      registerAt(NOW.toISOString(), tenantId, registration);

    it('gives numbers of seven digits that grow by one, to each ente its own', async () => {
      const [one, other] = [await under.addTenant(), await under.addTenant()];
      expect(await register(one, aRegistration('a'))).toEqual({ number: '0000001', year: 2026, registeredAt: NOW });
      expect((await register(one, aRegistration('b'))).number).toBe('0000002');
      expect((await register(other, aRegistration('a'))).number).toBe('0000001');
      expect((await register(one, aRegistration('c', { direction: 'uscita' }))).number).toBe('0000003');
    });

    it('keeps all that it was given, with each attachment and its digest', async () => {
      const tenantId = await under.addTenant();
      const attachments = [
        { fileName: 'carta.pdf', description: 'Carta d’identità', sha256: 'cd'.repeat(32), size: 9 },
        { fileName: 'l’altra.p7m', description: 'Delega', sha256: 'ef'.repeat(32), size: 5_000_000_000 },
      ];
      const sentAt = new Date('2026-03-01T22:59:59.999Z');
      const registration = aRegistration('a', { direction: 'uscita', sentAt, attachments });
      const number = await register(tenantId, registration);
      expect(await under.entries(tenantId)).toEqual([entryOf(registration, number)]);
    });

    it('keeps what follows a request in its fascicolo, which is the practice', async () => {
      const tenantId = await under.addTenant();
      const { practiceId } = aRegistration('x');
      const others = practiceIdSchema.parse('018f3c5e-7a10-7cc3-9a51-1f2e3d4c5b6c');
      const file = await register(tenantId, aRegistration('request'));
      await register(tenantId, aRegistration('question', { direction: 'uscita', file }));
      await register(tenantId, aRegistration('other request', { practiceId: others }));
      await register(tenantId, aRegistration('answer', { direction: 'uscita', file }));
      const kept = (await under.entries(tenantId)).map((entry) => [entry.key, entry.practiceId]);
      expect(kept).toEqual([
        ['request', practiceId],
        ['question', practiceId],
        ['other request', others],
        ['answer', practiceId],
      ]);
    });

    it('gives the same key the same number, and changes nothing, whatever is sent the second time', async () => {
      const tenantId = await under.addTenant();
      const registration = aRegistration('a');
      const first = await register(tenantId, registration);
      const again = aRegistration('a', { subject: 'Altro', direction: 'uscita' });
      expect(await registerAt('2027-01-02T10:00:00.000Z', tenantId, again)).toEqual(first);
      expect(await under.entries(tenantId)).toEqual([entryOf(registration, first)]);
    });

    it('refuses the same key with another main document, which somebody must look at', async () => {
      const tenantId = await under.addTenant();
      const registration = aRegistration('a');
      const first = await register(tenantId, registration);
      const other = aRegistration('a', { main: { ...registration.main, sha256: 'ef'.repeat(32) } });
      await expect(register(tenantId, other)).rejects.toThrow('Another document');
      expect(await under.entries(tenantId)).toEqual([entryOf(registration, first)]);
    });

    it('never goes back in time, nor in the year, whatever the clock says', async () => {
      const tenantId = await under.addTenant();
      const fast = await registerAt('2025-12-31T23:00:01.000Z', tenantId, aRegistration('a'));
      const slow = await registerAt('2025-12-31T22:59:59.000Z', tenantId, aRegistration('b'));
      expect(slow).toEqual({ number: '0000002', year: 2026, registeredAt: fast.registeredAt });
    });

    it('leaves no gap and gives no number twice when fifty registrations meet', async () => {
      const tenantId = await under.addTenant();
      const all = Array.from({ length: 50 }, (_, index) => register(tenantId, aRegistration(`key-${index}`)));
      const numbers = (await Promise.all(all)).map(({ number }) => Number(number)).toSorted((a, b) => a - b);
      expect(numbers).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
    });

    it('gives one number when the same key is registered ten times at once', async () => {
      const tenantId = await under.addTenant();
      const all = Array.from({ length: 10 }, () => register(tenantId, aRegistration('same')));
      expect(new Set((await Promise.all(all)).map(({ number }) => number))).toEqual(new Set(['0000001']));
      expect((await register(tenantId, aRegistration('next'))).number).toBe('0000002');
      expect(await under.entries(tenantId)).toHaveLength(2);
    });

    it('begins again with the year in Italy, which is an hour ahead of universal time', async () => {
      const tenantId = await under.addTenant();
      const before = await registerAt('2025-12-31T22:59:59.999Z', tenantId, aRegistration('a'));
      const after = await registerAt('2025-12-31T23:00:00.000Z', tenantId, aRegistration('b'));
      expect(before).toMatchObject({ number: '0000001', year: 2025 });
      expect(after).toMatchObject({ number: '0000001', year: 2026 });
    });
  });
};
