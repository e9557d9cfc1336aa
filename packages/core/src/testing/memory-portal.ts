import { DEFAULT_FILE_ALLOWANCE, type FileAllowance } from '../attachment/file-allowance.ts';
import type { ApplicantFact } from '../person/applicant-facts.ts';
import { DEFAULT_DRAFT_DAYS } from '../practice/draft-term.ts';
import type { Effect } from '../practice/effect.ts';
import { paymentIdSchema, type TenantId } from '../shared/ids.ts';
import { makeCancelRegistration } from '../use-cases/administrator/cancel-registration.ts';
import { makeChooseForService } from '../use-cases/administrator/choose-for-service.ts';
import { makeCloseEmergency } from '../use-cases/administrator/close-emergency.ts';
import { makeExtendEmergency } from '../use-cases/administrator/extend-emergency.ts';
import { makeInviteOperator } from '../use-cases/administrator/invite-operator.ts';
import { makeDeleteEmergencyLine, makeSaveEmergencyLine } from '../use-cases/administrator/keep-emergency-line.ts';
import { makeOpenEmergency } from '../use-cases/administrator/open-emergency.ts';
import { makePublishDefinition } from '../use-cases/administrator/publish-definition.ts';
import { makeResetSecondFactor } from '../use-cases/administrator/reset-second-factor.ts';
import { makeRetryInvitation } from '../use-cases/administrator/retry-invitation.ts';
import { makeSaveOperator } from '../use-cases/administrator/save-operator.ts';
import { makeSaveServiceTexts } from '../use-cases/administrator/save-service-texts.ts';
import { makeSendInvitation } from '../use-cases/administrator/send-invitation.ts';
import { makeSwitchOperator } from '../use-cases/administrator/switch-operator.ts';
import { makeAcceptTerms } from '../use-cases/citizen/accept-terms.ts';
import { makeAnswerIntegration } from '../use-cases/citizen/answer-integration.ts';
import { makeAskAboutPayment } from '../use-cases/citizen/ask-about-payment.ts';
import { makeDeclareStamp } from '../use-cases/citizen/declare-stamp.ts';
import { makeDeleteAttachment } from '../use-cases/citizen/delete-attachment.ts';
import { makeDeleteDraft } from '../use-cases/citizen/delete-draft.ts';
import { makeErasePersonalData } from '../use-cases/citizen/erase-personal-data.ts';
import { makeExportPersonalData } from '../use-cases/citizen/export-personal-data.ts';
import { makeFindAttachment } from '../use-cases/citizen/find-attachment.ts';
import { makeFindPaymentDocument } from '../use-cases/citizen/find-payment-document.ts';
import { makeListPayments } from '../use-cases/citizen/list-payments.ts';
import { makePayOnline } from '../use-cases/citizen/pay-online.ts';
import { makePrepareIntegrationPayment } from '../use-cases/citizen/prepare-integration-payment.ts';
import { makePreparePayment } from '../use-cases/citizen/prepare-payment.ts';
import { makeRatePractice } from '../use-cases/citizen/rate-practice.ts';
import { makeRateService } from '../use-cases/citizen/rate-service.ts';
import { makeRetryOwnPayment } from '../use-cases/citizen/retry-own-payment.ts';
import { makeSaveIntegration } from '../use-cases/citizen/save-integration.ts';
import { makeSavePrivateNote } from '../use-cases/citizen/save-private-note.ts';
import { makeSaveProfile } from '../use-cases/citizen/save-profile.ts';
import { makeSaveStep } from '../use-cases/citizen/save-step.ts';
import { makeSignInCitizen } from '../use-cases/citizen/sign-in-citizen.ts';
import { makeStartPractice } from '../use-cases/citizen/start-practice.ts';
import { makeSubmitPractice } from '../use-cases/citizen/submit-practice.ts';
import { makeViewDraft } from '../use-cases/citizen/view-draft.ts';
import { makeViewIntegration } from '../use-cases/citizen/view-integration.ts';
import { makeFindCitizenDocument, makeFindCitizenPaper, makeViewPractice } from '../use-cases/citizen/view-practice.ts';
import { makeViewReceipt } from '../use-cases/citizen/view-receipt.ts';
import { makeWithdrawStamp } from '../use-cases/citizen/withdraw-stamp.ts';
import { makeCompiledServices } from '../use-cases/compiled-services.ts';
import { makeIsWithinLimit } from '../use-cases/is-within-limit.ts';
import { makeCancelIntegration } from '../use-cases/operator/cancel-integration.ts';
import { makeChangePassword } from '../use-cases/operator/change-password.ts';
import { makeCommentPractice } from '../use-cases/operator/comment-practice.ts';
import { makeConfirmCode } from '../use-cases/operator/confirm-code.ts';
import { makeCorrectCitizen, makeViewCounterCitizen } from '../use-cases/operator/correct-citizen.ts';
import { makeDecidePractice } from '../use-cases/operator/decide-practice.ts';
import { makeEndSessions } from '../use-cases/operator/end-sessions.ts';
import { makeExportPractices } from '../use-cases/operator/export-practices.ts';
import { makeFindForCounter } from '../use-cases/operator/find-for-counter.ts';
import { makeFindOfficePaymentDocument, makeFindPayment } from '../use-cases/operator/find-payment.ts';
import { makeRenewRecoveryCodes, makeSwitchOffSecondFactor } from '../use-cases/operator/keep-second-factor.ts';
import { makeListCounterDrafts } from '../use-cases/operator/list-counter-drafts.ts';
import { makeMarkPaidElsewhere } from '../use-cases/operator/mark-paid-elsewhere.ts';
import { makeNoteRefund } from '../use-cases/operator/note-refund.ts';
import { makeOpenForCitizen } from '../use-cases/operator/open-for-citizen.ts';
import { makePlanBulk } from '../use-cases/operator/plan-bulk.ts';
import { makeReassignPractice, makeViewCharge } from '../use-cases/operator/reassign-practice.ts';
import { makeRequestIntegration } from '../use-cases/operator/request-integration.ts';
import { makeRequestPasswordReset } from '../use-cases/operator/request-password-reset.ts';
import { makeRequestPayment } from '../use-cases/operator/request-payment.ts';
import { makeRetryDelivery } from '../use-cases/operator/retry-delivery.ts';
import { makeRetryPayment } from '../use-cases/operator/retry-payment.ts';
import { makeRunBulk } from '../use-cases/operator/run-bulk.ts';
import { makeOpenInvitation, makeSetPassword } from '../use-cases/operator/set-password.ts';
import { makeBeginSecondFactor, makeSetUpSecondFactor } from '../use-cases/operator/set-up-second-factor.ts';
import { makeSettleRegistration } from '../use-cases/operator/settle-registration.ts';
import { makeSignAnswer } from '../use-cases/operator/sign-answer.ts';
import { makeSignInOperator } from '../use-cases/operator/sign-in-operator.ts';
import { makeTakeCharge } from '../use-cases/operator/take-charge.ts';
import {
  makeFindOfficeAttachment,
  makeFindOfficeDocument,
  makeFindOfficePaper,
  makeViewOfficePractice,
} from '../use-cases/operator/view-office-practice.ts';
import { makeReceiveFile } from '../use-cases/receive-file.ts';
import { makeReceiveUpload } from '../use-cases/receive-upload.ts';
import { makeAdmitRegistryClient } from '../use-cases/system/admit-registry-client.ts';
import { makeAdvancePayment } from '../use-cases/system/advance-payment.ts';
import type { RunDelivery } from '../use-cases/system/delivery-run.ts';
import { makeFailDelivery } from '../use-cases/system/delivery-run.ts';
import { makeExpireDrafts } from '../use-cases/system/expire-drafts.ts';
import { makeNotifyCitizen } from '../use-cases/system/notify-citizen.ts';
import { makeReconcilePayments } from '../use-cases/system/reconcile-payments.ts';
import { makeRegisterAnswer } from '../use-cases/system/register-answer.ts';
import { makeRegisterIntegration } from '../use-cases/system/register-integration.ts';
import { makeRegisterRequest } from '../use-cases/system/register-request.ts';
import { makeRemoveDiscarded } from '../use-cases/system/remove-discarded.ts';
import { makeRemoveOrphans } from '../use-cases/system/remove-orphans.ts';
import { makeRenderAnswer } from '../use-cases/system/render-answer.ts';
import { makeSendInvitationMail } from '../use-cases/system/send-invitation-mail.ts';
import { makeSendMail } from '../use-cases/system/send-mail.ts';
import { NumberLater } from '../use-cases/system/stepwise-registry.ts';
import { makeSweepPayments } from '../use-cases/system/sweep-payments.ts';
import {
  makeAnswerRegistration,
  makeFindWaitingDocument,
  makeListWaiting,
  makeViewWaiting,
} from '../use-cases/system/waiting-registrations.ts';
import { partLabels } from './builders.ts';
import { makeMemoryVirusScanner } from './memory/virus-scanner.ts';
import { type MemoryPorts, makeMemoryPorts } from './memory-ports.ts';

