import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SignInLogEntry, TenantId } from '@stanza/core';
import { v7 } from 'uuid';
import { makeUnitOfWork } from './make-unit-of-work.ts';
import { readSignInLog, type SignInLogRange } from './read-sign-in-log.ts';
import { addEnte, openPortal, type TestPortal } from './testing/portal.ts';

const EVERYTHING: SignInLogRange = { from: null, to: null, requestId: null };
const FIRST = Date.parse('2026-03-01T00:00:00Z');
const HOUR_MS = 3_600_000;
const hour = (count: number): Date => new Date(FIRST + count * HOUR_MS);

const lineAt = (at: Date, requestId: string): SignInLogEntry => {
  const line = { federation: 'spid', provider: 'https://idp.example', outcome: 'signed_in', sealed: 'sealed' } as const;
  return { ...line, id: v7(), at, requestId };
};

describe('the reading of the register of sign-ins', () => {
  let portal: TestPortal;
  let written: readonly SignInLogEntry[];
  beforeAll(async () => {
    portal = await openPortal();
    // Three at each moment, and more than are read at a time.
    written = Array.from({ length: 120 }, (_, index) => lineAt(hour(Math.floor(index / 3)), `_r${index}`));
    await append(portal.ente.tenant.id, written);
    const other = await addEnte(portal, 'tre-ville');
    await append(other.tenant.id, [lineAt(hour(1), '_r1')]);
  });
  afterAll(() => portal.close());

  const append = (tenantId: TenantId, lines: readonly SignInLogEntry[]) =>
    makeUnitOfWork(portal.app).run(tenantId, async ({ signIns }) => {
      for (const line of lines) await signIns.appendLog(line);
    });
  const read = async (range: Partial<SignInLogRange>, pool = portal.admin) => {
    const lines: SignInLogEntry[] = [];
    for await (const line of readSignInLog(pool, portal.ente.tenant.id, { ...EVERYTHING, ...range })) lines.push(line);
    return lines;
  };

  it('gives every line of the ente once, oldest first, as it was written', async () => {
    expect(await read({})).toEqual(written);
  });

  it('gives those of the days from one to another, as days are in Italy', async () => {
    expect(await read({ from: '2026-03-01', to: '2026-03-01' })).toEqual(written.slice(0, 69));
    expect(await read({ from: '2026-03-02' })).toEqual(written.slice(69));
    expect(await read({ to: '2026-02-28' })).toEqual([]);
  });

  it('gives those of a request', async () => {
    expect(await read({ requestId: '_r1' })).toEqual([written[1]]);
    expect(await read({ requestId: '_altra' })).toEqual([]);
  });

  it('is not for the portal itself', async () => {
    await expect(read({}, portal.app)).rejects.toThrow('permission denied');
  });
});
