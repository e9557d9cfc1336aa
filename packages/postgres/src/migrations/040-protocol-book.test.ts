import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addEnte, openPortal, type TestPortal } from '../testing/portal.ts';
import { FILL } from './040-protocol-book.ts';

describe('what the migration of the protocol finds there', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await openPortal();
  });
  afterAll(() => portal.close());

  it('gets the practice that its key names, in every ente, and is not changed any more afterwards', async () => {
    const [practice, other] = [randomUUID(), await addEnte(portal, 'tre-ville')];
    const sha256 = 'ab'.repeat(32);
    const keys = [`${practice}:richiesta`, `${practice}:integrazione:x:risposta`, 'di-altri'];
    for (const { tenant } of [portal.ente, other]) {
      for (const [index, key] of keys.entries()) {
        await portal.admin.query(
          `insert into protocol_entry (tenant_id, year, number, key, direction, subject, correspondent, sent_at,
             registered_at, day, main)
           values ($1, 2026, $2, $3, 'entrata', 'x', 'y', now(), now(), '2026-03-02', '{}')`,
          [tenant.id, index + 1, key],
        );
        const document = `insert into protocol_entry_document values ($1, 2026, $2, 1, 'a', 'b', $3, 1)`;
        await portal.admin.query(document, [tenant.id, index + 1, sha256]);
      }
    }
    await portal.admin.query(FILL);
    const { rows } = await portal.admin.query('select practice_id from protocol_entry order by tenant_id, number');
    const expected = [practice, practice, null].map((id) => ({ practice_id: id }));
    expect(rows).toEqual([...expected, ...expected]);
    await expect(portal.admin.query('update protocol_entry set practice_id = null')).rejects.toThrow('never changed');
    const { rows: walls } = await portal.admin.query<{ forced: boolean }>(
      `select relforcerowsecurity as forced from pg_class where relname = 'protocol_entry'`,
    );
    expect(walls).toEqual([{ forced: true }]);
  });
});