const applicantLabels: Readonly<Record<ApplicantFact, string>> = {
  cognome: 'Cognome',
  nome: 'Nome',
  codice_fiscale: 'Codice fiscale',
  luogo_nascita: 'Luogo di nascita',
  data_nascita: 'Data di nascita',
  residenza: 'Residenza',
  domicilio: 'Domicilio',
  email: 'E-mail',
  telefono: 'Telefono',
};

/**
 * The whole domain in memory: every use case over in-memory ports. A test, or an integrator who wants to see how the
 * domain is driven, needs nothing else.
 * @param ports to replace some of them, for example by one that fails
 * @param fileAllowance to have less room
 */
export const makeMemoryPortal = (
  ports: MemoryPorts = makeMemoryPorts(),
  fileAllowance: FileAllowance = DEFAULT_FILE_ALLOWANCE,
) => {
  const deps = {
    ...ports,
    fileAllowance,
    services: makeCompiledServices({ ...ports, partLabels }),
    portalUrl: 'https://stanza.example',
    messageDomain: 'stanza.example',
    portalAddress: null,
    draftDays: DEFAULT_DRAFT_DAYS,
    applicantLabels,
    compose: (template: string, facts: { readonly serviceName: string; readonly link: string }) => ({
      subject: `${template}: ${facts.serviceName}`,
      text: facts.link,
      html: `<p>${facts.serviceName}</p>`,
    }),
    composeNotice: (template: string, facts: { readonly serviceName: string; readonly link: string }) => ({
      subject: `${template}: novità`,
      markdown: `${facts.serviceName}: c’è una novità, che si legge dopo l’accesso a questo indirizzo: ${facts.link}`,
    }),
    composeInvitation: (kind: string, { link }: { readonly link: string }) => ({
      subject: kind,
      text: link,
      html: link,
    }),
  };
  const isWithinLimit = makeIsWithinLimit(deps);
  const receiveFile = makeReceiveFile({
    ...deps,
    virusScanning: { scanner: makeMemoryVirusScanner(), ifUnavailable: 'hold' },
  });
  const jobs: Readonly<Record<Effect['kind'], RunDelivery>> = {
    register_request: makeRegisterRequest(deps),
    render_answer: makeRenderAnswer(deps),
    register_answer: makeRegisterAnswer(deps),
    register_integration_request: makeRegisterIntegration(deps),
    register_integration_cancellation: makeRegisterIntegration(deps),
    register_integration: makeRegisterIntegration(deps),
    mail: makeSendMail(deps),
    app_io: makeNotifyCitizen(deps),
  };
  const advancePayment = makeAdvancePayment(deps);
  const sendInvitationMail = makeSendInvitationMail(deps);
  return {
    ...deps,
    jobs,
    signInCitizen: makeSignInCitizen(deps),
    acceptTerms: makeAcceptTerms(deps),
    saveProfile: makeSaveProfile(deps),
    startPractice: makeStartPractice(deps),
    viewDraft: makeViewDraft(deps),
    saveStep: makeSaveStep(deps),
    savePrivateNote: makeSavePrivateNote(deps),
    deleteDraft: makeDeleteDraft(deps),
    submitPractice: makeSubmitPractice(deps),
    preparePayment: makePreparePayment(deps),
    payOnline: makePayOnline(deps),
    askAboutPayment: makeAskAboutPayment(deps),
    declareStamp: makeDeclareStamp(deps),
    withdrawStamp: makeWithdrawStamp(deps),
    retryOwnPayment: makeRetryOwnPayment(deps),
    advancePayment,
    sweepPayments: makeSweepPayments(deps),
    reconcilePayments: makeReconcilePayments(deps),
    prepareIntegrationPayment: makePrepareIntegrationPayment(deps),
    requestPayment: makeRequestPayment(deps),
    markPaidElsewhere: makeMarkPaidElsewhere(deps),
    noteRefund: makeNoteRefund(deps),
    retryPayment: makeRetryPayment(deps),
    findPayment: makeFindPayment(deps),
    findOfficePaymentDocument: makeFindOfficePaymentDocument(deps),
    viewPractice: makeViewPractice(deps),
    viewReceipt: makeViewReceipt(deps),
    ratePractice: makeRatePractice(deps),
    rateService: makeRateService(deps),
    exportPersonalData: makeExportPersonalData(deps),
    erasePersonalData: makeErasePersonalData(deps),
    findCitizenDocument: makeFindCitizenDocument(deps),
    viewIntegration: makeViewIntegration(deps),
    saveIntegration: makeSaveIntegration(deps),
    answerIntegration: makeAnswerIntegration(deps),
    findCitizenPaper: makeFindCitizenPaper(deps),
    deleteAttachment: makeDeleteAttachment(deps),
    findAttachment: makeFindAttachment(deps),
    listPayments: makeListPayments(deps),
    findPaymentDocument: makeFindPaymentDocument(deps),
    isWithinLimit,
    receiveFile,
    confirmCode: makeConfirmCode({ ...deps, isWithinLimit }),
    changePassword: makeChangePassword(deps),
    endSessions: makeEndSessions(deps),
    beginSecondFactor: makeBeginSecondFactor(deps),
    setUpSecondFactor: makeSetUpSecondFactor(deps),
    switchOffSecondFactor: makeSwitchOffSecondFactor(deps),
    renewRecoveryCodes: makeRenewRecoveryCodes(deps),
    requestPasswordReset: makeRequestPasswordReset({ ...deps, isWithinLimit }),
    openInvitation: makeOpenInvitation(deps),
    setPassword: makeSetPassword({ ...deps, isWithinLimit }),
    cancelRegistration: makeCancelRegistration(deps),
    closeEmergency: makeCloseEmergency(deps),
    extendEmergency: makeExtendEmergency(deps),
    deleteEmergencyLine: makeDeleteEmergencyLine(deps),
    saveEmergencyLine: makeSaveEmergencyLine(deps),
    openEmergency: makeOpenEmergency(deps),
    inviteOperator: makeInviteOperator({ ...deps, isWithinLimit }),
    saveOperator: makeSaveOperator(deps),
    switchOperator: makeSwitchOperator(deps),
    sendInvitation: makeSendInvitation({ ...deps, isWithinLimit }),
    resetSecondFactor: makeResetSecondFactor(deps),
    retryInvitation: makeRetryInvitation(deps),
    receiveUpload: makeReceiveUpload({ ...deps, isWithinLimit, receiveFile }),
    signInOperator: makeSignInOperator(deps),
    chooseForService: makeChooseForService(deps),
    publishDefinition: makePublishDefinition(deps),
    saveServiceTexts: makeSaveServiceTexts(deps),
    findForCounter: makeFindForCounter(deps),
    openForCitizen: makeOpenForCitizen(deps),
    viewCounterCitizen: makeViewCounterCitizen(deps),
    correctCitizen: makeCorrectCitizen(deps),
    listCounterDrafts: makeListCounterDrafts(deps),
    retryDelivery: makeRetryDelivery(deps),
    takeCharge: makeTakeCharge(deps),
    planBulk: makePlanBulk(deps),
    runBulk: makeRunBulk(deps),
    commentPractice: makeCommentPractice(deps),
    viewCharge: makeViewCharge(deps),
    reassignPractice: makeReassignPractice(deps),
    decidePractice: makeDecidePractice(deps),
    requestIntegration: makeRequestIntegration(deps),
    cancelIntegration: makeCancelIntegration(deps),
    findOfficePaper: makeFindOfficePaper(deps),
    settleRegistration: makeSettleRegistration(deps),
    listWaiting: makeListWaiting(deps),
    viewWaiting: makeViewWaiting(deps),
    findWaitingDocument: makeFindWaitingDocument(deps),
    answerRegistration: makeAnswerRegistration(deps),
    admitRegistryClient: makeAdmitRegistryClient({ ...deps, isWithinLimit }),
    signAnswer: makeSignAnswer(deps),
    exportPractices: makeExportPractices(deps),
    viewOfficePractice: makeViewOfficePractice(deps),
    findOfficeDocument: makeFindOfficeDocument(deps),
    findOfficeAttachment: makeFindOfficeAttachment(deps),
    expireDrafts: makeExpireDrafts(deps),
    removeDiscarded: makeRemoveDiscarded(deps),
    removeOrphans: makeRemoveOrphans(deps),
    failDelivery: makeFailDelivery(deps),
    /** Runs the jobs of an ente's payments that are due by now, also those that they queue for now. */
    async drainPayments(tenantId: TenantId): Promise<void> {
      for (;;) {
        const due = await ports.database.change(tenantId, ({ paymentJobs }) => {
          const [first] = [...paymentJobs].filter(([, at]) => at <= ports.clock.now());
          if (first !== undefined) paymentJobs.delete(first[0]);
          return first?.[0];
        });
        if (due === undefined) return;
        await advancePayment(tenantId, paymentIdSchema.parse(due));
      }
    },
    /** Does all the work that is queued, also what it queues itself. */
    async drain(): Promise<void> {
      for (let queued = ports.database.takeJobs(); queued.length > 0; queued = ports.database.takeJobs()) {
        for (const { tenantId, id } of queued) {
          const delivery = await ports.unitOfWork.read(tenantId, ({ deliveries }) => deliveries.byId(id));
          if (delivery === null) await sendInvitationMail(tenantId, id);
          else {
            await jobs[delivery.effect.kind](tenantId, id).catch((error: unknown) => {
              // Nothing failed: the job is queued again when the number is said.
              if (!(error instanceof NumberLater)) throw error;
            });
          }
        }
      }
    },
  };
};
export type MemoryPortal = ReturnType<typeof makeMemoryPortal>;
