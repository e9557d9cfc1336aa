import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { type PracticeId, registryKeyContext } from '@stanza/core';
import { aCitizen, aProfile, aTenant, must, signedIn } from '@stanza/core/testing';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { z } from 'zod';
import { makeExternalSteps } from '../../../../worker/src/protocol/external/make-external-steps.ts';
import { type MemoryOffice, openMemoryOffice } from '../../testing/memory-office.ts';

const KEY = 'stanza_di-bugliano';
const BASE = '/bugliano/api/protocollo/v1';
const DOCUMENT = join(import.meta.dirname, '../../../../../docs/protocol-api.json');

const described: unknown = JSON.parse(await readFile(DOCUMENT, 'utf8'));
const ajv = new Ajv2020({ strict: false });
formats.default(ajv);
ajv.addSchema({ $id: 'api', ...z.record(z.string(), z.unknown()).parse(described) });
/** What an answer has that the description does not say; empty when it is right. */
const notDescribed = (schema: string, body: unknown): unknown => {
  const check = ajv.getSchema(`api#/components/schemas/${schema}`);
  if (check === undefined) throw new Error(`There is no schema ${schema}`);
  return check(body) ? [] : check.errors;
};

const listSchema = z.object({
  registrazioni: z.array(z.object({ chiave: z.string(), href: z.string(), flusso: z.string() })),
  successiva: z.string().nullable(),
});

