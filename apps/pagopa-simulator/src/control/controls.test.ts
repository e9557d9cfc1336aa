import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  CARTS,
  CF,
  numberAt,
  type Opened,
  openSimulator,
  POSITIONS,
  positionBody,
  START,
} from '../testing/open-simulator.ts';

let on: Opened;
beforeEach(async () => {
  on = await openSimulator();
});
afterEach(() => on.simulator.close());

const control = (path: string, body: unknown) => on.ask('POST', `/simulatore/${path}`, body, null);
const read = () => on.ask('GET', `${POSITIONS}/pratica-1`);

describe('what goes wrong when it is told to', () => {
  it.each([429, 500, 409, 503])('is an answer of HTTP %d before anything is done', async (status) => {
    await control('guasti', { call: 'create', status, times: 0, retryAfter: '7' });
    const failed = await on.create(positionBody(1));
    expect([failed.status, failed.headers.get('retry-after')]).toEqual([status, '7']);
    expect((await read()).status).toBe(404);
    expect((await on.create(positionBody(1))).status).toBe(201);
  });

  it('is an answer that is lost after it was done', async () => {
    await control('guasti', { call: 'create', cut: true });
    await expect(on.create(positionBody(1))).rejects.toThrow();
    expect((await read()).status).toBe(200);
  });

  it('is a request that comes twice', async () => {
    await control('guasti', { call: 'create', times: 2 });
    expect((await on.create(positionBody(1))).status).toBe(409);
    expect((await read()).status).toBe(200);
  });

  it('is a wait', async () => {
    await control('guasti', { call: 'read', delayMs: 120 });
    const begin = performance.now();
    await read();
    expect(performance.now() - begin).toBeGreaterThan(100);
  });

  it('happens as often as was said, to the next of all where no call was named, and is taken back', async () => {
    await control('guasti', { status: 500, times: 0, calls: 2 });
    expect((await read()).status).toBe(500);
    expect((await on.create(positionBody(1))).status).toBe(500);
    expect((await read()).status).toBe(404);
    await control('guasti', { status: 500, calls: 9 });
    await control('guasti/togli', {});
    expect((await read()).status).toBe(404);
  });

  it('is that nobody answers any more, but the controls', async () => {
    await control('spento', { spento: true });
    await expect(read()).rejects.toThrow();
    await expect(on.ask('GET', '/sportello')).rejects.toThrow();
    await control('spento', { spento: false });
    expect((await read()).status).toBe(404);
  });
});

describe('the world around it', () => {
  it('is as the controls say', async () => {
    await on.create(positionBody(1));
    const option = { ente: CF, avviso: numberAt(1) };
    await control('ricevute', { trattenute: true });
    expect((await control('paga', option)).text).toBe('{"esito":true}');
    expect((await control('paga', option)).text).toBe('{"esito":false}');
    const iur = /"idReceipt":"([^"]+)"/u.exec((await read()).text)?.[1] ?? '';
    const receipt = () =>
      on.ask('GET', `/bizevents/service/v1/organizations/${CF}/receipts/${iur}`, undefined, 'chiave-biz');
    expect((await receipt()).status).toBe(404);
    await control('ricevute', { trattenute: false });
    expect((await receipt()).status).toBe(200);
    await control('rendiconta', option);
    expect(await on.stateOf(1)).toBe('REPORTED');
    await on.create(positionBody(2));
    expect((await control('annulla', { ente: CF, iupd: 'pratica-2' })).text).toBe('{"esito":true}');
    expect(await on.stateOf(2)).toBe('INVALID');
    await on.create(positionBody(3));
    await control('orologio', { secondi: 60 * 86_400 });
    expect(await on.stateOf(3)).toBe('EXPIRED');
    expect((await on.ask('GET', '/simulatore/stato')).text).toContain('"now":"2026-05-01T09:00:00.000Z"');
  });

  it.each([
    ['guasti', { call: 'altro' }],
    ['guasti', { status: 200 }],
    ['orologio', { secondi: 'x' }],
    ['paga', {}],
  ])('is not changed by %s with %j', async (path, body) => {
    expect((await control(path, body)).status).toBe(400);
  });

  it('is not changed by a form of another page', async () => {
    const body = new URLSearchParams({ ente: CF, avviso: numberAt(1) });
    const answer = await fetch(`${on.simulator.url}/simulatore/paga`, { method: 'POST', body });
    expect(answer.status).toBe(415);
  });
});

describe('a simulator with a file', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pagopa-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('finds everything again when it is started again', async () => {
    const file = join(folder, 'pagopa.json');
    const first = await openSimulator({ file });
    await first.create(positionBody(1));
    await first.create(positionBody(2));
    first.simulator.pay(CF, numberAt(1));
    const notice = { noticeNumber: numberAt(2), fiscalCode: CF, amount: 1650, companyName: 'x', description: 'x' };
    const back = 'https://p.example/';
    const returnUrls = { returnOkUrl: back, returnCancelUrl: back, returnErrorUrl: back };
    const cart = await first.ask('POST', CARTS, { paymentNotices: [notice], returnUrls }, null);
    first.simulator.moveClock(1_000);
    const known = first.simulator.state();
    await first.simulator.close();
    expect((await stat(file)).mode & 0o777).toBe(0o600);

    const again = await openSimulator({ file });
    expect(again.simulator.state()).toEqual(known);
    expect(again.simulator.now()).toEqual(new Date(START.getTime() + 1_000));
    const page = new URL(cart.headers.get('location') ?? '').pathname;
    expect((await again.ask('POST', `${page}/paga`)).headers.get('location')).toBe(back);
    expect(await again.stateOf(2)).toBe('PAID');
    await again.simulator.close();
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
      charges: [{ where: 'sportello' }, { where: 'online' }],
    });
  });

  it('does not begin with one that is none of its own', async () => {
    const file = join(folder, 'altro.json');
    await writeFile(file, '{"positions":[]}');
    await expect(openSimulator({ file })).rejects.toThrow();
  });
});
