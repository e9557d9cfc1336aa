import { describe, expect, it } from '@jest/globals';
import type { OfficeQuery } from '../../ports/read-models.ts';
import { readSearch } from '../../practice/office-search.ts';
import type { Practice } from '../../practice/practice.ts';
import { practiceIdSchema } from '../../shared/ids.ts';
import { aService, aServiceDefinition, must } from '../../testing/index.ts';
import { inCharge } from '../testing/integration-in-charge.ts';
import type { PracticeLine } from './export-practices.ts';

const ALL: OfficeQuery = {
  list: 'tutte',
  serviceId: null,
  state: null,
  search: null,
  order: 'data-asc',
  sent: { from: null, to: null },
};

/** One that is like it, of the same citizen. */
const another = (id: string, practice: Practice, code: string): Practice => ({
  ...practice,
  id: practiceIdSchema.parse(id),
  code,
});

const read = async (lines: AsyncIterable<PracticeLine>): Promise<readonly PracticeLine[]> => {
  const all: PracticeLine[] = [];
  for await (const line of lines) all.push(line);
  return all;
};

/** A practice in charge of an operator, and so many more of the same service that were sent after it. */
const office = async (more = 0) => {
  const begun = await inCharge();
  const { portal, ente, operator, run, detail } = begun;
  const { practice } = await detail();
  const actor = { operator, address: '127.0.0.1' };
  const extra = Array.from({ length: more }, (_, index) => ({
    ...another(begun.portal.ids.next(), practice, `2222-${1000 + index}`),
    submittedAt: new Date((practice.submittedAt?.getTime() ?? 0) + index + 1),
  }));
  await run(async ({ practices }) => {
    for (const one of extra) await practices.insert(one, false);
  });
  const exported = (query: OfficeQuery = ALL) => portal.exportPractices(ente.id, actor, query);
  const acts = async () =>
    (await run(({ audit }) => audit.page({ after: null, limit: 50 }))).rows
      .filter(({ action }) => action.startsWith('esportazione'))
      .map(({ action, details }) => ({ action, ...details }));
  return { ...begun, practice, actor, extra, exported, acts };
};

describe('the export of a list', () => {
  it('has every practice of it with answers, integrations and who works on it, and is written down', async () => {
    const { request, save, answer, portal, exported, acts, practice, operator } = await office();
    must(await request());
    must(await save({ uso: 'Mutuo' }, ['uno']));
    must(await answer());
    await portal.drain();
    const { services, practices } = await exported();
    const [line] = await read(practices());
    const columns = services[0]?.columns ?? [];
    const uso = columns.find(({ labels }) => labels.at(-1) === 'Uso del certificato')?.key ?? '';
    // What it was sent with stays as it was; what the integration has changed is said with the integration.
    expect(line?.answers.get(uso)).toBe('Banca');
    expect(line?.integrations).toMatchObject([
      {
        asked: ['Uso del certificato', 'Contratto'],
        rows: [{ value: 'Mutuo' }, { value: 'contratto.pdf' }, { value: '' }],
      },
    ]);
    expect(line).toMatchObject({ practice: { code: practice.code }, assignedTo: operator.name, openedBy: null });
    expect(line?.term?.deadline).toMatch(/^\d\d\/\d\d\/2026$/u);
    expect(JSON.stringify(line)).not.toContain('nota');
    expect(await acts()).toEqual([
      { action: 'esportazione_finita', righe: '1', esito: 'completa' },
      { action: 'esportazione', elenco: 'tutte', ordine: 'data-asc' },
    ]);
  });

  it('goes through it batch by batch, in its order, each practice once', async () => {
    const { exported, extra, practice } = await office(450);
    const lines = await read((await exported()).practices());
    expect(lines.map((line) => line.practice.code)).toEqual([practice, ...extra].map(({ code }) => code));
  });

  it('stops reading when nobody wants more, and says so in the register', async () => {
    const { exported, acts } = await office(450);
    const { practices } = await exported();
    for await (const _line of practices()) break;
    expect((await acts())[0]).toEqual({ action: 'esportazione_finita', righe: '1', esito: 'interrotta' });
  });

  it('has only services that the operator is enabled for, and of one that is chosen only that one', async () => {
    const { run, exported, portal, practice } = await office();
    const definition = aServiceDefinition({ slug: 'altro' });
    const other = aService(portal.ids.next(), { definition });
    await run(({ services }) => services.insert(other));
    const foreign = { ...another(portal.ids.next(), practice, '2222-AAAA'), serviceId: other.id };
    await run(({ practices }) => practices.insert(foreign, false));
    const both = await exported();
    expect(both.services.map(({ serviceId }) => serviceId)).toEqual([practice.serviceId]);
    expect(await read(both.practices())).toHaveLength(1);
    const none = await exported({ ...ALL, serviceId: other.id });
    expect([none.services, await read(none.practices())]).toEqual([[], []]);
  });

  it('has what is searched, and nothing of it in the register', async () => {
    const { exported, acts, practice } = await office();
    const surname = practice.applicant?.identity.cognome ?? '';
    const lines = await read((await exported({ ...ALL, search: readSearch(surname) })).practices());
    expect(lines).toHaveLength(1);
    expect((await acts())[1]).toEqual({ action: 'esportazione', elenco: 'tutte', ordine: 'data-asc', ricerca: 'nome' });
  });

  it('leaves out what is of a revision that was published while it was read', async () => {
    const { exported, run, portal, practice, service } = await office();
    const { practices } = await exported();
    const definition = { ...service.definition, revision: practice.revision + 1 };
    expect(await run(({ services }) => services.publish(service.id, definition))).toBe(true);
    const later = { ...another(portal.ids.next(), practice, '2222-AAAA'), revision: definition.revision };
    await run(({ practices: store }) => store.insert(later, false));
    expect((await read(practices())).map((line) => line.practice.code)).toEqual([practice.code]);
  });
});