describe('the API of the registrations that wait', () => {
  let office: MemoryOffice;
  let origin: string;
  beforeAll(async () => {
    office = await openMemoryOffice({}, makeExternalSteps());
    origin = await office.listen();
    const { ports, ente } = office;
    await ports.setup.saveRegistryKey(ente.id, ports.secretBox.derive(registryKeyContext(ente.id, KEY)));
  });
  afterAll(() => office.close());

  const ask = async (path: string, init: RequestInit = {}, key: string | null = KEY) => {
    const headers = { ...(key === null ? {} : { authorization: `Bearer ${key}` }), ...init.headers };
    return fetch(new URL(path, origin), { ...init, headers });
  };
  const read = async (path: string, key?: string | null) => {
    const response = await ask(path, {}, key);
    const body: unknown = await response.json();
    return { status: response.status, headers: response.headers, body };
  };
  const list = async (query = '') => listSchema.parse((await read(`${BASE}/registrazioni${query}`)).body);
  const today = () => office.clock.now();
  const answer = (numero: string, given: Readonly<Record<string, unknown>> = {}) => ({
    numero,
    anno: today().getFullYear(),
    registratoIl: today().toISOString(),
    ...given,
  });
  const put = async (key: string, body: unknown, type = 'application/json') => {
    const payload = typeof body === 'string' ? body : JSON.stringify(body);
    const path = `${BASE}/registrazioni/${encodeURIComponent(key)}/numero`;
    const response = await ask(path, { method: 'PUT', body: payload, headers: { 'content-type': type } });
    const said: unknown = await response.json();
    return { status: response.status, body: said };
  };

  /** A practice that was sent, with what the worker has done since. */
  const send = async (codiceFiscale: string): Promise<{ id: PracticeId; key: string }> => {
    const { memory, ente, services } = office;
    const definition = services[0]?.definition;
    if (definition === undefined) throw new Error('There is no service');
    const { identity, contacts } = aCitizen(memory.ids.next());
    const known = { ...identity, codiceFiscale: codiceFiscale as typeof identity.codiceFiscale };
    const citizen = await memory.signInCitizen(ente.id, { identity: known, ...contacts });
    await memory.unitOfWork.run(ente.id, ({ citizens }) =>
      citizens.saveProfile(citizen.id, aProfile({ contacts }), today()),
    );
    const who = signedIn(citizen.id);
    const id = must(await memory.startPractice(ente.id, who, definition.slug));
    const input = { typed: { uso: 'Banca' }, confirmed: true, files: {}, privateNote: null };
    for (const step of definition.steps) must(await memory.saveStep(ente.id, who, id, step.id, input));
    must(await memory.submitPractice(ente.id, who, id));
    await memory.drain();
    return { id, key: `${id}:richiesta` };
  };
  const practice = (id: PracticeId) => office.unitOfWork.read(office.ente.id, ({ practices }) => practices.byId(id));

  it('is described by a valid OpenAPI document', async () => {
    const checked = await new Validator().validate(DOCUMENT);
    expect([checked.errors, checked.valid]).toEqual([undefined, true]);
  });

  it('lets the office’s system read what waits and write the number, with which the practice goes on', async () => {
    const { id, key } = await send('RSSMRA80A41H612X');
    expect((await practice(id))?.requestProtocol).toBeNull();
    const all = await read(`${BASE}/registrazioni`);
    expect(notDescribed('Elenco', all.body)).toEqual([]);
    const [one] = listSchema.parse(all.body).registrazioni;
    expect(one?.chiave).toBe(key);

    const { status, body, headers } = await read(one?.href ?? '');
    expect([status, notDescribed('Registrazione', body)]).toEqual([200, []]);
    expect([headers.get('cache-control'), headers.get('set-cookie')]).toEqual(['no-store', null]);
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(body).toMatchObject({
      stato: 'in_attesa',
      numero: null,
      richiesta: null,
      flusso: 'entrata',
      corrispondente: { codiceFiscale: 'RSSMRA80A41H612X' },
      codicePratica: (await practice(id))?.code,
    });
    const { documenti } = z
      .object({ documenti: z.array(z.object({ href: z.string(), sha256: z.string(), byte: z.number() })) })
      .parse(body);
    for (const { href, sha256, byte } of documenti) {
      const file = await ask(href);
      const bytes = Buffer.from(await file.arrayBuffer());
      expect([bytes.length, createHash('sha256').update(bytes).digest('hex')]).toEqual([byte, sha256]);
      expect(file.headers.get('content-disposition')).toMatch(/^attachment; /u);
      expect(file.headers.get('x-content-type-options')).toBe('nosniff');
    }

    const written = await put(key, answer('345'));
    expect([written.status, notDescribed('Numero', written.body)]).toEqual([200, []]);
    expect(written.body).toMatchObject({ numero: '0000345' });
    await office.memory.drain();
    expect((await practice(id))?.requestProtocol?.number).toBe('0000345');
    const timeline = await office.unitOfWork.read(office.ente.id, (stores) => stores.timeline.of(id));
    expect(timeline.map(({ event }) => event)).toContain('protocollata');
    expect(office.ports.mailer.sent.map(({ subject }) => subject)).toContainEqual(
      expect.stringContaining('pratica_protocollata'),
    );
    expect((await list()).registrazioni).toEqual([]);
  });

  it('takes the same number again, and never another one', async () => {
    const { id, key } = await send('BNCNNA85D52H612Q');
    const both = await Promise.all([put(key, answer('12')), put(key, answer('0000012'))]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    const other = await put(key, answer('13'));
    expect([other.status, notDescribed('Problema', other.body)]).toEqual([409, []]);
    const { key: next } = await send('GRCSRA88E41H612I');
    const taken = await put(next, answer('12'));
    expect([taken.status, notDescribed('Problema', taken.body)]).toEqual([409, []]);
    expect(taken.body).not.toMatchObject({ type: z.object({ type: z.string() }).parse(other.body).type });
    expect((await put(next, answer('14'))).status).toBe(200);
    const { body } = await read(`${BASE}/registrazioni/${encodeURIComponent(key)}`);
    expect(body).toMatchObject({ stato: 'registrata', numero: { numero: '0000012' } });
    const { rows } = await office.unitOfWork.read(office.ente.id, ({ audit }) =>
      audit.page({ after: null, limit: 50 }),
    );
    const code = (await practice(id))?.code;
    const acts = rows.filter(({ action, subject }) => action === 'numero_scritto' && subject === code);
    expect(acts).toMatchObject([{ actor: { kind: 'sistema_esterno' }, address: '127.0.0.1' }]);
  });

  it('says in a problem of RFC 9457 what is wrong, and where', async () => {
    const { key } = await send('VRDMRC75L15L378S');
    const soon = new Date(today().getTime() + 2 * 3_600_000).toISOString();
    const tomorrow = new Date(today().getTime() + 48 * 3_600_000).toISOString();
    for (const [body, status, type] of [
      ['{', 400, 'application/json'],
      [answer('1'), 415, 'text/plain'],
      [`{"numero":"${'1'.repeat(5000)}"}`, 413, 'application/json'],
      [{ numero: '1' }, 422, 'application/json'],
      [answer('1', { altro: 1 }), 422, 'application/json'],
      [answer('0'), 422, 'application/json'],
      [answer('1/2026'), 422, 'application/json'],
      [answer('1', { anno: 2020 }), 422, 'application/json'],
      [answer('1', { registratoIl: '2020-01-01T10:00:00Z', anno: 2020 }), 422, 'application/json'],
      [answer('1', { registratoIl: soon, anno: Number(soon.slice(0, 4)) }), 422, 'application/json'],
      [answer('1', { registratoIl: tomorrow, anno: Number(tomorrow.slice(0, 4)) }), 422, 'application/json'],
    ] as const) {
      const refused = await put(key, body, type);
      expect([refused.status, notDescribed('Problema', refused.body)]).toEqual([status, []]);
    }
    expect((await put(key, { numero: 1 })).body).toMatchObject({ campi: ['numero', 'anno', 'registratoIl'] });
    for (const query of ['dopo=altro', `dopo=${'a'.repeat(500)}`, 'dopo=&dopo=', 'limite=101']) {
      expect((await read(`${BASE}/registrazioni?${query}`)).status).toBe(400);
    }
    const wrong = await ask(`${BASE}/registrazioni`, { method: 'DELETE' });
    expect([wrong.status, wrong.headers.get('allow'), wrong.headers.get('content-type')]).toEqual([
      405,
      expect.stringContaining('GET'),
      expect.stringContaining('application/problem+json'),
    ]);
  });

  it('shows a list page by page', async () => {
    for (const code of ['FRRLCU90A01H612C', 'CSOZOE95T41H612D']) await send(code);
    const keys: string[] = [];
    for (let next: string | null = '?limite=1'; next !== null; ) {
      const page = listSchema.parse((await read(next.startsWith('?') ? `${BASE}/registrazioni${next}` : next)).body);
      expect(page.registrazioni).toHaveLength(1);
      keys.push(...page.registrazioni.map(({ chiave }) => chiave));
      next = page.successiva;
    }
    expect(keys).toEqual((await list()).registrazioni.map(({ chiave }) => chiave));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('has nothing for who has not the key of this ente, and nothing of another one', async () => {
    const { key } = await send('GLLSFN70A01H612E');
    const { ports } = office;
    const other = { ...aTenant(ports.ids.next()), slug: 'altrove' };
    await ports.setup.addTenant(other);
    await ports.setup.saveRegistryKey(other.id, ports.secretBox.derive(registryKeyContext(other.id, 'stanza_altra')));
    const path = `registrazioni/${encodeURIComponent(key)}`;
    for (const shown of [null, '', 'stanza_altra', `${KEY}x`, 'x'.repeat(5000)]) {
      const refused = await read(`${BASE}/${path}`, shown);
      expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
      expect(notDescribed('Problema', refused.body)).toEqual([]);
    }
    for (const there of [path, `${path}/documenti/0`, 'registrazioni/altro', `${path}/altro`]) {
      expect((await read(`/altrove/api/protocollo/v1/${there}`, 'stanza_altra')).status).toBe(404);
    }
    expect((await read(`${BASE}/${path}/documenti/9`)).status).toBe(404);
    expect((await put('altro', answer('1'))).status).toBe(404);
    expect((await read('/non-c-e/api/protocollo/v1/registrazioni')).status).toBe(404);
  });

  it('answers 429 to who tries too many keys, and lets in the right one all the same', async () => {
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 32; attempt += 1) {
      statuses.push((await read(`${BASE}/registrazioni`, `sbagliata-${attempt}`)).status);
    }
    expect(statuses.at(-1)).toBe(429);
    expect((await read(`${BASE}/registrazioni`)).status).toBe(200);
  });
});
