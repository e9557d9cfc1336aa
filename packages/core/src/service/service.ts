import type { ServiceId } from '../shared/ids.ts';
import type { SignInLevel } from '../sign-in/federation.ts';
import type { ServiceDefinition } from './definition.ts';

/**
 * How a practice is answered (ente.md, "Elabora"). `firma`: the portal makes the answer, the office signs it. `documento_e_firma`:
 * the office uploads the document that was asked for and signs the answer. `documento`: it uploads the document, and the answer is
 * not signed.
 */
export const ANSWER_FLOWS = ['firma', 'documento_e_firma', 'documento'] as const;
export type AnswerFlow = (typeof ANSWER_FLOWS)[number];

/** How many drafts of a service a citizen may have at once, as the ente chooses it: what the definition says, one, or many. */
export const DRAFT_CHOICES = ['definition', 'one', 'many'] as const;
export type DraftChoice = (typeof DRAFT_CHOICES)[number];

/** What a protocol registry is told of the practices of a service besides the documents; empty where the ente needs nothing. */
export interface ProtocolValues {
  /** Unità organizzativa: the office that answers for what is registered. */
  readonly office: string;
  /** Titolo e classe: the place in the ente's titolario. */
  readonly classification: string;
  /** Fascicolo in which the documents are kept. */
  readonly dossier: string;
  /** Tipo di documento. */
  readonly documentType: string;
}

/** What the ente decides of how a service is worked, whatever the revision of its definition. */
export interface ServiceSettings {
  readonly answerFlow: AnswerFlow;
  /** Whether several practices may be accepted or rejected at once; only where no signature is needed. */
  readonly bulkDecisions: boolean;
  /** Place among the services of its area: lower ones first, and by name where it is the same. */
  readonly position: number;
  readonly drafts: DraftChoice;
  /** How strongly a citizen must have signed in to fill in and send a practice: at this level or a higher one. */
  readonly signInLevel: SignInLevel;
  readonly protocol: ProtocolValues;
}

/** Whether several practices of a service may be accepted or rejected at once, without a document (ente.md). */
export const mayDecideTogether = ({ answerFlow, bulkDecisions }: ServiceSettings): boolean =>
  bulkDecisions && answerFlow === 'documento';

/** Of a service that nobody has looked at yet (ente.md: without signature unless the ente wants one). */
export const DEFAULT_SERVICE_SETTINGS: ServiceSettings = {
  answerFlow: 'documento',
  bulkDecisions: false,
  position: 0,
  drafts: 'definition',
  signInLevel: 2,
  protocol: { office: '', classification: '', dossier: '', documentType: '' },
};

/** The days on which practices of a service may be sent, as the ente has set them by now. */
export type ServiceDays = Pick<Service, 'opensOn' | 'closesOn'>;

/** A service as one ente offers it: the definition that new practices start on, and the ente's own choices. */
export interface Service {
  readonly id: ServiceId;
  readonly definition: ServiceDefinition;
  readonly status: 'attivo' | 'sospeso';
  /** Shown first in the list and in "La mia stanza" (manual §7). */
  readonly featured: boolean;
  /** First day on which practices are taken: `YYYY-MM-DD` in Italy; null when there is none. */
  readonly opensOn: string | null;
  /** Last day on which practices are taken: `YYYY-MM-DD` in Italy; null when there is none. */
  readonly closesOn: string | null;
  readonly settings: ServiceSettings;
  /** Grows with each change of the choices: guards against two administrators choosing at once. A revision changes none of them. */
  readonly version: number;
}

/** How many drafts of a service a citizen may have at once: the ente's choice, and else what the definition says (ente.md, drafts policy). */
export const draftsOf = ({
  definition,
  settings,
}: Pick<Service, 'definition' | 'settings'>): ServiceDefinition['drafts'] =>
  settings.drafts === 'one' || settings.drafts === 'many' ? settings.drafts : definition.drafts;

/** Paths that no new service may have: pages of the office have them. */
export const RESERVED_SLUGS: ReadonlySet<string> = new Set(['nuovo']);

/** What an ente chooses of a service that it offers. */
export type ServiceChoices = Pick<Service, 'status' | 'featured' | 'opensOn' | 'closesOn' | 'settings'>;
