export * from './attachment/attachment.ts';
export * from './attachment/file-allowance.ts';
export * from './attachment/is-archive.ts';
export * from './attachment/practice-file-limits.ts';
export * from './attachment/received-file.ts';
export * from './audit/audit-content.ts';
export * from './audit/audit-entry.ts';
export * from './bulletin/bulletin.ts';
export * from './bulletin/feed.ts';
export { BULLETIN_FIELDS, type BulletinInput, parseBulletin } from './bulletin/parse-bulletin.ts';
export * from './feedback/feedback.ts';
export * from './metrics/metrics.ts';
export * from './operator/actor.ts';
export * from './operator/charge.ts';
export * from './operator/invitation.ts';
export { invitationToken } from './operator/invitation-token.ts';
export * from './operator/operator.ts';
export * from './operator/operator-account.ts';
export { type InvalidOperator, MAX_OPERATOR_NAME, type OperatorInput } from './operator/parse-operator.ts';
export { MAX_PASSWORD, MIN_PASSWORD, type PasswordFlaw } from './operator/password-rules.ts';
export { factorContext } from './operator/second-factor.ts';
export { type AmountRule, amountOf } from './payment/amount-rule.ts';
export * from './payment/cents.ts';
export * from './payment/due.ts';
export * from './payment/notice-number.ts';
export { PAYMENT_STATES, type PaymentState } from './payment/payment.machine.ts';
export * from './payment/payment.ts';
export * from './payment/payment-report.ts';
export { ADDRESS_PARTS, type Address, NO_ADDRESS } from './person/address.ts';
export * from './person/applicant-facts.ts';
export * from './person/citizen.ts';
export * from './person/codice-fiscale.ts';
export {
  type CounterCitizenInput,
  type CounterContactsInput,
  type CounterIdentityInput,
  type InvalidCitizen,
  lacksContacts,
  mayTypeContacts,
  mayTypeIdentity,
} from './person/counter-citizen.ts';
export * from './person/erasure.ts';
export * from './person/iban.ts';
export * from './person/partita-iva.ts';
export * from './person/profile.ts';
export * from './ports/account-store.ts';
export * from './ports/app-io-store.ts';
export * from './ports/attachment-storage.ts';
export * from './ports/audit-log.ts';
export * from './ports/bulletin-store.ts';
export * from './ports/citizen-notifier.ts';
export * from './ports/clock.ts';
export * from './ports/comment-store.ts';
export * from './ports/document-renderer.ts';
export * from './ports/emergency-store.ts';
export * from './ports/ente-setup.ts';
export * from './ports/failed-attempts.ts';
export * from './ports/feed-reader.ts';
export * from './ports/feedback-store.ts';
export * from './ports/file-inspector.ts';
export * from './ports/identity-federation.ts';
export * from './ports/ids.ts';
export * from './ports/integration-store.ts';
export * from './ports/invitation-store.ts';
export * from './ports/lookup-store.ts';
export * from './ports/mailer.ts';
export * from './ports/network-of.ts';
export * from './ports/one-time-codes.ts';
export * from './ports/password-hasher.ts';
export * from './ports/password-judge.ts';
export * from './ports/payment-gateway.ts';
export * from './ports/payment-report-store.ts';
export * from './ports/payment-store.ts';
export * from './ports/personal-data-store.ts';
export * from './ports/protocol-book.ts';
export * from './ports/protocol-registry.ts';
export * from './ports/read-models.ts';
export * from './ports/registration-store.ts';
export * from './ports/registry-steps.ts';
export * from './ports/secret-box.ts';
export * from './ports/session-store.ts';
export * from './ports/sign-in-store.ts';
export * from './ports/signature-verifier.ts';
export * from './ports/tenant-directory.ts';
export * from './ports/tenant-store.ts';
export * from './ports/territory.ts';
export * from './ports/unit-of-work.ts';
export * from './ports/virus-scanner.ts';
export * from './practice/advance.ts';
export * from './practice/comment.ts';
export * from './practice/deadline.ts';
export * from './practice/delivery.ts';
export * from './practice/draft-term.ts';
export * from './practice/effect.ts';
export * from './practice/integration.ts';
export * from './practice/integration-form.ts';
export * from './practice/office-search.ts';
export {
  can,
  PRACTICE_EVENTS,
  type PracticeEvent,
  type PracticeFacts,
  practiceMachine,
} from './practice/practice.machine.ts';
export * from './practice/practice.ts';
export * from './practice/practice-transitions.ts';
export * from './practice/private-note.ts';
export * from './practice/registration-record.ts';
export * from './practice/shown-digest.ts';
export * from './practice/timeline.ts';
export * from './protocol/book-entry.ts';
export * from './protocol/emergency.ts';
export { type CancellationInput, MAX_CANCELLATION_REASON, MAX_PROVISION } from './protocol/parse-cancellation.ts';
export {
  type ClosingInput,
  type EmergencyInput,
  type EmergencyLineInput,
  MAX_CAUSE,
  MAX_CORRESPONDENT,
  MAX_LINE_SUBJECT,
} from './protocol/parse-emergency.ts';
export * from './service/answer-columns.ts';
export * from './service/availability.ts';
export * from './service/compare-definitions.ts';
export type { Condition } from './service/condition.ts';
export * from './service/definition.ts';
export * from './service/definition-limits.ts';
export type { DefinitionProblem, PartPath } from './service/definition-problem.ts';
export {
  BLOCK_PARTS,
  type BlockPart,
  type DisplayFacts,
  type ValidationFacts,
} from './service/field-kinds/field-kind.ts';
export { fileIds } from './service/field-kinds/files.ts';
export { asksNothing, type BoundField, type Field, type FieldGroup, holdsFiles } from './service/field-kinds/index.ts';
export { italianNumber } from './service/field-kinds/italian-number.ts';
export * from './service/journey.ts';
export * from './service/parse-choices.ts';
export { readDefinition } from './service/read-definition.ts';
export * from './service/service.ts';
export { type ServiceText, serviceTexts } from './service/service-texts.ts';
export * from './shared/calendar.ts';
export * from './shared/field-error.ts';
export * from './shared/ids.ts';
export * from './shared/italian-dates.ts';
export * from './shared/read-all.ts';
export * from './shared/result.ts';
export { cleanText } from './shared/text.ts';
export * from './sign-in/federation.ts';
export * from './sign-in/identity-provider-entry.ts';
export * from './sign-in/pending-logout.ts';
export * from './sign-in/pending-sign-in.ts';
export * from './sign-in/service-provider-settings.ts';
export * from './sign-in/sign-in-log-entry.ts';
export * from './sign-in/sign-in-refusal.ts';
export type { SignedInCitizen } from './sign-in/signed-in-citizen.ts';
export * from './sign-in/verified-identity.ts';
export * from './tenant/parse-tenant-data.ts';
export * from './tenant/payment-choice.ts';
export * from './tenant/registry-choice.ts';
export * from './tenant/tenant.ts';
export * from './terms/parse-terms.ts';
export * from './terms/terms.ts';
export * from './use-cases/administrator/cancel-registration.ts';
export * from './use-cases/administrator/check-definition-path.ts';
export * from './use-cases/administrator/choose-for-service.ts';
export * from './use-cases/administrator/close-emergency.ts';
export * from './use-cases/administrator/delete-bulletin.ts';
export * from './use-cases/administrator/extend-emergency.ts';
export * from './use-cases/administrator/invite-operator.ts';
export * from './use-cases/administrator/keep-emergency-line.ts';
export * from './use-cases/administrator/open-emergency.ts';
export * from './use-cases/administrator/publish-definition.ts';
export type { RevisionRefusal, SeenService } from './use-cases/administrator/publish-revision.ts';
export * from './use-cases/administrator/publish-terms.ts';
export * from './use-cases/administrator/request-feed-reading.ts';
export * from './use-cases/administrator/request-feed-reading.ts';
export * from './use-cases/administrator/reset-second-factor.ts';
export * from './use-cases/administrator/retry-invitation.ts';
export * from './use-cases/administrator/save-bulletin.ts';
export * from './use-cases/administrator/save-bulletin.ts';
export * from './use-cases/administrator/save-feed.ts';
export * from './use-cases/administrator/save-feed.ts';
export * from './use-cases/administrator/save-operator.ts';
export * from './use-cases/administrator/save-service-texts.ts';
export * from './use-cases/administrator/save-tenant-data.ts';
export * from './use-cases/administrator/send-invitation.ts';
export * from './use-cases/administrator/switch-operator.ts';
export * from './use-cases/citizen/accept-terms.ts';
export * from './use-cases/citizen/answer-integration.ts';
export * from './use-cases/citizen/ask-about-payment.ts';
export * from './use-cases/citizen/declare-stamp.ts';
export * from './use-cases/citizen/delete-attachment.ts';
export * from './use-cases/citizen/delete-draft.ts';
export * from './use-cases/citizen/erase-personal-data.ts';
export * from './use-cases/citizen/export-personal-data.ts';
export * from './use-cases/citizen/find-attachment.ts';
export * from './use-cases/citizen/find-payment-document.ts';
export * from './use-cases/citizen/list-payments.ts';
export type { IntegrationRefusal, OpenIntegration } from './use-cases/citizen/open-integration.ts';
export { integrationStep } from './use-cases/citizen/open-integration.ts';
export * from './use-cases/citizen/pay-online.ts';
export * from './use-cases/citizen/prepare-integration-payment.ts';
export * from './use-cases/citizen/prepare-payment.ts';
export * from './use-cases/citizen/rate-practice.ts';
export * from './use-cases/citizen/rate-service.ts';
export * from './use-cases/citizen/retry-own-payment.ts';
export * from './use-cases/citizen/save-integration.ts';
export * from './use-cases/citizen/save-private-note.ts';
export * from './use-cases/citizen/save-profile.ts';
export * from './use-cases/citizen/save-step.ts';
export * from './use-cases/citizen/sign-in-citizen.ts';
export * from './use-cases/citizen/start-practice.ts';
export * from './use-cases/citizen/step-input.ts';
export * from './use-cases/citizen/submit-practice.ts';
export * from './use-cases/citizen/view-draft.ts';
export * from './use-cases/citizen/view-integration.ts';
export * from './use-cases/citizen/view-practice.ts';
export * from './use-cases/citizen/view-receipt.ts';
export * from './use-cases/citizen/withdraw-stamp.ts';
export * from './use-cases/compiled-services.ts';
export type { IntegrationView } from './use-cases/describe-integration.ts';
export * from './use-cases/display-facts.ts';
export type { Writer } from './use-cases/draft-access.ts';
export * from './use-cases/is-within-limit.ts';
export * from './use-cases/level-too-low.ts';
export {
  BULK_ACTIONS,
  type BulkAction,
  type BulkItem,
  type BulkObstacle,
  MAX_BULK,
} from './use-cases/operator/bulk.ts';
export * from './use-cases/operator/cancel-integration.ts';
export * from './use-cases/operator/change-password.ts';
export * from './use-cases/operator/comment-practice.ts';
export * from './use-cases/operator/confirm-code.ts';
export * from './use-cases/operator/correct-citizen.ts';
export * from './use-cases/operator/decide-practice.ts';
export * from './use-cases/operator/end-sessions.ts';
export * from './use-cases/operator/export-practices.ts';
export {
  type CounterRefusal,
  type CounterRequest,
  type FindForCounter,
  makeFindForCounter,
} from './use-cases/operator/find-for-counter.ts';
export * from './use-cases/operator/find-payment.ts';
export * from './use-cases/operator/keep-second-factor.ts';
export * from './use-cases/operator/list-counter-drafts.ts';
export * from './use-cases/operator/mark-paid-elsewhere.ts';
export * from './use-cases/operator/note-refund.ts';
export type { OfficeRefusal, OfficeRequest } from './use-cases/operator/office-action.ts';
export * from './use-cases/operator/open-for-citizen.ts';
export type { WrongPassword } from './use-cases/operator/own-password.ts';
export * from './use-cases/operator/plan-bulk.ts';
export * from './use-cases/operator/reassign-practice.ts';
export * from './use-cases/operator/request-integration.ts';
export * from './use-cases/operator/request-password-reset.ts';
export * from './use-cases/operator/request-payment.ts';
export * from './use-cases/operator/retry-delivery.ts';
export * from './use-cases/operator/retry-payment.ts';
export * from './use-cases/operator/run-bulk.ts';
export * from './use-cases/operator/set-password.ts';
export * from './use-cases/operator/set-up-second-factor.ts';
export * from './use-cases/operator/settle-registration.ts';
export * from './use-cases/operator/sign-answer.ts';
export * from './use-cases/operator/sign-in-operator.ts';
export * from './use-cases/operator/take-charge.ts';
export { type BadSignature, MAX_OFFICE_FILE_BYTES } from './use-cases/operator/verify-signed.ts';
export * from './use-cases/operator/view-office-practice.ts';
export * from './use-cases/platform/create-administrator.ts';
export * from './use-cases/platform/import-service.ts';
export * from './use-cases/platform/reset-administrator.ts';
export * from './use-cases/receive-file.ts';
export * from './use-cases/receive-upload.ts';
export type { NumberRefusal } from './use-cases/settle.ts';
export * from './use-cases/sign-in/complete-sign-in.ts';
export * from './use-cases/sign-in/end-sign-in.ts';
export * from './use-cases/sign-in/federations-of.ts';
export * from './use-cases/sign-in/start-sign-in.ts';
export * from './use-cases/system/admit-registry-client.ts';
export * from './use-cases/system/advance-payment.ts';
export * from './use-cases/system/built-in-registry.ts';
export { type FailDelivery, makeFailDelivery, type RunDelivery } from './use-cases/system/delivery-run.ts';
export * from './use-cases/system/expire-drafts.ts';
export * from './use-cases/system/forget-sign-ins.ts';
export * from './use-cases/system/import-feeds.ts';
export * from './use-cases/system/notify-citizen.ts';
export * from './use-cases/system/queue-feed-reading.ts';
export * from './use-cases/system/reconcile-payments.ts';
export * from './use-cases/system/register-answer.ts';
export { makeRegisterIntegration } from './use-cases/system/register-integration.ts';
export * from './use-cases/system/register-request.ts';
export * from './use-cases/system/remove-discarded.ts';
export * from './use-cases/system/remove-orphans.ts';
export * from './use-cases/system/render-answer.ts';
export * from './use-cases/system/send-blocked-notice.ts';
export * from './use-cases/system/send-invitation-mail.ts';
export * from './use-cases/system/send-mail.ts';
export * from './use-cases/system/stepwise-registry.ts';
export * from './use-cases/system/sweep-payments.ts';
export * from './use-cases/system/tell-late-numbers.ts';
export * from './use-cases/system/waiting-registrations.ts';
