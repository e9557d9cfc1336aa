import type { Attachment } from '../../attachment/attachment.ts';
import type { ChainedAuditEntry } from '../../audit/audit-entry.ts';
import type { Bulletin, BulletinVisibility } from '../../bulletin/bulletin.ts';
import type { Feed } from '../../bulletin/feed.ts';
import type { ServiceFeedback } from '../../feedback/feedback.ts';
import type { Operator } from '../../operator/operator.ts';
import type { Payment } from '../../payment/payment.ts';
import type { PaymentReport } from '../../payment/payment-report.ts';
import type { Citizen } from '../../person/citizen.ts';
import type { Erasure } from '../../person/erasure.ts';
import type { KeptInvitation } from '../../ports/invitation-store.ts';
import type { CounterLookup } from '../../ports/lookup-store.ts';
import type { Registration } from '../../ports/protocol-registry.ts';
import type { PracticeComment } from '../../practice/comment.ts';
import type { Delivery } from '../../practice/delivery.ts';
import type { Integration } from '../../practice/integration.ts';
import type { Practice } from '../../practice/practice.ts';
import type { RegistrationRecord } from '../../practice/registration-record.ts';
import type { TimelineEntry } from '../../practice/timeline.ts';
import type { BookEntry } from '../../protocol/book-entry.ts';
import type { EmergencyLine, EmergencyPeriod } from '../../protocol/emergency.ts';
import type { ServiceDefinition } from '../../service/definition.ts';
import type { Service } from '../../service/service.ts';
import type { ServiceId } from '../../shared/ids.ts';
import type { Federation } from '../../sign-in/federation.ts';
import type { IdentityProviderEntry } from '../../sign-in/identity-provider-entry.ts';
import type { PendingLogout } from '../../sign-in/pending-logout.ts';
import type { PendingSignIn } from '../../sign-in/pending-sign-in.ts';
import type { ServiceProviderSettings } from '../../sign-in/service-provider-settings.ts';
import type { SignInLogEntry } from '../../sign-in/sign-in-log-entry.ts';
import type { PaymentChoice } from '../../tenant/payment-choice.ts';
import type { RegistryChoice } from '../../tenant/registry-choice.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import type { TermsAcceptance, TermsDocument } from '../../terms/terms.ts';

/** `key` is what its feed calls it; null when it was written by hand. */
export type StoredBulletin = Bulletin & BulletinVisibility & { readonly key: string | null; readonly version: number };

export interface StoredTenant {
  readonly tenant: Tenant;
  readonly version: number;
}

export interface StoredOperator {
  readonly operator: Operator;
  readonly passwordHash: string | null;
  readonly version: number;
  readonly epoch: number;
  readonly lastSignInAt: Date | null;
  readonly factor: {
    readonly sealedSecret: string;
    readonly lastStep: number;
    readonly codeHashes: readonly string[];
  } | null;
}

/** @property registration what it was made from; null for a line of the emergency register */
export type StoredEntry = BookEntry & { readonly key: string; readonly registration: Registration | null };

/** Everything of one ente, by id. Values are never changed in place, so a copy of the maps is a copy of it all. */
export interface TenantData {
  /** The ente itself; nothing until it is put on the portal. */
  readonly tenant: Map<'tenant', StoredTenant>;
  readonly citizens: Map<string, Citizen>;
  readonly terms: Map<string, TermsDocument>;
  /** By citizen. */
  readonly acceptances: Map<string, readonly TermsAcceptance[]>;
  readonly services: Map<string, Service>;
  /** By service and revision: see `revisionKey`. */
  readonly revisions: Map<string, ServiceDefinition>;
  readonly practices: Map<string, { readonly practice: Practice; readonly privateNote: string }>;
  /** From which page a practice was opened, by practice. */
  readonly openings: Map<string, string>;
  /** By practice. */
  readonly timelines: Map<string, readonly TimelineEntry[]>;
  readonly attachments: Map<string, Attachment>;
  /** Ids of the attachments tied to a practice, by practice. */
  readonly ties: Map<string, readonly string[]>;
  /** When contents were discarded, by digest. */
  readonly discarded: Map<string, Date>;
  readonly operators: Map<string, StoredOperator>;
  /** In the order of their writing. */
  readonly invitations: Map<string, KeptInvitation>;
  readonly deliveries: Map<string, Delivery>;
  /** For when the last mail about what is blocked was queued. */
  readonly noticeAt: Map<'last', Date>;
  readonly integrations: Map<string, Integration>;
  readonly feedback: Map<string, ServiceFeedback>;
  /** By citizen, oldest first. */
  readonly erasures: Map<string, readonly Erasure[]>;
  /** By practice, oldest first. */
  readonly comments: Map<string, readonly PracticeComment[]>;
  readonly lookups: CounterLookup[];
  /** Oldest first. */
  readonly audit: ChainedAuditEntry[];
  readonly news: Map<string, StoredBulletin>;
  readonly deadlines: Map<string, StoredBulletin>;
  readonly feeds: Map<string, Feed>;
  /** By key. */
  readonly registrations: Map<string, RegistrationRecord>;
  /** By service; null for all that have none of their own. */
  /** By key, in the order of year and number. */
  readonly protocol: Map<string, StoredEntry>;
  /** In the order of their opening. */
  readonly emergencies: Map<string, EmergencyPeriod>;
  readonly emergencyLines: Map<string, EmergencyLine>;
  readonly registryChoices: Map<ServiceId | null, RegistryChoice>;
  readonly paymentChoices: Map<ServiceId | null, PaymentChoice>;
  /** In the order of their making. */
  readonly payments: Map<string, Payment>;
  /** When the job of a payment is due, by payment. */
  readonly paymentJobs: Map<string, Date>;
  /** By day. */
  readonly paymentReports: Map<string, PaymentReport>;
  readonly noticeSerials: Map<'last', number>;
  /** Sealed, by service; null for all that have none of their own. */
  readonly appIoKeys: Map<ServiceId | null, string>;
  /** Ids of the deliveries that are marked. */
  readonly handedOver: Set<string>;
  /** The digest of the one key, where there is one. */
  readonly registryKeys: Map<'digest', string>;
  readonly serviceProviders: Map<Federation, ServiceProviderSettings>;
  readonly identityProviders: Map<Federation, readonly IdentityProviderEntry[]>;
  /** By the id of their request. */
  readonly pendingSignIns: Map<string, { readonly pending: PendingSignIn; readonly expiresAt: Date }>;
  readonly pendingLogouts: Map<string, { readonly pending: PendingLogout; readonly expiresAt: Date }>;
  readonly signInLog: Map<string, SignInLogEntry>;
}

