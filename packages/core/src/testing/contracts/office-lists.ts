import { expect, it } from '@jest/globals';
import type { Citizen } from '../../person/citizen.ts';
import {
  type ChargeList,
  LIST_STATES,
  OFFICE_ORDERS,
  type OfficeOrder,
  type OfficeQuery,
  OPERATOR_LISTS,
  type OperatorList,
  type PageRequest,
} from '../../ports/read-models.ts';
import type { Practice } from '../../practice/practice.ts';
import type { ServiceSettings } from '../../service/service.ts';
import { anOperator, aService, aServiceDefinition } from '../builders.ts';
import { officeSearches } from './office-searches.ts';
import { anOfficeQuery, readToTheEnd } from './pages.ts';
import { asApplicant, type DatabaseUnderTest, minutesLater, NOW, type Stage, type StagedEnte } from './stage.ts';

/** An ente with a second service and a colleague, and a practice in each situation that the four lists tell apart. */
const officeAtWork = async (stage: Stage<DatabaseUnderTest>) => {
  const ente = await stage.addEnte();
  const { tenant, service, operator, storedDraft } = ente;
  const definition = aServiceDefinition({ slug: 'altro' });
  const foreign = aService(stage.ids.next(), { definition });
  const colleague = anOperator(stage.ids.next(), { email: 'c@comune.example', name: 'Zeno', services: [service.id] });
  await stage.under.setup.publishService(tenant.id, foreign);
  await stage.under.setup.addOperator(tenant.id, colleague, 'hash');
  const sentAt = (minute: number, given: Partial<Practice>) =>
    storedDraft({ submittedAt: minutesLater(minute), assignedTo: operator.id, ...given });
  await storedDraft();
  const practices = {
    fresh: await sentAt(1, { state: 'inviata', assignedTo: null }),
    mine: await sentAt(2, { state: 'in_elaborazione' }),
    meantime: await sentAt(2, { state: 'in_elaborazione' }),
    waiting: await sentAt(3, { state: 'da_integrare' }),
    hers: await sentAt(4, { state: 'in_elaborazione', assignedTo: colleague.id }),
    accepted: await sentAt(5, { state: 'accettata' }),
    refusedByHer: await sentAt(6, { state: 'rifiutata', assignedTo: colleague.id }),
  };
  const elsewhere = { serviceId: foreign.id, assignedTo: null };
  await sentAt(7, { ...elsewhere, state: 'inviata' });
  await sentAt(8, { ...elsewhere, state: 'accettata' });
  return { ...ente, colleague, foreign, practices };
};

/** All that a query finds, read three rows at a time. */
export const idsFound = ({ run, operator }: Pick<StagedEnte, 'run' | 'operator'>, query: OfficeQuery) =>
  readToTheEnd((request: PageRequest) => run(({ reads }) => reads.operatorPage(operator.id, query, request)), 3);

const inOrder = (order: OfficeOrder, query = anOfficeQuery('tutte')): OfficeQuery =>
  order === 'data-desc' || order === 'data-asc' ? { ...query, order } : { ...query, order, sent: null };

