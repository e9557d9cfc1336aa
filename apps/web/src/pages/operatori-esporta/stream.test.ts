import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TenantId } from '@stanza/core';
import { makeArgon2PasswordHasher } from '@stanza/gateways';
import { parse } from 'csv-parse/sync';
import { type LargeEnte, seedLargeEnte } from '../../../../../scripts/seed/large-ente.ts';
import { openOwner } from '../../../../../scripts/seed/open-owner.ts';
import type { TestBrowser } from '../../testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../testing/test-portal.ts';

const PANEL = '/borgo-grande/operatori';
const PRACTICES = 2_000;

describe('the export of a long list', () => {
  let portal: TestPortal;
  let ente: TenantId;
  let operator: TestBrowser;
  let origin: string;
  let statements = 0;

  /** An operator who works on all the services. */
  const signIn = async ({ tenant, operators: [, second], password }: LargeEnte): Promise<TestBrowser> => {
    await portal.asOwner(`insert into operator_service (tenant_id, operator_id, service_id)
      select tenant_id, '${second?.id}', id from service where tenant_id = '${tenant.id}' on conflict do nothing`);
    const browser = portal.browser();
    await browser.visit(`${PANEL}/accesso`);
    await browser.send(`${PANEL}/accesso`, { email: second?.email ?? '', password });
    return browser;
  };
  /** What the register says of the last export, once it says that it has ended. */
  const lastEnd = async () => {
    for (;;) {
      const { rows } = await portal.portal.unitOfWork.read(ente, ({ audit }) => audit.page({ after: null, limit: 1 }));
      if (rows[0]?.action === 'esportazione_finita') return rows[0].details;
    }
  };
  /** Asks for the whole list over the network, so many times at once. */
  const download = async (times = 1): Promise<readonly IncomingMessage[]> => {
    const page = await operator.visit(`${PANEL}?lista=tutte`);
    const token = page.html.querySelector('input[name=_csrf]')?.getAttribute('value') ?? '';
    const headers = {
      cookie: [...operator.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      'content-type': 'application/x-www-form-urlencoded',
    };
    const ask = () =>
      new Promise<IncomingMessage>((resolve, reject) => {
        request(`${origin}${PANEL}/esporta.csv`, { method: 'POST', headers, agent: false }, resolve)
          .on('error', reject)
          .end(new URLSearchParams({ _csrf: token, lista: 'tutte' }).toString());
      });
    return Promise.all(Array.from({ length: times }, ask));
  };

  beforeAll(async () => {
    portal = await makeTestPortal();
    portal.pool.on('connect', (client) => {
      const query = client.query.bind(client);
      Object.assign(client, {
        query: (...given: Parameters<typeof query>) => {
          if (typeof given[0] !== 'string') statements += 1; // without the ends of transactions
          return query(...given);
        },
      });
    });
    const owner = openOwner(portal.database.adminUrl);
    const hasher = makeArgon2PasswordHasher();
    const seeded = await seedLargeEnte({ pool: owner, hasher, practices: PRACTICES, say: () => undefined });
    await owner.end();
    if (seeded === null) throw new Error('It was there already');
    ente = seeded.tenant.id;
    operator = await signIn(seeded);
    origin = await portal.app.server.listen({ host: '127.0.0.1', port: 0 });
  }, 120_000);
  afterAll(() => portal.close());

  it('has all of it, once each, in the order of the list, for so many queries a batch', async () => {
    const page = await operator.visit(`${PANEL}?lista=tutte`);
    const total = Number(page.text('.schede-stato a[aria-current=page] .conteggio'));
    const codes = page.texts('tbody td:nth-child(2) a').map((text) => text.split(' ', 1)[0]);
    statements = 0;
    const file = await operator.post(`${PANEL}/esporta.csv`, { lista: 'tutte' });
    const batches = Math.ceil(total / 200);
    // The rows, the practices, their files and integrations; once the session, the services, the limit and the register.
    expect(statements).toBeLessThanOrEqual(batches * 4 + 12);
    expect(statements).toBeGreaterThan(batches);
    const [headings = [], ...lines] = parse(file.body, { bom: true, delimiter: ';', record_delimiter: '\r\n' });
    expect(lines).toHaveLength(total);
    expect(new Set(lines.map(([code]) => code)).size).toBe(total);
    expect(new Set(lines.map(({ length }) => length))).toEqual(new Set([headings.length]));
    expect(lines.slice(0, 20).map(([code]) => code)).toEqual(codes);
    expect(await lastEnd()).toEqual({ righe: String(total), esito: 'completa' });
  });

  it('is given up when the browser goes away', async () => {
    const [answer] = await download();
    answer?.destroy();
    const { righe, esito } = await lastEnd();
    expect([answer?.statusCode, esito, Number(righe) < PRACTICES / 2]).toEqual([200, 'interrotta', true]);
  });

  it('is made for three at once: who comes next is asked to wait', async () => {
    const answers = await download(4);
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 200, 200, 503]);
    for (const answer of answers) answer.destroy();
    // The server hears of it a moment later.
    for (;;) {
      const [again] = await download();
      again?.destroy();
      if (again?.statusCode === 200) break;
    }
    expect(await lastEnd()).toMatchObject({ esito: 'interrotta' });
  });

  it('breaks off where everybody sees it when it cannot be read to its end', async () => {
    await portal.asOwner('revoke select on integration from stanza_app');
    const [answer] = await download();
    expect(answer?.statusCode).toBe(200);
    const whole = async () => {
      for await (const _bytes of answer ?? []);
    };
    await expect(whole()).rejects.toThrow('aborted');
    expect(await lastEnd()).toEqual({ righe: '0', esito: 'interrotta' });
  });
});