export const revisionKey = (serviceId: string, revision: number): string => `${serviceId}/${revision}`;

export const noData = (): TenantData => ({
  tenant: new Map(),
  citizens: new Map(),
  terms: new Map(),
  acceptances: new Map(),
  services: new Map(),
  revisions: new Map(),
  practices: new Map(),
  openings: new Map(),
  timelines: new Map(),
  attachments: new Map(),
  ties: new Map(),
  discarded: new Map(),
  operators: new Map(),
  invitations: new Map(),
  deliveries: new Map(),
  noticeAt: new Map(),
  integrations: new Map(),
  feedback: new Map(),
  erasures: new Map(),
  comments: new Map(),
  lookups: [],
  audit: [],
  news: new Map(),
  deadlines: new Map(),
  feeds: new Map(),
  registrations: new Map(),
  registryChoices: new Map(),
  paymentChoices: new Map(),
  payments: new Map(),
  paymentJobs: new Map(),
  paymentReports: new Map(),
  noticeSerials: new Map(),
  protocol: new Map(),
  emergencies: new Map(),
  emergencyLines: new Map(),
  appIoKeys: new Map(),
  handedOver: new Set(),
  registryKeys: new Map(),
  serviceProviders: new Map(),
  identityProviders: new Map(),
  pendingSignIns: new Map(),
  pendingLogouts: new Map(),
  signInLog: new Map(),
});

export const copyOf = (data: TenantData): TenantData => ({
  tenant: new Map(data.tenant),
  citizens: new Map(data.citizens),
  terms: new Map(data.terms),
  acceptances: new Map(data.acceptances),
  services: new Map(data.services),
  revisions: new Map(data.revisions),
  practices: new Map(data.practices),
  openings: new Map(data.openings),
  timelines: new Map(data.timelines),
  attachments: new Map(data.attachments),
  ties: new Map(data.ties),
  discarded: new Map(data.discarded),
  operators: new Map(data.operators),
  invitations: new Map(data.invitations),
  deliveries: new Map(data.deliveries),
  noticeAt: new Map(data.noticeAt),
  integrations: new Map(data.integrations),
  feedback: new Map(data.feedback),
  erasures: new Map(data.erasures),
  comments: new Map(data.comments),
  lookups: [...data.lookups],
  audit: [...data.audit],
  news: new Map(data.news),
  deadlines: new Map(data.deadlines),
  feeds: new Map(data.feeds),
  registrations: new Map(data.registrations),
  registryChoices: new Map(data.registryChoices),
  paymentChoices: new Map(data.paymentChoices),
  payments: new Map(data.payments),
  paymentJobs: new Map(data.paymentJobs),
  paymentReports: new Map(data.paymentReports),
  noticeSerials: new Map(data.noticeSerials),
  protocol: new Map(data.protocol),
  emergencies: new Map(data.emergencies),
  emergencyLines: new Map(data.emergencyLines),
  appIoKeys: new Map(data.appIoKeys),
  handedOver: new Set(data.handedOver),
  registryKeys: new Map(data.registryKeys),
  serviceProviders: new Map(data.serviceProviders),
  identityProviders: new Map(data.identityProviders),
  pendingSignIns: new Map(data.pendingSignIns),
  pendingLogouts: new Map(data.pendingLogouts),
  signInLog: new Map(data.signInLog),
});

/** The definition that a practice was started on. */
export const definitionOf = (data: TenantData, practice: Practice): ServiceDefinition => {
  const definition = data.revisions.get(revisionKey(practice.serviceId, practice.revision));
  if (definition === undefined) throw new Error(`Revision ${practice.revision} of ${practice.serviceId} is not there`);
  return definition;
};
