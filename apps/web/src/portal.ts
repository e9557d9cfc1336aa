import {
  type AttachmentStorage,
  type CheckoutSources,
  type Clock,
  type FailedAttempts,
  type FileAllowance,
  type FileInspector,
  federationsOf,
  type IdentityFederation,
  type Ids,
  makeAcceptTerms,
  makeAdmitRegistryClient,
  makeAnswerIntegration,
  makeAnswerRegistration,
  makeAskAboutPayment,
  makeAskProviderLogout,
  makeBeginSecondFactor,
  makeCancelIntegration,
  makeCancelRegistration,
  makeChangePassword,
  makeCheckDefinitionPath,
  makeChooseForService,
  makeCloseEmergency,
  makeCommentPractice,
  makeCompiledServices,
  makeCompleteSignIn,
  makeConfirmCode,
  makeCorrectCitizen,
  makeDecidePractice,
  makeDeclareStamp,
  makeDeleteAttachment,
  makeDeleteBulletin,
  makeDeleteDraft,
  makeDeleteEmergencyLine,
  makeEndSessions,
  makeErasePersonalData,
  makeExportPersonalData,
  makeExportPractices,
  makeExtendEmergency,
  makeFindAttachment,
  makeFindCitizenDocument,
  makeFindCitizenPaper,
  makeFindForCounter,
  makeFindOfficeAttachment,
  makeFindOfficeDocument,
  makeFindOfficePaper,
  makeFindPaymentDocument,
  makeFindWaitingDocument,
  makeInviteOperator,
  makeIsWithinLimit,
  makeListCounterDrafts,
  makeListPayments,
  makeListWaiting,
  makeOpenEmergency,
  makeOpenForCitizen,
  makeOpenInvitation,
  makePayOnline,
  makePlanBulk,
  makePreparePayment,
  makePublishDefinition,
  makePublishTerms,
  makeRatePractice,
  makeRateService,
  makeReassignPractice,
  makeReceiveFile,
  makeReceiveLogout,
  makeReceiveUpload,
  makeRenewRecoveryCodes,
  makeRequestFeedReading,
  makeRequestIntegration,
  makeRequestPasswordReset,
  makeResetSecondFactor,
  makeRetryDelivery,
  makeRetryInvitation,
  makeRunBulk,
  makeSaveBulletin,
  makeSaveEmergencyLine,
  makeSaveFeed,
  makeSaveIntegration,
  makeSaveOperator,
  makeSavePrivateNote,
  makeSaveProfile,
  makeSaveServiceTexts,
  makeSaveStep,
  makeSaveTenantData,
  makeSendInvitation,
  makeSetPassword,
  makeSettleRegistration,
  makeSetUpSecondFactor,
  makeSignAnswer,
  makeSignInOperator,
  makeStartPractice,
  makeStartSignIn,
  makeSubmitPractice,
  makeSwitchOffSecondFactor,
  makeSwitchOperator,
  makeTakeCharge,
  makeViewCharge,
  makeViewCounterCitizen,
  makeViewDraft,
  makeViewIntegration,
  makeViewOfficePractice,
  makeViewPractice,
  makeViewReceipt,
  makeViewWaiting,
  type NetworkOf,
  type OneTimeCodes,
  type PasswordHasher,
  type PasswordJudge,
  type PaymentGateways,
  type SecretBox,
  type SessionStore,
  type SignatureVerifier,
  type Tenant,
  type TenantDirectory,
  type Territory,
  type UnitOfWork,
  type VirusScanning,
} from '@stanza/core';
import type { TestFederation } from '@stanza/gateways';
import { partLabels } from '@stanza/services';

/** The adapters that the web app stands on. */
export interface Ports {
  readonly unitOfWork: UnitOfWork;
  readonly tenants: TenantDirectory;
  readonly sessions: SessionStore;
  readonly failedAttempts: FailedAttempts;
  readonly networkOf: NetworkOf;
  readonly federation: IdentityFederation;
  /** What enti are in where nothing was set, with the provider that lets in whoever asks; null in production. */
  readonly testFederation: TestFederation | null;
  readonly storage: AttachmentStorage;
  readonly fileInspector: FileInspector;
  readonly virusScanning: VirusScanning | null;
  readonly signatures: SignatureVerifier;
  readonly hasher: PasswordHasher;
  readonly passwordJudge: PasswordJudge;
  readonly oneTimeCodes: OneTimeCodes;
  readonly secretBox: SecretBox;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly territory: Territory;
  /** What the portal writes mails from; null where it has no address of its own. */
  readonly portalAddress: string | null;
  /** Where the portal is reached from outside, without a slash at the end. */
  readonly portalUrl: string;
  readonly gateways: PaymentGateways;
  readonly checkoutSources: CheckoutSources;
  /** Days that a draft is kept after it was last saved. */
  readonly draftDays: number;
  /** How much of a citizen's is kept. */
  readonly fileAllowance: FileAllowance;
  /** What the address of a feed begins with: `any` lets `http` pass too, in development and in tests. */
  readonly feedScheme: 'https' | 'any';
}

