import { describe, expect, it } from '@jest/globals';
import type { AuditEntry } from '../../audit/audit-entry.ts';
import type { AuditFilter } from '../../ports/audit-log.ts';
import { anOperator } from '../builders.ts';
import { type DatabaseUnderTest, minutesLater, NOW, type StagedEnte, useStage } from './stage.ts';

/** The promise of `AuditLog`. @param open an empty database */
export const auditLogContract = (name: string, open: () => Promise<DatabaseUnderTest>): void => {
  describe(`${name} as the register of the office's acts`, () => {
    const stage = useStage(open);
    const entry = ({ operator }: StagedEnte, given: Partial<AuditEntry> = {}): AuditEntry => ({
      at: NOW,
      actor: { kind: 'operatore', id: operator.id },
      action: 'presa_in_carico',
      subject: 'K7QM-3R9T',
      details: { servizio: 'L’«altro» \\ servizio' },
      address: '192.0.2.1',
      ...given,
    });

    it('keeps what was done, newest first, page by page, each chained to the one before', async () => {
      const ente = await stage.addEnte();
      const written = [
        entry(ente),
        entry(ente, { at: minutesLater(1), actor: { kind: 'piattaforma', name: 'mara' }, address: null }),
        entry(ente, { at: minutesLater(1), actor: { kind: 'sconosciuto' }, subject: null, details: {} }),
      ];
      for (const one of written) await ente.run(({ audit }) => audit.append(one));
      const page = (after: string | null) => ente.run(({ audit }) => audit.page({ after, limit: 2 }));
      const first = await page(null);
      expect(first.rows).toMatchObject([
        { ...written[2], position: 3 },
        { ...written[1], position: 2 },
      ]);
      const second = await page(first.next);
      expect(second).toMatchObject({ rows: [{ ...written[0], position: 1 }], next: null });
      const digests = [...first.rows, ...second.rows].map(({ digest }) => digest);
      expect(new Set(digests).size).toBe(3);
      for (const digest of digests) expect(digest).toMatch(/^[0-9a-f]{64}$/u);
      expect(await page('nonsense')).toEqual(first);
    });

    it('has no gap and no fork when many act at once, and nothing of an act that failed', async () => {
      const ente = await stage.addEnte();
      const failing = ente.run(async ({ audit }) => {
        await audit.append(entry(ente, { subject: 'mai' }));
        throw new Error('the act failed');
      });
      await expect(failing).rejects.toThrow('the act failed');
      await Promise.all(
        Array.from({ length: 12 }, (_, at) =>
          ente.run(({ audit }) => audit.append(entry(ente, { subject: String(at) }))),
        ),
      );
      const { rows } = await ente.run(({ audit }) => audit.page({ after: null, limit: 20 }));
      expect(rows.map(({ position }) => position)).toEqual(Array.from({ length: 12 }, (_, at) => 12 - at));
      expect(new Set(rows.map(({ subject }) => subject)).size).toBe(12);
    });

    it('is read by who did it, by what was done, and by both', async () => {
      const ente = await stage.addEnte();
      const { operator } = ente;
      const colleague = anOperator(stage.ids.next(), { email: 'c@comune.example' });
      const by = (id: typeof operator.id) => ({ kind: 'operatore', id }) as const;
      // What looks like another action is a text like any other.
      const platform = { kind: 'piattaforma', name: '"},"action":"accesso"' } as const;
      const written = [
        entry(ente),
        entry(ente, { actor: by(colleague.id) }),
        entry(ente, { action: 'accesso' }),
        entry(ente, { action: 'accesso', actor: { kind: 'sconosciuto' }, subject: operator.id }),
        entry(ente, { action: 'servizio_modificato', actor: platform }),
        entry(ente),
      ];
      for (const one of written) await ente.run(({ audit }) => audit.append(one));
      const positions = async (filter: AuditFilter, limit = 9) => {
        const { rows, next } = await ente.run(({ audit }) => audit.page({ after: null, limit }, filter));
        return { positions: rows.map(({ position }) => position), next };
      };
      expect((await positions({ operatorId: operator.id })).positions).toEqual([6, 3, 1]);
      expect((await positions({ action: 'accesso' })).positions).toEqual([4, 3]);
      expect((await positions({ action: 'servizio_modificato' })).positions).toEqual([5]);
      expect((await positions({ operatorId: operator.id, action: 'presa_in_carico' })).positions).toEqual([6, 1]);
      expect((await positions({ operatorId: anOperator(stage.ids.next()).id })).positions).toEqual([]);
      const first = await positions({ operatorId: operator.id }, 2);
      expect(first.positions).toEqual([6, 3]);
      const second = await ente.run(({ audit }) =>
        audit.page({ after: first.next, limit: 2 }, { operatorId: operator.id }),
      );
      expect(second).toMatchObject({ rows: [{ position: 1 }], next: null });
    });

    it('takes any text', async () => {
      const ente = await stage.addEnte();
      await ente.run(({ audit }) => audit.append(entry(ente, { details: { nome: 'a\u0000b “c” \ud800' } })));
      const { rows } = await ente.run(({ audit }) => audit.page({ after: null, limit: 1 }));
      expect(rows[0]?.details).toEqual({ nome: 'a\u0000b “c” \ud800' });
    });

    it('is of each ente alone', async () => {
      const [ente, other] = [await stage.addEnte(), await stage.addEnte()];
      await ente.run(({ audit }) => audit.append(entry(ente)));
      expect(await other.run(({ audit }) => audit.page({ after: null, limit: 5 }))).toEqual({ rows: [], next: null });
    });
  });
};
