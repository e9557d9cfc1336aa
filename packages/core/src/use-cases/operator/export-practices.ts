import type { Attachment } from '../../attachment/attachment.ts';
import type { Actor } from '../../operator/actor.ts';
import type { Payment } from '../../payment/payment.ts';
import type { Clock } from '../../ports/clock.ts';
import type { OfficeQuery, OperatorPracticeRow } from '../../ports/read-models.ts';
import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import { type Term, term } from '../../practice/deadline.ts';
import type { Integration } from '../../practice/integration.ts';
import type { Practice } from '../../practice/practice.ts';
import { type AnswerColumn, answerColumns, answersByColumn } from '../../service/answer-columns.ts';
import { type CompiledService, journey } from '../../service/journey.ts';
import { dayInItaly } from '../../shared/calendar.ts';
import type { PracticeId, ServiceId, TenantId } from '../../shared/ids.ts';
import type { CompiledServices } from '../compiled-services.ts';
import { describeIntegration, type IntegrationView } from '../describe-integration.ts';
import { displayFacts } from '../display-facts.ts';
import { recordAct } from '../record-act.ts';
import { namesIn } from './names-in.ts';

/** Practices that are read at once. */
const BATCH = 200;

/** The columns of the answers of one service. */
export interface ServiceColumns {
  readonly serviceId: ServiceId;
  /** As it is called now. */
  readonly name: string;
  readonly columns: readonly AnswerColumn[];
}

/** A practice with everything that the office may know of it. The citizen's private note is not part of it. */
export interface PracticeLine {
  readonly practice: Practice;
  /** As it was called when the practice was started. */
  readonly serviceName: string;
  /** Who is in charge, by name; null when nobody is. */
  readonly assignedTo: string | null;
  /** Who opened it at the counter, by name; null when the citizen did. */
  readonly openedBy: string | null;
  readonly term: Term | null;
  /** Oldest first. */
  readonly integrations: readonly IntegrationView[];
  /** What was asked for and paid, oldest first. */
  readonly payments: readonly Payment[];
  /** By the keys of the columns of its service. */
  readonly answers: ReadonlyMap<string, string>;
}

export interface PracticeExport {
  /** Of the services that the list may hold practices of, by name. */
  readonly services: readonly ServiceColumns[];
  /** The practices of the list in its order, read batch by batch as they are asked for; to be gone through once. */
  practices(): AsyncGenerator<PracticeLine, void, void>;
}

export type ExportPractices = (tenantId: TenantId, actor: Actor, query: OfficeQuery) => Promise<PracticeExport>;

/** What was chosen, for the register of the office: whether something was searched, never whom. */
const chosen = ({ list, state, sent, order, search }: OfficeQuery, service: string | null) => ({
  elenco: list,
  ordine: order,
  ...(service === null ? {} : { servizio: service }),
  ...(state === null ? {} : { stato: state }),
  ...(sent?.from == null ? {} : { dal: sent.from }),
  ...(sent?.to == null ? {} : { al: sent.to }),
  ...(search === null ? {} : { ricerca: search.kind }),
});

const revisionKey = (serviceId: ServiceId, revision: number): string => `${serviceId}/${revision}`;

const NO_PAYMENTS: ReadonlyMap<PracticeId, readonly Payment[]> = new Map();

interface Revisions {
  readonly services: readonly ServiceColumns[];
  readonly compiled: ReadonlyMap<string, CompiledService>;
  /** Path of the one service that was chosen; null when all were. */
  readonly slug: string | null;
  readonly hasPayments: boolean;
}

/** Everything that the practices of the list may have been started on. */
const readRevisions = async (
  stores: Stores,
  compiled: CompiledServices,
  { operator }: Actor,
  { serviceId }: OfficeQuery,
): Promise<Revisions> => {
  const desk = await stores.reads.operatorDesk(operator.id);
  const services = desk.services.filter(({ id }) => serviceId === null || id === serviceId);
  const published = await stores.services.revisionsOf(services.map(({ id }) => id));
  const all = published.map((one) => ({ ...one, service: compiled.compile(one.definition) }));
  const byService = Map.groupBy(all, (one) => one.serviceId);
  return {
    services: services.map(({ id, name }) => ({
      serviceId: id,
      name,
      columns: answerColumns((byService.get(id) ?? []).map(({ service }) => service)),
    })),
    compiled: new Map(all.map((one) => [revisionKey(one.serviceId, one.definition.revision), one.service])),
    slug: serviceId === null ? null : (services[0]?.slug ?? ''),
    hasPayments: desk.hasPayments,
  };
};

