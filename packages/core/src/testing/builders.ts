import type { Attachment } from '../attachment/attachment.ts';
import type { Actor } from '../operator/actor.ts';
import type { Operator } from '../operator/operator.ts';
import { cents } from '../payment/cents.ts';
import { noticeNumberOf } from '../payment/notice-number.ts';
import type { Payment } from '../payment/payment.ts';
import type { Address } from '../person/address.ts';
import type { Citizen } from '../person/citizen.ts';
import { codiceFiscaleSchema } from '../person/codice-fiscale.ts';
import type { Profile } from '../person/profile.ts';
import type { Stores } from '../ports/unit-of-work.ts';
import type { Integration } from '../practice/integration.ts';
import { type Practice, practiceCode } from '../practice/practice.ts';
import { type ServiceDefinition, serviceDefinitionSchema } from '../service/definition.ts';
import type { BlockPart, ValidationFacts } from '../service/field-kinds/field-kind.ts';
import { DEFAULT_SERVICE_SETTINGS, type Service } from '../service/service.ts';
import {
  attachmentIdSchema,
  type CitizenId,
  citizenIdSchema,
  integrationIdSchema,
  operatorIdSchema,
  paymentIdSchema,
  practiceIdSchema,
  serviceIdSchema,
  tenantIdSchema,
  termsIdSchema,
} from '../shared/ids.ts';
import type { SignInLevel } from '../sign-in/federation.ts';
import type { IdentityProviderEntry } from '../sign-in/identity-provider-entry.ts';
import type { ServiceProviderSettings } from '../sign-in/service-provider-settings.ts';
import type { SignedInCitizen } from '../sign-in/signed-in-citizen.ts';
import type { PaymentChoice } from '../tenant/payment-choice.ts';
import type { Tenant } from '../tenant/tenant.ts';
import type { TermsDocument } from '../terms/terms.ts';
import type { TypedDecision } from '../use-cases/operator/decide-practice.ts';
import { makeMemoryTerritory } from './memory/territory.ts';

/** Valid things with invented content; each takes what a test cares about. An id comes from a port, never from here. */

const SITE = 'https://www.comune.bugliano.example';
const home: Address = { via: 'Via Roma', civico: '1', cap: '56000', comune: 'Bugliano', provincia: 'PI' };

export const aTenant = (id: string, given: Partial<Tenant> = {}): Tenant => ({
  theme: 'petrolio',
  disabled: false,
  id: tenantIdSchema.parse(id),
  slug: 'bugliano',
  name: 'Comune di Bugliano',
  region: 'Toscana',
  contacts: {
    address: 'Piazza della Libertà 1, 56000 Bugliano (PI)',
    email: 'urp@comune.bugliano.example',
    pec: 'protocollo@pec.comune.bugliano.example',
    phone: '050 000000',
    sender: null,
  },
  links: {
    website: SITE,
    privacy: `${SITE}/privacy`,
    legalNotes: `${SITE}/note-legali`,
    accessibility: 'https://form.agid.gov.it/view/bugliano',
    reportInefficiency: `${SITE}/segnala`,
    faq: `${SITE}/faq`,
  },
  ...given,
});

export const aCitizen = (id: string, given: Partial<Citizen> = {}): Citizen => ({
  id: citizenIdSchema.parse(id),
  identity: {
    codiceFiscale: codiceFiscaleSchema.parse('RSSMRA80A01H501U'),
    nome: 'Mario',
    cognome: 'Rossi',
    dataNascita: '1980-01-01',
    luogoNascita: 'Roma',
  },
  identityVerified: true,
  contacts: { email: 'mario.rossi@cittadini.example', telefono: null },
  emailRefused: false,
  residenza: home,
  domicilio: null,
  profileCompletedAt: null,
  ...given,
});

/** What a citizen may save of themselves, unlike what `aCitizen` has. */
export const aProfile = (given: Partial<Profile> = {}): Profile => ({
  contacts: { email: null, telefono: '0464 000001' },
  residenza: { via: 'Via Dante', civico: '3/b', cap: '38068', comune: 'Rovereto', provincia: 'TN' },
  domicilio: null,
  ...given,
});

/** Another person than `aCitizen`, for what must stay apart. */
export const anotherCitizen = (id: string, given: Partial<Citizen> = {}): Citizen =>
  aCitizen(id, {
    identity: {
      codiceFiscale: codiceFiscaleSchema.parse('BNCNNA85D52H612Q'),
      nome: 'Anna',
      cognome: 'Bianchi',
      dataNascita: '1985-04-12',
      luogoNascita: 'Rovereto',
    },
    contacts: { email: 'anna.bianchi@cittadini.example', telefono: null },
    ...given,
  });

const paragraphs = ['Testo.'];
const guide = paragraphs;

