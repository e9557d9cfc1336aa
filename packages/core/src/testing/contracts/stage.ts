import { afterAll, beforeAll } from '@jest/globals';
import type { Operator } from '../../operator/operator.ts';
import type { Citizen } from '../../person/citizen.ts';
import type { EnteSetup } from '../../ports/ente-setup.ts';
import type { Ids } from '../../ports/ids.ts';
import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import type { Practice } from '../../practice/practice.ts';
import type { Service } from '../../service/service.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { aCitizen, aDraft, anOperator, aService, aTenant } from '../builders.ts';
import { makeCountingIds } from '../memory/gateways.ts';
import { must } from '../must.ts';

export const NOW = new Date('2026-03-02T09:00:00.000Z');
export const minutesLater = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);

/** A database that nobody else uses, with no ente in it. */
export interface DatabaseUnderTest {
  readonly unitOfWork: UnitOfWork;
  readonly setup: EnteSetup;
  close(): Promise<void>;
}

/** An ente with one service, one operator who works on it and one citizen. */
export interface StagedEnte {
  readonly tenant: Tenant;
  readonly service: Service;
  readonly operator: Operator;
  readonly citizen: Citizen;
  /** Does some work in a transaction of this ente. */
  run<T>(work: (stores: Stores) => Promise<T>): Promise<T>;
  /** A new draft of the citizen for the service, not stored. */
  newDraft(given?: Partial<Practice>): Practice;
  /** The same, stored; with its applicant when it was sent. */
  storedDraft(given?: Partial<Practice>): Promise<Practice>;
}

export interface Stage<Under extends DatabaseUnderTest> {
  /** What `open` gave; there is nothing before the first test. */
  readonly under: Under;
  readonly ids: Ids;
  /** Puts one more ente on the portal, so that each test has its own. */
  addEnte(): Promise<StagedEnte>;
}

/** A citizen as a practice keeps them. */
export const asApplicant = ({ identity, contacts, residenza, domicilio }: Citizen): Practice['applicant'] => ({
  identity,
  contacts,
  residenza,
  domicilio,
});

const addEnte = async ({ unitOfWork, setup }: DatabaseUnderTest, ids: Ids): Promise<StagedEnte> => {
  const id = ids.next();
  const tenant = aTenant(id, { slug: `ente-${id}`, name: `Comune ${id}` });
  const service = aService(ids.next());
  const operator = anOperator(ids.next(), { services: [service.id] });
  const citizen = aCitizen(ids.next());
  await setup.addTenant(tenant);
  must(await setup.publishService(tenant.id, service));
  await setup.addOperator(tenant.id, operator, 'hash');
  await unitOfWork.run(tenant.id, ({ citizens }) => citizens.insert(citizen));
  const run = <T>(work: (stores: Stores) => Promise<T>) => unitOfWork.run(tenant.id, work);
  const newDraft = (given: Partial<Practice> = {}) =>
    aDraft(ids.next(), { citizenId: citizen.id, serviceId: service.id }, { createdAt: NOW, ...given });
  const storedDraft = async (given: Partial<Practice> = {}) => {
    const draft = newDraft({ applicant: given.submittedAt ? asApplicant(citizen) : null, ...given });
    await run(({ practices }) => practices.insert(draft, false));
    return draft;
  };
  return { tenant, service, operator, citizen, run, newDraft, storedDraft };
};

/** Opens the database before the tests of the `describe` around it and closes it after them. */
export const useStage = <Under extends DatabaseUnderTest>(open: () => Promise<Under>): Stage<Under> => {
  let under: Under;
  beforeAll(async () => {
    under = await open();
  });
  afterAll(() => under.close());
  const ids = makeCountingIds();
  return {
    get under() {
      return under;
    },
    ids,
    addEnte: () => addEnte(under, ids),
  };
};
