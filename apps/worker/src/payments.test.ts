import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { iupdOf, readAll } from '@stanza/core';
import { must } from '@stanza/core/testing';
import type { WorkerForTests } from './testing/index.ts';
import { openPaymentStage, type PaymentStage } from './testing/payment-stage.ts';

const CRASHING_WORKER = join(import.meta.dirname, 'testing/payment-crashing-worker.ts');

let stage: PaymentStage;
let worker: WorkerForTests;
const lines: string[] = [];
beforeAll(async () => {
  stage = await openPaymentStage();
  worker = stage.worker({ log: (line) => lines.push(line) });
});
afterAll(async () => {
  await worker.close();
  await stage.close();
});

const later = async () => {
  await stage.timePasses();
  await worker.drain();
};
const positionsOf = (iupd: string) => stage.simulator.state().positions.filter((position) => position.iupd === iupd);

/** Lets a worker work in a process of its own, which dies when the gateway has carried out a call. */
const killedAfter = async (call: string) => {
  const { appUrl, queueUrl } = stage.portal.database;
  const options = { appUrl, queueUrl, storageDir: stage.portal.storageDir, call };
  const child = spawn(process.execPath, [CRASHING_WORKER, JSON.stringify(options)], { stdio: 'inherit' });
  const [, signal] = await once(child, 'exit');
  expect(signal).toBe('SIGKILL');
  await stage.awaitDeath();
};

describe('a practice that costs something, with pagoPA', () => {
  it('is asked for, paid by its notice, and sent', async () => {
    const draft = await stage.owing();
    await worker.drain();
    const asked = await draft.last();
    expect(asked).toMatchObject({ state: 'da_pagare', position: 'aperta', amount: 1600, failures: 0 });
    const { avviso } = asked.documents;
    const notice = await stage.storage.open(stage.tenant.id, avviso?.sha256 ?? '');
    if (notice === null) throw new Error('The notice was not kept');
    expect(Buffer.from(await readAll(notice, 1_000_000)).toString('latin1')).toMatch(/^%PDF-1/u);
    expect(await draft.submit()).toMatchObject({ ok: false, error: { code: 'incomplete', step: 'pagamento' } });
    expect(await draft.pay()).toBe(true);
    await later();
    await later();
    expect(await draft.last()).toMatchObject({
      state: 'pagato',
      paid: { amount: 1600 },
      receipt: { amount: 1600, noticeNumber: asked.noticeNumber },
    });
    expect((await draft.deliveries()).map(({ effect, state }) => [effect, state])).toEqual([
      [{ kind: 'mail', template: 'pagamento_ricevuto', operatorId: null }, 'consegnata'],
    ]);
    // An answer that makes it cost more: what is missing is asked for by one notice, however often it is prepared.
    await draft.choose('doppia');
    await worker.drain();
    const rest = await draft.last();
    expect(rest).toMatchObject({ state: 'da_pagare', position: 'aperta', amount: 400, withdrawnAt: null });
    await draft.choose('doppia');
    await worker.drain();
    expect(await draft.last()).toEqual(rest);
    expect(await draft.submit()).toMatchObject({ ok: false });
    expect(await draft.pay()).toBe(true);
    await later();
    must(await draft.submit());
  });

  it('is asked for once, although the worker is killed when the position is there and not written down', async () => {
    const draft = await stage.owing();
    await killedAfter('create');
    const { id } = await draft.last();
    expect(await draft.last()).toMatchObject({ position: 'chiesta' });
    expect(positionsOf(iupdOf({ id }))).toHaveLength(1);
    await worker.drain();
    expect(await draft.last()).toMatchObject({ position: 'aperta', failures: 0 });
    expect(positionsOf(iupdOf({ id }))).toHaveLength(1);
    // The same when it is withdrawn: an amount that changes leaves one notice to pay.
    await draft.choose('doppia');
    await killedAfter('cancel');
    await worker.drain();
    await worker.drain();
    expect(await draft.payments()).toMatchObject([
      { state: 'annullato', amount: 1600 },
      { state: 'da_pagare', amount: 2000, position: 'aperta' },
    ]);
    must(await draft.remove());
    await worker.drain();
    expect((await draft.payments()).map(({ state }) => state)).toEqual(['annullato', 'annullato']);
  });

  it('waits for a gateway that is away, and says nothing of the citizen or of the keys to the log', async () => {
    stage.simulator.setDown(true);
    const draft = await stage.owing();
    await worker.drain();
    expect(await draft.last()).toMatchObject({ position: 'chiesta', failures: 1, lastError: 'again' });
    stage.simulator.setDown(false);
    await later();
    expect(await draft.last()).toMatchObject({ position: 'aperta', failures: 0, lastError: null });
    const log = lines.join('\n');
    expect(log).toContain('The payment gateway failed');
    for (const secret of ['RSSMRA80A01H501U', 'Rossi', 'chiave-', (await draft.last()).noticeNumber ?? '']) {
      expect(log).not.toContain(secret);
    }
    must(await draft.remove());
    await later();
  });

  it('charges for nothing twice', () => {
    const charged = stage.simulator.charges().map(({ noticeNumber }) => noticeNumber);
    expect(new Set(charged).size).toBe(charged.length);
  });
});