/** Instructions, applicant, a form with one text and one file that may be left out, summary. */
export const aServiceDefinition = (given: Partial<ServiceDefinition> = {}): ServiceDefinition =>
  serviceDefinitionSchema.parse({
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
    office: 'Ufficio anagrafe',
    responsible: 'Responsabile dei servizi demografici',
    deadlineDays: 30,
    drafts: 'one',
    steps: [
      { kind: 'instructions', id: 'istruzioni', title: 'Istruzioni', guide, text: paragraphs, consent: 'Ho letto' },
      { kind: 'applicant', id: 'richiedente', title: 'Richiedente', guide },
      {
        kind: 'form',
        id: 'uso',
        title: 'Uso',
        guide,
        fields: [
          { kind: 'text', id: 'uso', label: 'Uso del certificato' },
          { kind: 'codice_fiscale', id: 'per_conto_di', label: 'Per conto di', required: false, beneficiary: true },
          { kind: 'file', id: 'documento', label: 'Documento', required: false },
        ],
      },
      { kind: 'summary', id: 'conferma', title: 'Conferma', guide },
    ],
    ...given,
  });

/** Where an ente has its citizens pay: with pagoPA, and stamps declared. */
export const aPaymentChoice = (given: Partial<PaymentChoice> = {}): PaymentChoice => ({
  kind: 'pagopa',
  stamps: 'declared',
  segregationCode: '01',
  validDays: 30,
  settings: {},
  sealed: '',
  ...given,
});

/** What was asked for and nobody has paid yet: 16 euro, with a notice. */
export const aPayment = (
  id: string,
  given: Partial<Payment> & Pick<Payment, 'practiceId' | 'serviceId' | 'citizenId'>,
): Payment => ({
  id: paymentIdSchema.parse(id),
  practiceCode: 'K7QM-3R9T',
  integrationId: null,
  kind: 'pagopa',
  choice: aPaymentChoice(),
  state: 'da_pagare',
  version: 1,
  subject: 'K7QM-3R9T Permesso',
  items: [{ label: 'Diritti di segreteria', amount: cents(1600), category: null, stamp: null }],
  amount: cents(1600),
  noticeNumber: noticeNumberOf('01', 1),
  dueDay: '2026-04-01',
  createdAt: new Date('2026-03-02T09:00:00.000Z'),
  position: 'aperta',
  askedAt: null,
  wentOnlineAt: null,
  withdrawnAt: null,
  givenUp: false,
  paid: null,
  elsewhere: null,
  stamp: null,
  settledAt: null,
  excess: cents(0),
  refund: null,
  receipt: null,
  documents: {},
  failures: 0,
  lastError: null,
  checkedAt: null,
  ...given,
});

/** Instructions, applicant, one choice that decides what it costs (16, 20 or 0 euro), payment, summary. @param payment of its step */
export const aPaidServiceDefinition = (payment: Readonly<Record<string, unknown>> = {}): ServiceDefinition => {
  const [instructions, applicant] = aServiceDefinition().steps;
  const tipo = ['semplice', 'doppia', 'esente'].map((value) => ({ value, label: value }));
  const amount = { rule: 'choice', field: 'tipo', cents: { semplice: 1600, doppia: 2000, esente: 0 } };
  return serviceDefinitionSchema.parse({
    ...aServiceDefinition(),
    slug: 'permesso',
    name: 'Permesso',
    steps: [
      instructions,
      applicant,
      {
        kind: 'form',
        id: 'tipo',
        title: 'Tipo',
        guide,
        fields: [{ kind: 'radio', id: 'tipo', label: 'Tipo di permesso', options: tipo }],
      },
      {
        kind: 'payment',
        id: 'pagamento',
        title: 'Pagamento',
        guide,
        items: [{ label: 'Diritti di segreteria', amount }],
        ...payment,
      },
      { kind: 'summary', id: 'conferma', title: 'Controllo e conferma', guide },
    ],
  });
};

/** Instructions, applicant, a form (`modulo`) with these fields and rules, summary. @throws when they are not as they must be */
export const aDefinitionAsking = (fields: readonly unknown[], rules: readonly unknown[] = []): ServiceDefinition => {
  const base = aServiceDefinition();
  const [instructions, applicant, , summary] = base.steps;
  const form = { kind: 'form', id: 'modulo', title: 'Modulo', guide, fields, rules };
  return serviceDefinitionSchema.parse({ ...base, steps: [instructions, applicant, form, summary] });
};

export const aService = (id: string, given: Partial<Service> = {}): Service => ({
  id: serviceIdSchema.parse(id),
  definition: aServiceDefinition(),
  status: 'attivo',
  featured: false,
  opensOn: null,
  closesOn: null,
  settings: { ...DEFAULT_SERVICE_SETTINGS, answerFlow: 'firma' },
  version: 0,
  ...given,
});

/** A service as it is stored, closed to new practices; the drafts that are there go on. */
export const suspendService = (
  stores: Pick<Stores, 'services'>,
  { id, version, ...choices }: Service,
): Promise<boolean> => stores.services.saveChoices(id, { ...choices, status: 'sospeso' }, version);

export const anOperator = (id: string, given: Partial<Operator> = {}): Operator => ({
  id: operatorIdSchema.parse(id),
  name: 'Paola Conti',
  email: 'paola.conti@comune.bugliano.example',
  role: 'operatore',
  services: [],
  enabled: true,
  ...given,
});

/** An operator at work, somewhere in the office. */
export const anActor = (operator: Operator): Actor => ({ operator, address: '192.0.2.1' });

