import { describe, expect, it } from '@jest/globals';
import { aTenant, makeMemoryPorts } from '@stanza/core/testing';
import pino from 'pino';
import { makeEveryEnte } from './every-ente.ts';

describe('the work of a night', () => {
  it('is done for every ente, also after it failed for one, and is then tried again', async () => {
    const { setup, tenants, ids } = makeMemoryPorts();
    const enti = ['a', 'b', 'c'].map((slug) => aTenant(ids.next(), { slug }));
    for (const ente of enti) await setup.addTenant(ente);
    const lines: string[] = [];
    const logger = pino({ level: 'error' }, { write: (line) => lines.push(line) });
    const everyEnte = makeEveryEnte({ ids: tenants.ids, logger });
    const done: string[] = [];
    const night = everyEnte('expire_drafts', async (tenantId) => {
      if (tenantId === enti[1]?.id) throw new Error('codice fiscale RSSMRA80A01H501U');
      done.push(tenantId);
    });
    await expect(night).rejects.toThrow('expire_drafts failed for 1 enti');
    expect(done.toSorted()).toEqual([enti[0]?.id, enti[2]?.id].toSorted());
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(enti[1]?.id);
    expect(lines[0]).not.toContain('RSSMRA80A01H501U');
  });
});
