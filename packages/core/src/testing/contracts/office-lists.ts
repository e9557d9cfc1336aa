import { expect, it } from '@jest/globals';
import { OPERATOR_LISTS, type OperatorList, type PageRequest } from '../../ports/read-models.ts';
import type { Practice } from '../../practice/practice.ts';
import { anOperator, aService, aServiceDefinition } from '../builders.ts';
import { readToTheEnd } from './pages.ts';
import { type DatabaseUnderTest, minutesLater, NOW, type Stage } from './stage.ts';

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
    reserved: await sentAt(2, { state: 'inviata' }),
    waiting: await sentAt(3, { state: 'da_integrare' }),
    hers: await sentAt(4, { state: 'in_elaborazione', assignedTo: colleague.id }),
    accepted: await sentAt(5, { state: 'accettata' }),
    refusedByHer: await sentAt(6, { state: 'rifiutata', assignedTo: colleague.id }),
  };
  const elsewhere = { serviceId: foreign.id, assignedTo: null };
  await sentAt(7, { ...elsewhere, state: 'inviata' });
  await sentAt(8, { ...elsewhere, state: 'accettata' });
  return { ...ente, colleague, practices };
};

/** What the read models promise to the office. */
export const officeLists = (stage: Stage<DatabaseUnderTest>): void => {
  it("count and list the office's practices, of the operator's own services and without drafts", async () => {
    const { run, operator, practices } = await officeAtWork(stage);
    const { fresh, mine, reserved, waiting, hers, accepted, refusedByHer } = practices;
    const expected: Readonly<Record<OperatorList, readonly Practice[]>> = {
      da_gestire: [waiting, reserved, mine],
      da_assegnare: [fresh],
      concluse: [refusedByHer, accepted],
      tutte: [refusedByHer, accepted, hers, waiting, reserved, mine, fresh],
    };
    const counts = await run(({ reads }) => reads.operatorCounts(operator.id));
    for (const list of OPERATOR_LISTS) {
      const readPage = (request: PageRequest) => run(({ reads }) => reads.operatorPage(operator.id, list, request));
      const ids = expected[list].map(({ id }) => id);
      for (const limit of [1, 2, 50]) expect(await readToTheEnd(readPage, limit)).toEqual(ids);
      expect(counts[list]).toBe(ids.length);
    }
  });

  it('show an operator the name of the citizen and of the colleague in charge', async () => {
    const { run, operator, citizen, practices } = await officeAtWork(stage);
    const { rows } = await run(({ reads }) => reads.operatorPage(operator.id, 'tutte', { after: null, limit: 50 }));
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
      citizenName: `${citizen.identity.nome} ${citizen.identity.cognome}`,
      codiceFiscale: citizen.identity.codiceFiscale,
      assignedTo: operator.name,
    });
  });

  it('count and list what each operator has in charge, of whatever service, and nothing that is closed', async () => {
    const { run, operator, colleague, practices } = await officeAtWork(stage);
    expect(await run(({ reads }) => reads.charges())).toEqual([
      { operatorId: operator.id, name: operator.name, enabled: true, practices: 2 },
      { operatorId: colleague.id, name: 'Zeno', enabled: true, practices: 1 },
    ]);
    const readPage = (request: PageRequest) => run(({ reads }) => reads.chargePage(operator.id, request));
    for (const limit of [1, 5]) {
      expect(await readToTheEnd(readPage, limit)).toEqual([practices.waiting.id, practices.mine.id]);
    }
    const { rows } = await run(({ reads }) => reads.chargePage(colleague.id, { after: null, limit: 5 }));
    expect(rows).toMatchObject([{ id: practices.hers.id, serviceName: 'Certificato', state: 'in_elaborazione' }]);
  });

  it('show nothing to an operator who works on no service', async () => {
    const { run, tenant, storedDraft } = await stage.addEnte();
    await storedDraft({ state: 'inviata', submittedAt: NOW });
    const idle = anOperator(stage.ids.next(), { email: 'idle@comune.example' });
    await stage.under.setup.addOperator(tenant.id, idle, 'hash');
    await run(async ({ reads }) => {
      expect(await reads.operatorCounts(idle.id)).toEqual({ da_gestire: 0, da_assegnare: 0, concluse: 0, tutte: 0 });
      const page = await reads.operatorPage(idle.id, 'tutte', { after: null, limit: 5 });
      expect(page).toEqual({ rows: [], next: null });
    });
  });
};