/** A citizen at work, who has signed in with a password and a second factor unless another level is given. */
export const signedIn = (citizenId: CitizenId, level: SignInLevel = 2): SignedInCitizen => ({ citizenId, level });

export const aTermsDocument = (id: string, given: Partial<TermsDocument> = {}): TermsDocument => ({
  id: termsIdSchema.parse(id),
  key: 'condizioni-di-utilizzo',
  revision: 1,
  title: 'Condizioni di utilizzo',
  body: paragraphs,
  mandatory: true,
  ...given,
});

/** A draft with no answers. @param of whose it is, and for which service */
export const aDraft = (
  id: string,
  of: Pick<Practice, 'citizenId' | 'serviceId'>,
  given: Partial<Practice> = {},
): Practice => {
  const practiceId = practiceIdSchema.parse(id);
  return {
    id: practiceId,
    code: practiceCode(practiceId),
    serviceId: of.serviceId,
    revision: 1,
    citizenId: of.citizenId,
    openedBy: null,
    paperSignedAt: null,
    state: 'bozza',
    version: 1,
    answers: {},
    createdAt: new Date('2026-03-02T09:00:00.000Z'),
    changedAt: new Date('2026-03-02T09:00:00.000Z'),
    warning: null,
    submittedAt: null,
    applicant: null,
    beneficiaries: [],
    assignedTo: null,
    requestProtocol: null,
    answerProtocol: null,
    decision: null,
    documents: {},
    ...given,
  };
};

/** A PDF of ten bytes, known by an invented digest. @param of whose it is */
export const anAttachment = (
  id: string,
  of: Pick<Attachment, 'citizenId'>,
  given: Partial<Attachment> = {},
): Attachment => ({
  id: attachmentIdSchema.parse(id),
  citizenId: of.citizenId,
  fileName: 'carta.pdf',
  description: "Carta d'identità",
  type: 'pdf',
  size: 10,
  sha256: 'c'.repeat(64),
  uploadedAt: new Date('2026-03-02T09:00:00.000Z'),
  ...given,
});

/** A request for a text, made a day after `aDraft`. @param of the practice, and who asks */
export const anIntegration = (
  id: string,
  of: Pick<Integration, 'practiceId' | 'requestedBy'>,
  given: Partial<Integration> = {},
): Integration => ({
  id: integrationIdSchema.parse(id),
  ...of,
  message: 'Manca la data.',
  fields: [],
  documents: [],
  payment: null,
  dueDate: '2026-03-31',
  requestedAt: new Date('2026-03-03T09:00:00.000Z'),
  answers: {},
  counterAnswers: null,
  answeredAt: null,
  answeredBy: null,
  cancelledAt: null,
  papers: {},
  ...given,
});

/** Yes, without a reason, to be signed: as `aService` is answered. */
export const aDecision = (given: Partial<TypedDecision> = {}): TypedDecision => ({
  outcome: 'accettata',
  reason: '',
  flow: 'firma',
  document: null,
  ...given,
});

/** Names of the parts of addresses and persons. */
export const partLabels: Readonly<Record<BlockPart, string>> = {
  via: 'Via o piazza',
  civico: 'Numero civico',
  cap: 'CAP',
  comune: 'Comune',
  provincia: 'Provincia',
  stato: 'Stato estero',
  codice_postale: 'Codice postale',
  scala: 'Scala',
  piano: 'Piano',
  interno: 'Interno',
  nome: 'Nome',
  cognome: 'Cognome',
  codice_fiscale: 'Codice fiscale',
  data_nascita: 'Data di nascita',
  luogo_nascita: 'Luogo di nascita',
  risposta: 'Risposta',
  numero_avviso: 'Numero avviso',
  pagato_il: 'Pagato il',
  ricevuta: 'Ricevuta di pagamento',
};

/** What definitions are bound to: 2 March 2026, and a handful of real places. */
export const aValidation = (given: Partial<ValidationFacts> = {}): ValidationFacts => ({
  today: () => '2026-03-02',
  territory: makeMemoryTerritory(),
  partLabels,
  ...given,
});

export const aServiceProvider = (given: Partial<ServiceProviderSettings> = {}): ServiceProviderSettings => ({
  federation: 'spid',
  entityId: 'https://stanza.example/rovereto',
  baseUrl: 'https://stanza.example/rovereto',
  organization: { name: 'Comune di Rovereto', displayName: 'Comune di Rovereto', url: 'https://www.comune.example/' },
  ipaCode: 'c_h612',
  fiscalCode: null,
  city: 'Rovereto',
  municipality: 'H612',
  contact: { email: 'protocollo@comune.example', telephone: null },
  ...given,
});

export const anIdentityProvider = (given: Partial<IdentityProviderEntry> = {}): IdentityProviderEntry => ({
  federation: 'spid',
  entityId: 'https://idp.example',
  name: 'Gestore d’esempio',
  signInUrl: 'https://idp.example/sso',
  logoutUrl: 'https://idp.example/slo',
  logoutAnswerUrl: 'https://idp.example/slo',
  certificates: ['AAAA'],
  ...given,
});
