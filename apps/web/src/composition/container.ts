import type { Territory } from '@stanza/core';
import {
  makeArgon2PasswordHasher,
  makeCmsSignatureInspector,
  makeContentFileInspector,
  makeDirectoryStorage,
  makeOneTimeCodes,
  makePasswordJudge,
  makeSecretBox,
  makeSystemClock,
  makeTestIdentityProvider,
  makeUuidV7Ids,
  networkOf,
} from '@stanza/gateways';
import {
  makeFailedAttempts,
  makePool,
  makeSessionStore,
  makeSignInRequests,
  makeTenantDirectory,
  makeUnitOfWork,
} from '@stanza/postgres';
import { Container } from 'inversify';
import type { WebConfig } from '../config.ts';
import { makeDatabaseMailbox } from '../mailbox/make-database-mailbox.ts';
import { makePortal } from '../portal.ts';
import * as t from './tokens.ts';

/** More than these only wait for each other in the database; fewer make a slow page hold up the others. */
const MAX_CONNECTIONS = 10;

/**
 * The web app's parts, each made once. In production there is no identity provider yet: SPID and CIE come next.
 * @param territory loaded before, since loading takes its time
 */
export const makeContainer = (config: WebConfig, territory: Territory): Container => {
  const container = new Container({ defaultScope: 'Singleton' });
  container.bind(t.configToken).toConstantValue(config);
  container
    .bind(t.poolToken)
    .toResolvedValue(({ databaseAppUrl }) => makePool(databaseAppUrl, { max: MAX_CONNECTIONS }), [t.configToken]);
  container.bind(t.unitOfWorkToken).toResolvedValue(makeUnitOfWork, [t.poolToken]);
  container.bind(t.tenantsToken).toResolvedValue(makeTenantDirectory, [t.poolToken]);
  container.bind(t.sessionsToken).toResolvedValue(makeSessionStore, [t.poolToken]);
  container.bind(t.signInRequestsToken).toResolvedValue(makeSignInRequests, [t.poolToken]);
  container.bind(t.failedAttemptsToken).toResolvedValue(makeFailedAttempts, [t.poolToken]);
  container
    .bind(t.identityProviderToken)
    .toResolvedValue(
      (config) => (config.mode === 'production' ? null : makeTestIdentityProvider(config)),
      [t.configToken],
    );
  container
    .bind(t.storageToken)
    .toResolvedValue(({ storageDir }) => makeDirectoryStorage({ directory: storageDir }), [t.configToken]);
  container.bind(t.fileInspectorToken).toResolvedValue(makeContentFileInspector);
  container.bind(t.signaturesToken).toResolvedValue(makeCmsSignatureInspector);
  container.bind(t.passwordJudgeToken).toResolvedValue(makePasswordJudge);
  container.bind(t.oneTimeCodesToken).toResolvedValue(makeOneTimeCodes);
  container.bind(t.hasherToken).toResolvedValue(makeArgon2PasswordHasher);
  container.bind(t.secretBoxToken).toResolvedValue(({ secretKey }) => makeSecretBox(secretKey), [t.configToken]);
  container.bind(t.idsToken).toResolvedValue(makeUuidV7Ids);
  container.bind(t.clockToken).toResolvedValue(makeSystemClock);
  container.bind(t.territoryToken).toConstantValue(territory);
  container
    .bind(t.mailboxToken)
    .toResolvedValue(
      (settings, pool, tenants) => (settings.mailInDatabase ? makeDatabaseMailbox(pool, tenants) : null),
      [t.configToken, t.poolToken, t.tenantsToken],
    );
  container.bind(t.portalToken).toResolvedValue(
    (
      unitOfWork,
      tenants,
      sessions,
      signInRequests,
      failedAttempts,
      identityProvider,
      storage,
      fileInspector,
      signatures,
      hasher,
      passwordJudge,
      oneTimeCodes,
      secretBox,
      ids,
      clock,
      places,
      { draftDays, fileAllowance, mode },
    ) =>
      makePortal({
        unitOfWork,
        tenants,
        sessions,
        signInRequests,
        failedAttempts,
        networkOf,
        identityProvider,
        storage,
        fileInspector,
        signatures,
        hasher,
        passwordJudge,
        oneTimeCodes,
        secretBox,
        ids,
        clock,
        territory: places,
        draftDays,
        fileAllowance,
        feedScheme: mode === 'production' ? 'https' : 'any',
      }),
    [
      t.unitOfWorkToken,
      t.tenantsToken,
      t.sessionsToken,
      t.signInRequestsToken,
      t.failedAttemptsToken,
      t.identityProviderToken,
      t.storageToken,
      t.fileInspectorToken,
      t.signaturesToken,
      t.hasherToken,
      t.passwordJudgeToken,
      t.oneTimeCodesToken,
      t.secretBoxToken,
      t.idsToken,
      t.clockToken,
      t.territoryToken,
      t.configToken,
    ],
  );
  return container;
};
