import type { ServiceProviderSettings, Territory } from '@stanza/core';
import type { KeyLog, TestFederation } from '@stanza/gateways';
import {
  checkoutSources,
  makeArgon2PasswordHasher,
  makeAttachmentStorage,
  makeClamdScanner,
  makeContentFileInspector,
  makeEnvironmentSigningKeys,
  makeFileSigningKeys,
  makeOneTimeCodes,
  makePasswordJudge,
  makePaymentGateways,
  makeSamlFederation,
  makeSecretBox,
  makeSignatureVerifier,
  makeSystemClock,
  makeUuidV7Ids,
  makeWatchedKeys,
  networkOf,
  type SigningKeys,
  scanSignedContent,
} from '@stanza/gateways';
import { makeFailedAttempts, makePool, makeSessionStore, makeTenantDirectory, makeUnitOfWork } from '@stanza/postgres';
import { Container } from 'inversify';
import type { WebConfig } from '../config.ts';
import { makeDatabaseMailbox } from '../mailbox/make-database-mailbox.ts';
import { makePortal } from '../portal.ts';
import * as t from './tokens.ts';

/** More than these only wait for each other in the database; fewer make a slow page hold up the others. */
const MAX_CONNECTIONS = 10;

/**
 * The web app's parts, each made once.
 * @param territory loaded before, since loading takes its time
 * @param testFederation what enti are in where nothing was set; null in production
 * @param log is told what is wrong with the keys of the enti
 */
export const makeContainer = (
  config: WebConfig,
  territory: Territory,
  testFederation: TestFederation | null,
  log: KeyLog,
): Container => {
  const container = new Container({ defaultScope: 'Singleton' });
  container.bind(t.configToken).toConstantValue(config);
  container
    .bind(t.poolToken)
    .toResolvedValue(({ databaseAppUrl }) => makePool(databaseAppUrl, { max: MAX_CONNECTIONS }), [t.configToken]);
  container.bind(t.unitOfWorkToken).toResolvedValue(makeUnitOfWork, [t.poolToken]);
  container.bind(t.tenantsToken).toResolvedValue(makeTenantDirectory, [t.poolToken]);
  container.bind(t.sessionsToken).toResolvedValue(makeSessionStore, [t.poolToken]);
  container.bind(t.failedAttemptsToken).toResolvedValue(makeFailedAttempts, [t.poolToken]);
  container.bind(t.enteKeysToken).toResolvedValue(
    ({ signInKeys, signInKeysDir }, clock) => {
      const [set, inFiles] = [makeEnvironmentSigningKeys(signInKeys), makeFileSigningKeys(signInKeysDir, log)];
      return makeWatchedKeys(async (settings) => (await set(settings)) ?? inFiles(settings), clock, log);
    },
    [t.configToken, t.clockToken],
  );
  container.bind(t.federationToken).toResolvedValue(
    (enteKeys, places) => {
      const made = async (settings: ServiceProviderSettings) =>
        testFederation === null ? null : { current: await testFederation.signingKey(settings), next: null };
      const keys: SigningKeys = async (settings) => (await enteKeys(settings)) ?? made(settings);
      return makeSamlFederation({ keys, territory: places });
    },
    [t.enteKeysToken, t.territoryToken],
  );
  container.bind(t.testFederationToken).toResolvedValue(
    (enteKeys) => {
      if (testFederation === null) return null;
      // An ente that was taken out of a federation still has its key, and signs with it here too.
      const partners: TestFederation['partners'] = async (tenant, federation) => {
        const found = await testFederation.partners(tenant, federation);
        return { ...found, key: (await enteKeys(found.settings))?.current ?? found.key };
      };
      return { ...testFederation, partners };
    },
    [t.enteKeysToken],
  );
  container
    .bind(t.storageToken)
    .toResolvedValue(
      ({ storage }) => makeAttachmentStorage(storage, (what, message) => log.warn(what, message)),
      [t.configToken],
    );
  container.bind(t.virusScanningToken).toResolvedValue(
    ({ clamd }) => {
      if (clamd === null) return null;
      const scanner = makeClamdScanner({ address: clamd.address, warn: (what, message) => log.warn(what, message) });
      return { scanner: scanSignedContent(scanner), ifUnavailable: clamd.ifUnavailable };
    },
    [t.configToken],
  );
  container.bind(t.fileInspectorToken).toResolvedValue(makeContentFileInspector);
  container.bind(t.signaturesToken).toResolvedValue(makeSignatureVerifier, [t.configToken]);
  container.bind(t.passwordJudgeToken).toResolvedValue(makePasswordJudge);
  container.bind(t.oneTimeCodesToken).toResolvedValue(makeOneTimeCodes);
  container.bind(t.hasherToken).toResolvedValue(makeArgon2PasswordHasher);
  container.bind(t.secretBoxToken).toResolvedValue(({ secretKey }) => makeSecretBox(secretKey), [t.configToken]);
  container
    .bind(t.gatewaysToken)
    .toResolvedValue((secretBox, clock) => makePaymentGateways({ secretBox, clock }), [t.secretBoxToken, t.clockToken]);
  container.bind(t.checkoutSourcesToken).toConstantValue(checkoutSources);
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
      failedAttempts,
      federation,
      development,
      storage,
      fileInspector,
      virusScanning,
      signatures,
      hasher,
      passwordJudge,
      oneTimeCodes,
      secretBox,
      gateways,
      checkoutSources,
      ids,
      clock,
      places,
      { portalAddress, portalUrl, draftDays, fileAllowance, mode },
    ) =>
      makePortal({
        unitOfWork,
        tenants,
        sessions,
        failedAttempts,
        networkOf,
        federation,
        testFederation: development,
        storage,
        fileInspector,
        virusScanning,
        signatures,
        hasher,
        passwordJudge,
        oneTimeCodes,
        secretBox,
        gateways,
        checkoutSources,
        ids,
        clock,
        territory: places,
        portalAddress,
        portalUrl,
        draftDays,
        fileAllowance,
        feedScheme: mode === 'production' ? 'https' : 'any',
      }),
    [
      t.unitOfWorkToken,
      t.tenantsToken,
      t.sessionsToken,
      t.failedAttemptsToken,
      t.federationToken,
      t.testFederationToken,
      t.storageToken,
      t.fileInspectorToken,
      t.virusScanningToken,
      t.signaturesToken,
      t.hasherToken,
      t.passwordJudgeToken,
      t.oneTimeCodesToken,
      t.secretBoxToken,
      t.gatewaysToken,
      t.checkoutSourcesToken,
      t.idsToken,
      t.clockToken,
      t.territoryToken,
      t.configToken,
    ],
  );
  return container;
};
