export { makeEnteSetup } from './make-ente-setup.ts';
export { makeFailedAttempts } from './make-failed-attempts.ts';
export { makeSessionStore } from './make-session-store.ts';
export { makeSignInRequests } from './make-sign-in-requests.ts';
export { makeTenantDirectory } from './make-tenant-directory.ts';
export { makeUnitOfWork } from './make-unit-of-work.ts';
export { makePool, type Pool } from './pool.ts';
export { migrate } from './setup/migrate.ts';
export { inTenant, type TenantTransaction } from './transaction.ts';