/** The list of the office as a table of everything that was asked and answered, for a file (ente.md, "CSV export"). */
export const makeExportPractices = (deps: {
  unitOfWork: UnitOfWork;
  services: CompiledServices;
  clock: Clock;
}): ExportPractices => {
  const describe = (
    service: CompiledService,
    practice: Practice,
    attachments: readonly Attachment[],
    integrations: readonly Integration[],
  ): Pick<PracticeLine, 'term' | 'integrations' | 'answers'> => {
    const { definition } = service;
    const { submittedAt, applicant } = practice;
    return {
      term:
        submittedAt === null
          ? null
          : term(submittedAt, definition.deadlineDays, integrations, dayInItaly(deps.clock.now())),
      integrations: integrations.map((one) =>
        describeIntegration(deps.services, definition, practice, one, attachments),
      ),
      answers: answersByColumn(journey(service, practice.answers), displayFacts(applicant, attachments)),
    };
  };

  /** What the rows of a page say, in full: so many queries, however many rows there are. */
  const readBatch = async (
    stores: Stores,
    rows: readonly OperatorPracticeRow[],
    { compiled, hasPayments }: Revisions,
  ): Promise<readonly PracticeLine[]> => {
    const ids = rows.map(({ id }) => id);
    const practices = new Map((await stores.practices.byIds(ids)).map((practice) => [practice.id, practice]));
    const attachments = await stores.attachments.ofPractices(ids);
    const integrations = await stores.integrations.ofPractices(ids);
    const payments = hasPayments ? await stores.payments.ofPractices(ids) : NO_PAYMENTS;
    const nameOf = await namesIn(
      stores,
      [...practices.values()].map(({ openedBy }) => openedBy),
    );
    return rows.flatMap(({ id, assignedTo, serviceName }) => {
      const practice = practices.get(id);
      // What is of a service, or of a revision, that came while this was read: it was sent after the beginning.
      const service = practice && compiled.get(revisionKey(practice.serviceId, practice.revision));
      if (practice === undefined || service === undefined) return [];
      const more = describe(service, practice, attachments.get(id) ?? [], integrations.get(id) ?? []);
      const paid = payments.get(id) ?? [];
      const openedBy = nameOf(practice.openedBy);
      return [{ practice, serviceName, assignedTo, openedBy, payments: paid, ...more }];
    });
  };

  return async (tenantId, actor, query) => {
    const revisions = await deps.unitOfWork.read(tenantId, (stores) =>
      readRevisions(stores, deps.services, actor, query),
    );
    const { services, slug } = revisions;
    const record = (action: 'esportazione' | 'esportazione_finita', details: Readonly<Record<string, string>>) =>
      deps.unitOfWork.run(tenantId, (stores) =>
        recordAct(stores, actor, { at: deps.clock.now(), action, subject: null, details }),
      );
    return {
      services,
      async *practices() {
        // Before the first row: who reads so much is written down whatever happens afterwards.
        await record('esportazione', chosen(query, slug));
        let after: string | null = null;
        let given = 0;
        let outcome = 'interrotta';
        try {
          do {
            const page = { after, limit: BATCH };
            const batch = await deps.unitOfWork.read(tenantId, async (stores) => {
              const { rows, next } = await stores.reads.operatorPage(actor.operator.id, query, page);
              return { practices: await readBatch(stores, rows, revisions), next };
            });
            for (const practice of batch.practices) {
              given += 1;
              yield practice;
            }
            after = batch.next;
          } while (after !== null);
          outcome = 'completa';
        } finally {
          await record('esportazione_finita', { righe: String(given), esito: outcome });
        }
      },
    };
  };
};
