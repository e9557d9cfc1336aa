/**
 * The contract suites: the promise of each port as tests, for Jest. An integrator who writes an adapter runs the suite of
 * its port on it. Apart from `@stanza/core/testing`, which needs no Jest.
 */
export * from './account-store.contract.ts';
export * from './app-io-store.contract.ts';
export * from './attachment-storage.contract.ts';
export * from './attachment-store.contract.ts';
export * from './audit-log.contract.ts';
export * from './bulletin-store.contract.ts';
export * from './citizen-notifier.contract.ts';
export * from './citizen-store.contract.ts';
export * from './clock.contract.ts';
export * from './comment-store.contract.ts';
export * from './delivery-store.contract.ts';
export * from './document-renderer.contract.ts';
export * from './ente-setup.contract.ts';
export * from './failed-attempts.contract.ts';
export * from './feedback-store.contract.ts';
export * from './file-inspector.contract.ts';
export * from './ids.contract.ts';
export * from './integration-store.contract.ts';
export * from './invitation-store.contract.ts';
export * from './lookup-store.contract.ts';
export * from './mailer.contract.ts';
export * from './network-of.contract.ts';
export * from './one-time-codes.contract.ts';
export * from './operator-store.contract.ts';
export * from './password-hasher.contract.ts';
export * from './password-judge.contract.ts';
export * from './personal-data-store.contract.ts';
export * from './practice-store.contract.ts';
export * from './protocol-registry.contract.ts';
export * from './read-models.contract.ts';
export * from './registration-store.contract.ts';
export * from './registry-steps.contract.ts';
export * from './secret-box.contract.ts';
export * from './service-store.contract.ts';
export * from './session-store.contract.ts';
export * from './sign-in-store.contract.ts';
export * from './signature-verifier.contract.ts';
export type { DatabaseUnderTest } from './stage.ts';
export * from './tenant-directory.contract.ts';
export * from './tenant-store.contract.ts';
export * from './terms-store.contract.ts';
export * from './territory.contract.ts';
export * from './timeline-store.contract.ts';
export * from './unit-of-work.contract.ts';
export * from './virus-scanner.contract.ts';
