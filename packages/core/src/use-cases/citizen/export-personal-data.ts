import type { Attachment } from '../../attachment/attachment.ts';
import type { ServiceFeedback } from '../../feedback/feedback.ts';
import type { Payment } from '../../payment/payment.ts';
import type { Citizen } from '../../person/citizen.ts';
import type { Erasure } from '../../person/erasure.ts';
import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import type { Delivery } from '../../practice/delivery.ts';
import type { Integration } from '../../practice/integration.ts';
import {
  DOCUMENT_KINDS,
  type DocumentKind,
  isClosed,
  type Practice,
  type PracticeDocument,
} from '../../practice/practice.ts';
import { type TimelineEntry, visibleToCitizen } from '../../practice/timeline.ts';
import { journey, type SummarySection, summarise } from '../../service/journey.ts';
import type { CitizenId, PracticeId, TenantId } from '../../shared/ids.ts';
import type { TermsAcceptance } from '../../terms/terms.ts';
import type { CompiledServices } from '../compiled-services.ts';
import { describeIntegration, type IntegrationView } from '../describe-integration.ts';
import { displayFacts } from '../display-facts.ts';
import { integrationWithoutSender, mayDownload, withoutSender } from './view-practice.ts';

export interface ExportedPractice {
  readonly practice: Practice;
  readonly serviceName: string;
  readonly privateNote: string;
  /** The answers as people read them. */
  readonly sections: readonly SummarySection[];
  readonly integrations: readonly IntegrationView[];
  readonly timeline: readonly TimelineEntry[];
  readonly deliveries: readonly Delivery[];
  readonly feedback: ServiceFeedback | null;
  readonly documents: readonly { readonly kind: DocumentKind; readonly document: PracticeDocument }[];
}

/** Everything that an ente holds about a citizen; the bytes of the files are in the attachment storage. */
export interface PersonalData {
  readonly citizen: Citizen;
  readonly acceptances: readonly TermsAcceptance[];
  readonly practices: readonly ExportedPractice[];
  readonly onBehalf: readonly {
    readonly practice: Practice;
    readonly serviceName: string;
    readonly integrations: readonly IntegrationView[];
  }[];
  readonly attachments: readonly { readonly attachment: Attachment; readonly practices: readonly PracticeId[] }[];
  /** What they were asked for and paid, newest first, also for drafts that are gone. */
  readonly payments: readonly Payment[];
  readonly erasures: readonly Erasure[];
  /** When operators looked them up at the counter; not who. */
  readonly lookedUpAt: readonly Date[];
}

/** More than anybody has: a bound all the same. */
const MOST_PAYMENTS = 10_000;

export type ExportPersonalData = (tenantId: TenantId, citizenId: CitizenId) => Promise<PersonalData>;

/** What reaches the citizen, and the registrations of what they sent and were asked: not the office's own work. */
const concernsCitizen = ({ effect }: Delivery): boolean =>
  effect.kind === 'register_request' ||
  effect.kind === 'register_integration_request' ||
  effect.kind === 'register_integration' ||
  effect.kind === 'register_integration_cancellation' ||
  effect.kind === 'app_io' ||
  (effect.kind === 'mail' && effect.operatorId === null);

/** Without what the office has decided and not said yet, and without who works on it (ente.md). */
const asCitizenSees = (practice: Practice): Practice => ({
  ...practice,
  assignedTo: null,
  openedBy: null,
  decision: isClosed(practice) ? practice.decision : null,
});

const exportPractices = async (
  deps: { services: CompiledServices },
  stores: Stores,
  citizen: Citizen,
  integrations: readonly Integration[],
) => {
  const { personalData } = stores;
  const owned = await personalData.practicesOf(citizen.id);
  const timelines = await personalData.timelinesOf(citizen.id);
  const deliveries = await personalData.deliveriesOf(citizen.id);
  const ratings = await personalData.feedbackOf(citizen.id);
  const attachments = await personalData.attachmentsOf(citizen.id);
  const files = attachments.map(({ attachment }) => attachment);
  const practices: ExportedPractice[] = [];
  for (const { practice, privateNote } of owned) {
    const service = await deps.services.of(stores, practice);
    practices.push({
      practice: asCitizenSees(practice),
      serviceName: service.definition.name,
      privateNote,
      sections: summarise(journey(service, practice.answers), displayFacts(practice.applicant ?? citizen, files)),
      integrations: integrations
        .filter(({ practiceId }) => practiceId === practice.id)
        .map((integration) => describeIntegration(deps.services, service.definition, practice, integration, files)),
      timeline: timelines.flatMap(({ practiceId, entry }) =>
        practiceId === practice.id && visibleToCitizen(entry) ? [entry] : [],
      ),
      deliveries: deliveries.filter((one) => one.practiceId === practice.id && concernsCitizen(one)),
      feedback: ratings.find(({ practiceId }) => practiceId === practice.id) ?? null,
      documents: DOCUMENT_KINDS.flatMap((kind) => {
        const document = practice.documents[kind];
        return document !== undefined && mayDownload(practice, kind) ? [{ kind, document }] : [];
      }),
    });
  }
  return { practices, attachments };
};

/** What others sent on behalf of the citizen: the sender's own data are not theirs, the answers are, as on the page (manual §10). */
const exportOnBehalf = async (
  deps: { services: CompiledServices },
  stores: Stores,
  citizen: Citizen,
  integrations: readonly Integration[],
): Promise<PersonalData['onBehalf']> => {
  const onBehalf: PersonalData['onBehalf'][number][] = [];
  for (const practice of await stores.personalData.onBehalfOf(citizen.id)) {
    const { definition } = await deps.services.of(stores, practice);
    onBehalf.push({
      practice: withoutSender(asCitizenSees(practice)),
      serviceName: definition.name,
      integrations: integrations
        .filter(({ practiceId }) => practiceId === practice.id)
        .map((one) => integrationWithoutSender(describeIntegration(deps.services, definition, practice, one, []))),
    });
  }
  return onBehalf;
};

/** A copy of what the ente holds about a citizen (GDPR arts. 15 and 20), in a number of queries that does not grow. */
export const makeExportPersonalData =
  (deps: { unitOfWork: UnitOfWork; services: CompiledServices }): ExportPersonalData =>
  (tenantId, citizenId) =>
    deps.unitOfWork.read(tenantId, async (stores) => {
      const citizen = await stores.citizens.byId(citizenId);
      if (citizen === null) throw new Error('A signed-in citizen does not exist');
      const integrations = await stores.personalData.integrationsOf(citizenId);
      return {
        citizen,
        acceptances: await stores.terms.acceptances(citizenId),
        ...(await exportPractices(deps, stores, citizen, integrations)),
        onBehalf: await exportOnBehalf(deps, stores, citizen, integrations),
        payments: await stores.payments.ofCitizen(citizenId, null, MOST_PAYMENTS),
        erasures: await stores.personalData.erasuresOf(citizenId),
        lookedUpAt: (await stores.lookups.of(citizenId)).map(({ at }) => at),
      };
    });
