import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isCodiceFiscale, isOfName, OPERATOR_LISTS, readSearch } from '@stanza/core';
import { makeMemoryHasher } from '@stanza/core/testing';
import { inTenant, makePool, makeUnitOfWork, type Pool } from '@stanza/postgres';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { type LargeEnte, seedLargeEnte } from './large-ente.ts';
import { openOwner } from './open-owner.ts';

const PRACTICES = 400;

describe('the ente with very many practices', () => {
  let database: TestDatabase;
  let owner: Pool;
  let app: Pool;
  let ente: LargeEnte;
  const said: string[] = [];
  const seed = () =>
    seedLargeEnte({
      pool: owner,
      hasher: makeMemoryHasher(),
      practices: PRACTICES,
      say: (text) => said.push(text),
    });

  beforeAll(async () => {
    database = await createTestDatabase();
    owner = openOwner(database.adminUrl);
    app = makePool(database.appUrl, { max: 2 });
    const seeded = await seed();
    if (seeded === null) throw new Error('It was there already');
    ente = seeded;
  });
  afterAll(async () => {
    await Promise.all([owner.end(), app.end()]);
    await database.drop();
  });

  const rows = <Row extends Record<string, unknown>>(text: string) =>
    inTenant(app, ente.tenant.id, ({ query }) => query<Row>({ text }));

  it('has as many as were asked for, each with a code and a number of its own, and says how far it is', async () => {
    const found = await rows<{ code: string; state: string; number: string }>(
      'select code, state, protocol_number as number from practice',
    );
    expect(found).toHaveLength(PRACTICES);
    expect(new Set(found.map(({ code }) => code)).size).toBe(PRACTICES);
    for (const { code, state, number } of found) {
      expect(readSearch(code)).toEqual({ kind: 'codice', code });
      expect(number === null).toBe(state === 'bozza');
    }
    expect(said.at(-1)).toBe(`${PRACTICES} pratiche su ${PRACTICES}`);
  });

  it('has citizens whose codici fiscali are those of their names', async () => {
    const found = await rows<{ code: string; cognome: string; nome: string }>(
      'select codice_fiscale as code, cognome, nome from citizen',
    );
    expect(found).toHaveLength(PRACTICES / 4);
    for (const { code, cognome, nome } of found) {
      expect(isCodiceFiscale(code)).toBe(true);
      expect(isOfName(code, cognome, nome)).toBe(true);
    }
  });

  it('is counted and found like any other, by operators of all services, of some and of a rare one', async () => {
    const [first] = ente.operators;
    const desk = async (operator = first) => {
      if (operator === undefined) throw new Error('There is no such operator');
      return makeUnitOfWork(app).read(ente.tenant.id, ({ reads }) => reads.operatorDesk(operator.id));
    };
    const { counts, services } = await desk();
    const [sent] = await rows<{ number: number }>("select count(*) as number from practice where state <> 'bozza'");
    expect(counts.tutte).toBe(sent?.number);
    expect(services).toHaveLength(ente.services.length);
    for (const list of OPERATOR_LISTS)
      expect((await desk(ente.operators[3])).counts[list]).toBeLessThanOrEqual(counts.tutte);
    expect((await desk(ente.operators.at(-1))).services).toHaveLength(1);
  });

  it('is left as it is when it is there already', async () => {
    expect(await seed()).toBeNull();
  });
});
