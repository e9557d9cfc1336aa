import {
  type Citizen,
  citizenIdSchema,
  codiceFiscaleSchema,
  type Operator,
  operatorIdSchema,
  type Practice,
  practiceCode,
  practiceIdSchema,
  type Service,
  serviceDefinitionSchema,
  serviceIdSchema,
  type Tenant,
  tenantIdSchema,
} from '@stanza/core';
import type pg from 'pg';
import { v7 } from 'uuid';
import { createTestDatabase, type TestDatabase } from '../../../../scripts/testing/database.ts';
import { makeEnteSetup } from '../make-ente-setup.ts';
import { makeUnitOfWork } from '../make-unit-of-work.ts';
import { makePool } from '../pool.ts';

export const NOW = new Date('2026-03-02T09:00:00.000Z');

/** A database of one test file, with its pools and one ente that has one service, one operator and one citizen. */
export interface TestPortal {
  readonly database: TestDatabase;
  readonly admin: pg.Pool;
  readonly app: pg.Pool;
  readonly ente: TestEnte;
  close(): Promise<void>;
}

export interface TestEnte {
  readonly tenant: Tenant;
  readonly service: Service;
  readonly operator: Operator;
  readonly citizen: Citizen;
}

const paragraphs = ['Testo.'];
const base = { guide: paragraphs };

const definition = serviceDefinitionSchema.parse({
  slug: 'certificato',
  revision: 1,
  name: 'Certificato',
  area: 'Anagrafe',
  description: 'Un certificato.',
  introduction: paragraphs,
  sheet: {
    aChi: paragraphs,
    comeFare: paragraphs,
    cosaServe: paragraphs,
    cosaSiOttiene: paragraphs,
    tempi: paragraphs,
    accedi: paragraphs,
    condizioni: paragraphs,
    contatti: paragraphs,
  },
  office: 'Anagrafe',
  responsible: 'Maria Verdi',
  deadlineDays: 30,
  drafts: 'one',
  steps: [
    { ...base, kind: 'instructions', id: 'istruzioni', title: 'Istruzioni', text: paragraphs, consent: 'Ho letto' },
    { ...base, kind: 'applicant', id: 'richiedente', title: 'Richiedente' },
    { ...base, kind: 'summary', id: 'riepilogo', title: 'Riepilogo' },
  ],
});

const link = 'https://www.comune.example/';

export const openPortal = async (): Promise<TestPortal> => {
  const database = await createTestDatabase();
  const admin = makePool(database.adminUrl, { max: 2 });
  const app = makePool(database.appUrl, { max: 4 });
  return {
    database,
    admin,
    app,
    ente: await addEnte({ admin, app }, 'rovereto'),
    async close() {
      await Promise.all([admin.end(), app.end()]);
      await database.drop();
    },
  };
};

/** Puts another ente on the portal. @param slug its path, and the name it is searched by */
export const addEnte = async (pools: Pick<TestPortal, 'admin' | 'app'>, slug: string): Promise<TestEnte> => {
  const setup = makeEnteSetup(pools.admin);
  const tenant: Tenant = {
    id: tenantIdSchema.parse(v7()),
    slug,
    name: `Comune di ${slug}`,
    region: 'Trentino-Alto Adige',
    contacts: { address: 'Piazza 1', email: 'a@comune.example', pec: 'p@pec.example', phone: '0464 1' },
    links: {
      website: link,
      privacy: link,
      legalNotes: link,
      accessibility: link,
      reportInefficiency: link,
      faq: link,
    },
  };
  const service: Service = { id: serviceIdSchema.parse(v7()), definition, status: 'attivo', featured: false };
  const operator: Operator = {
    id: operatorIdSchema.parse(v7()),
    name: 'Anna Bianchi',
    email: 'Anna@comune.example',
    role: 'operatore',
    services: [service.id],
    enabled: true,
  };
  const citizen: Citizen = {
    id: citizenIdSchema.parse(v7()),
    identity: {
      codiceFiscale: codiceFiscaleSchema.parse('RSSMRA80A01H501U'),
      nome: 'Mario',
      cognome: 'Rossi',
      dataNascita: '1980-01-01',
      luogoNascita: 'Roma',
    },
    contacts: { email: null, telefono: null },
    residenza: null,
    domicilio: null,
    profileCompletedAt: null,
  };
  await setup.addTenant(tenant);
  await setup.publishService(tenant.id, service);
  await setup.addOperator(tenant.id, operator, 'hash');
  await makeUnitOfWork(pools.app).run(tenant.id, ({ citizens }) => citizens.insert(citizen));
  return { tenant, service, operator, citizen };
};

/** A new draft of the ente's citizen for its service, not stored. */
export const newDraft = ({ citizen, service }: TestEnte): Practice => {
  const id = practiceIdSchema.parse(v7());
  return {
    id,
    code: practiceCode(id),
    serviceId: service.id,
    revision: service.definition.revision,
    citizenId: citizen.id,
    state: 'bozza',
    version: 1,
    answers: {},
    createdAt: NOW,
    submittedAt: null,
    applicant: null,
    beneficiaries: [],
    assignedTo: null,
    requestProtocol: null,
    answerProtocol: null,
    decision: null,
    documents: {},
  };
};