/** What the read models promise to the office. */
export const officeLists = (stage: Stage<DatabaseUnderTest>): void => {
  it("count and list the office's practices, of the operator's own services and without drafts", async () => {
    const { run, operator, service, practices } = await officeAtWork(stage);
    const { fresh, mine, meantime, waiting, hers, accepted, refusedByHer } = practices;
    const expected: Readonly<Record<OperatorList, readonly Practice[]>> = {
      da_gestire: [waiting, meantime, mine],
      da_assegnare: [fresh],
      concluse: [refusedByHer, accepted],
      tutte: [refusedByHer, accepted, hers, waiting, meantime, mine, fresh],
    };
    const { counts, services } = await run(({ reads }) => reads.operatorDesk(operator.id));
    expect(services).toEqual([{ id: service.id, slug: 'certificato', name: 'Certificato' }]);
    for (const list of OPERATOR_LISTS) {
      const readPage = (request: PageRequest) =>
        run(({ reads }) => reads.operatorPage(operator.id, anOfficeQuery(list), request));
      const ids = expected[list].map(({ id }) => id);
      for (const limit of [1, 2, 50]) expect(await readToTheEnd(readPage, limit)).toEqual(ids);
      expect(counts[list]).toBe(ids.length);
    }
  });

  it('count what a practice becomes, whoever has it', async () => {
    const { run, operator, colleague, practices } = await officeAtWork(stage);
    await run(async (stores) => {
      const mine = { ...practices.fresh, state: 'in_elaborazione', assignedTo: operator.id, version: 2 } as const;
      expect(await stores.practices.update(mine, 1)).toBe(true);
      expect(await stores.practices.update({ ...mine, assignedTo: colleague.id, version: 3 }, 2)).toBe(true);
    });
    const countsOf = async (id: typeof operator.id) => (await run(({ reads }) => reads.operatorDesk(id))).counts;
    expect(await countsOf(operator.id)).toEqual({ da_gestire: 3, da_assegnare: 0, concluse: 2, tutte: 7 });
    expect(await countsOf(colleague.id)).toEqual({ da_gestire: 2, da_assegnare: 0, concluse: 2, tutte: 7 });
  });

  it('show an operator the name of the applicant and of the colleague in charge', async () => {
    const { run, operator, citizen, practices } = await officeAtWork(stage);
    const first = { after: null, limit: 50 };
    const { rows } = await run(({ reads }) => reads.operatorPage(operator.id, anOfficeQuery('tutte'), first));
    const inCharge = new Map(rows.map(({ id, assignedTo }) => [id, assignedTo]));
    expect(inCharge.get(practices.fresh.id)).toBeNull();
    expect(inCharge.get(practices.hers.id)).toBe('Zeno');
    expect(rows.find(({ id }) => id === practices.mine.id)).toEqual({
      changedAt: NOW,
      warning: null,
      dueDate: null,
      id: practices.mine.id,
      code: practices.mine.code,
      serviceName: 'Certificato',
      serviceSlug: 'certificato',
      area: 'Anagrafe',
      state: 'in_elaborazione',
      protocol: null,
      date: minutesLater(2),
      version: 1,
      applicantName: `${citizen.identity.cognome} ${citizen.identity.nome}`,
      codiceFiscale: citizen.identity.codiceFiscale,
      assignedTo: operator.name,
      decidesTogether: false,
    });
  });

  it('know of each practice whether its service may be decided together, as the ente has it now', async () => {
    const { run, service, operator } = await officeAtWork(stage);
    const first = { after: null, limit: 50 };
    const known = async (settings: Partial<ServiceSettings>) => {
      await run(async ({ services }) => {
        const now = await services.byId(service.id);
        if (now === null) throw new Error('It is there');
        await services.saveChoices(now.id, { ...now, settings: { ...now.settings, ...settings } }, now.version);
      });
      const { rows } = await run(({ reads }) => reads.operatorPage(operator.id, anOfficeQuery('da_gestire'), first));
      return rows.map(({ decidesTogether }) => decidesTogether);
    };
    expect(await known({ answerFlow: 'documento', bulkDecisions: true })).toEqual([true, true, true]);
    expect(await known({ answerFlow: 'firma' })).toEqual([false, false, false]);
  });

  it('count and list what each operator has in charge, of whatever service, and nothing that is closed', async () => {
    const { run, operator, colleague, practices } = await officeAtWork(stage);
    expect(await run(({ reads }) => reads.charges())).toEqual([
      { operatorId: operator.id, name: operator.name, enabled: true, practices: 3, stranded: 0 },
      { operatorId: colleague.id, name: 'Zeno', enabled: true, practices: 1, stranded: 0 },
    ]);
    const readPage = (request: PageRequest) => run(({ reads }) => reads.chargePage(operator.id, 'tutte', request));
    for (const limit of [1, 5]) {
      expect(await readToTheEnd(readPage, limit)).toEqual([
        practices.waiting.id,
        practices.meantime.id,
        practices.mine.id,
      ]);
    }
    const { rows } = await run(({ reads }) => reads.chargePage(colleague.id, 'tutte', { after: null, limit: 5 }));
    expect(rows).toMatchObject([
      { id: practices.hers.id, serviceName: 'Certificato', state: 'in_elaborazione', stranded: false },
    ]);
  });

  it('tell what is stranded: in charge of who is not enabled for its service any more, or is disabled', async () => {
    const { run, operator, colleague, foreign, storedDraft, practices } = await officeAtWork(stage);
    const kept = await storedDraft({
      serviceId: foreign.id,
      state: 'da_integrare',
      submittedAt: minutesLater(1),
      assignedTo: colleague.id,
    });
    const ids = (of: typeof operator, list: ChargeList) =>
      readToTheEnd((request: PageRequest) => run(({ reads }) => reads.chargePage(of.id, list, request)), 1);
    const stranded = async () => (await run(({ reads }) => reads.charges())).map((one) => one.stranded);
    expect([await ids(colleague, 'da_riassegnare'), await stranded()]).toEqual([[kept.id], [0, 1]]);

    const { name, role } = operator;
    await run(({ accounts }) => accounts.update(operator.id, { name, role, services: [], enabled: true }, 0));
    const change = { name: 'Zeno', role, services: [foreign.id], enabled: false };
    await run(({ accounts }) => accounts.update(colleague.id, change, 0));
    expect(await ids(operator, 'da_riassegnare')).toEqual([
      practices.waiting.id,
      practices.meantime.id,
      practices.mine.id,
    ]);
    expect(await ids(colleague, 'da_riassegnare')).toEqual(await ids(colleague, 'tutte'));
    expect(await stranded()).toEqual([3, 2]);
  });

  it('show nothing to an operator who works on no service', async () => {
    const { run, tenant, storedDraft } = await stage.addEnte();
    await storedDraft({ state: 'inviata', submittedAt: NOW });
    const idle = anOperator(stage.ids.next(), { email: 'idle@comune.example' });
    await stage.under.setup.addOperator(tenant.id, idle, 'hash');
    await run(async ({ reads }) => {
      const counts = { da_gestire: 0, da_assegnare: 0, concluse: 0, tutte: 0 };
      expect(await reads.operatorDesk(idle.id)).toEqual({ counts, services: [], hasPayments: false });
      const page = await reads.operatorPage(idle.id, anOfficeQuery('tutte'), { after: null, limit: 5 });
      expect(page).toEqual({ rows: [], next: null, morePeople: false });
    });
  });

  it('put a list in each order, forwards and backwards, and a place in one is none in another', async () => {
    const ente = await stage.addEnte();
    const { run, citizen, storedDraft, operator } = ente;
    const named = (cognome: string, nome: string): Pick<Practice, 'applicant'> => {
      const person: Citizen = { ...citizen, identity: { ...citizen.identity, cognome, nome } };
      return { applicant: asApplicant(person) };
    };
    const numbered = (number: string, year: number) => ({ requestProtocol: { number, year, registeredAt: NOW } });
    const sent = (minute: number, given: Partial<Practice>) =>
      storedDraft({ state: 'inviata', submittedAt: minutesLater(minute), ...given });
    const zoe = await sent(1, { ...named('Zóccoli', 'Zoe'), ...numbered('0000002', 2026) });
    const adele = await sent(2, { ...named('Èrcoli', 'Adele'), ...numbered('0000010', 2025) });
    const anna = await sent(3, { ...named('ercoli', 'Anna') });
    const bea = await sent(4, { ...named('De Luca', 'Bea'), ...numbered('0000001', 2026) });
    const expected = {
      data: [zoe, adele, anna, bea],
      protocollo: [anna, adele, bea, zoe],
      richiedente: [bea, adele, anna, zoe],
    };
    const page = (order: OfficeOrder, after: string | null) =>
      run(({ reads }) => reads.operatorPage(operator.id, inOrder(order), { after, limit: 2 }));
    for (const order of OFFICE_ORDERS) {
      const by = order.startsWith('data') ? 'data' : order.startsWith('protocollo') ? 'protocollo' : 'richiedente';
      const ids = expected[by].map(({ id }) => id);
      if (order.endsWith('desc')) ids.reverse();
      expect(await idsFound(ente, inOrder(order))).toEqual(ids);
      const first = await page(order, null);
      expect(first.next).not.toMatch(/luca|ercoli|zoccoli/iu);
      for (const other of OFFICE_ORDERS.filter((one) => one !== order)) {
        const begun = await page(other, first.next);
        expect(begun.rows).toEqual((await page(other, null)).rows);
      }
    }
  });

  it('show of a list one service, one state, the days of sending, in any combination', async () => {
    const ente = await stage.addEnte();
    const { tenant, service, storedDraft } = ente;
    const other = aService(stage.ids.next(), { definition: aServiceDefinition({ slug: 'altro', name: 'Altro' }) });
    await stage.under.setup.publishService(tenant.id, other);
    const operator = anOperator(stage.ids.next(), { email: 'due@comune.example', services: [service.id, other.id] });
    await stage.under.setup.addOperator(tenant.id, operator, 'hash');
    const sent = (at: string, state: Practice['state'], serviceId = service.id) =>
      storedDraft({
        state,
        submittedAt: new Date(at),
        serviceId,
        assignedTo: state === 'inviata' ? null : operator.id,
      });
    // The last minute of 28 March in Italy and the first of the 30th, with the change of the hour between them.
    const late = await sent('2026-03-28T22:59:59.999Z', 'inviata');
    const early = await sent('2026-03-28T23:00:00.000Z', 'accettata');
    const evening = await sent('2026-03-29T21:59:59.999Z', 'rifiutata', other.id);
    const after = await sent('2026-03-29T22:00:00.000Z', 'in_elaborazione', other.id);
    const found = (given: Partial<OfficeQuery & { readonly order: 'data-desc' }>) =>
      idsFound({ ...ente, operator }, { ...anOfficeQuery('tutte'), ...given });
    const ids = (...practices: readonly Practice[]) => practices.map(({ id }) => id);
    const day = '2026-03-29';
    expect(await found({ serviceId: other.id })).toEqual(ids(after, evening));
    expect(await found({ state: 'accettata' })).toEqual(ids(early));
    expect(await found({ sent: { from: day, to: day } })).toEqual(ids(evening, early));
    expect(await found({ sent: { from: day, to: null } })).toEqual(ids(after, evening, early));
    expect(await found({ sent: { from: null, to: '2026-03-28' } })).toEqual(ids(late));
    expect(await found({ list: 'concluse', serviceId: service.id, sent: { from: day, to: day } })).toEqual(ids(early));
    expect(await found({ list: 'da_gestire', serviceId: service.id })).toEqual([]);
    expect(await found({ list: 'da_gestire', serviceId: other.id, state: 'in_elaborazione' })).toEqual(ids(after));
    // A state that the list does not have, and a service that is not the operator's.
    expect(LIST_STATES.concluse).not.toContain('inviata');
    expect(await found({ list: 'concluse', state: 'inviata' })).toEqual([]);
    expect(await idsFound(ente, { ...anOfficeQuery('tutte'), serviceId: other.id })).toEqual([]);
  });

  it('take what is no place in a list for its beginning', async () => {
    const { run, operator } = await officeAtWork(stage);
    for (const after of ['', 'x', 'data-desc', 'data-desc.x', 'data-desc.1.x', "richiedente-asc..'", '\u0000']) {
      const { rows } = await run(({ reads }) =>
        reads.operatorPage(operator.id, anOfficeQuery('tutte'), { after, limit: 9 }),
      );
      expect(rows).toHaveLength(7);
    }
  });

  officeSearches(stage);
};