const noFederations = async () => ({ settings: [], providers: [] });

/** Everything that a page may do: the use cases over the ports, and the ports that pages read from. */
export type Portal = ReturnType<typeof makePortal>;

export const makePortal = (ports: Ports) => {
  const services = makeCompiledServices({ ...ports, partLabels });
  const defaultFederations = ports.testFederation?.defaultFederations ?? noFederations;
  const deps = { ...ports, services, defaultFederations };
  const isWithinLimit = makeIsWithinLimit(deps);
  const receiveFile = makeReceiveFile({
    storage: ports.storage,
    inspector: ports.fileInspector,
    virusScanning: ports.virusScanning,
  });
  return {
    ...deps,
    federationsOf: (tenant: Tenant) => federationsOf(deps, tenant),
    startSignIn: makeStartSignIn(deps),
    completeSignIn: makeCompleteSignIn(deps),
    askProviderLogout: makeAskProviderLogout(deps),
    receiveLogout: makeReceiveLogout(deps),
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
    listPayments: makeListPayments(deps),
    findPaymentDocument: makeFindPaymentDocument(deps),
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
    isWithinLimit,
    receiveFile,
    receiveUpload: makeReceiveUpload({ ...deps, isWithinLimit, receiveFile }),
    signInOperator: makeSignInOperator(deps),
    confirmCode: makeConfirmCode({ ...deps, isWithinLimit }),
    requestPasswordReset: makeRequestPasswordReset({ ...deps, isWithinLimit }),
    openInvitation: makeOpenInvitation(deps),
    setPassword: makeSetPassword({ ...deps, isWithinLimit }),
    changePassword: makeChangePassword(deps),
    endSessions: makeEndSessions(deps),
    beginSecondFactor: makeBeginSecondFactor(deps),
    setUpSecondFactor: makeSetUpSecondFactor(deps),
    switchOffSecondFactor: makeSwitchOffSecondFactor(deps),
    renewRecoveryCodes: makeRenewRecoveryCodes(deps),
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
    cancelRegistration: makeCancelRegistration(deps),
    closeEmergency: makeCloseEmergency(deps),
    extendEmergency: makeExtendEmergency(deps),
    deleteEmergencyLine: makeDeleteEmergencyLine(deps),
    saveEmergencyLine: makeSaveEmergencyLine(deps),
    openEmergency: makeOpenEmergency(deps),
    settleRegistration: makeSettleRegistration(deps),
    admitRegistryClient: makeAdmitRegistryClient({ ...deps, isWithinLimit }),
    listWaiting: makeListWaiting(deps),
    viewWaiting: makeViewWaiting(deps),
    findWaitingDocument: makeFindWaitingDocument(deps),
    answerRegistration: makeAnswerRegistration(deps),
    signAnswer: makeSignAnswer(deps),
    exportPractices: makeExportPractices(deps),
    viewOfficePractice: makeViewOfficePractice(deps),
    requestIntegration: makeRequestIntegration(deps),
    cancelIntegration: makeCancelIntegration(deps),
    findOfficeDocument: makeFindOfficeDocument(deps),
    findOfficePaper: makeFindOfficePaper(deps),
    findOfficeAttachment: makeFindOfficeAttachment(deps),
    checkDefinitionPath: makeCheckDefinitionPath(deps),
    publishDefinition: makePublishDefinition(deps),
    saveServiceTexts: makeSaveServiceTexts(deps),
    saveBulletin: makeSaveBulletin(deps),
    deleteBulletin: makeDeleteBulletin(deps),
    saveFeed: makeSaveFeed(deps),
    requestFeedReading: makeRequestFeedReading(deps),
    chooseForService: makeChooseForService(deps),
    saveTenantData: makeSaveTenantData(deps),
    publishTerms: makePublishTerms(deps),
    inviteOperator: makeInviteOperator({ ...deps, isWithinLimit }),
    saveOperator: makeSaveOperator(deps),
    switchOperator: makeSwitchOperator(deps),
    sendInvitation: makeSendInvitation({ ...deps, isWithinLimit }),
    resetSecondFactor: makeResetSecondFactor(deps),
    retryInvitation: makeRetryInvitation(deps),
  };
};
