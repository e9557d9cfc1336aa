import {
  makeExpireDrafts,
  makeForgetSignIns,
  makeImportFeeds,
  makeQueueFeedReading,
  makeRemoveDiscarded,
  makeRemoveOrphans,
  makeTellLateNumbers,
} from '@stanza/core';
import { makeFeedReader } from '@stanza/gateways';
import { makeCompactTallies } from '@stanza/postgres';
import type { Container } from 'inversify';
import { makeRenderDailyRegister } from '../pdf/write-daily-register.ts';
import { makeMakeDailyRegisters } from '../protocol/daily-register.ts';
import * as t from './tokens.ts';

/** What happens because time passes: drafts that end, files and sign-ins that go, feeds, tallies, registers. */
export const bindTimed = (container: Container): void => {
  bindDraftsAndFiles(container);
  bindFeeds(container);
  container
    .bind(t.forgetSignInsToken)
    .toResolvedValue(
      (unitOfWork, clock) => makeForgetSignIns({ unitOfWork, clock }),
      [t.unitOfWorkToken, t.clockToken],
    );
  container
    .bind(t.tellLateNumbersToken)
    .toResolvedValue(
      (unitOfWork, ids, clock) => makeTellLateNumbers({ unitOfWork, ids, clock }),
      [t.unitOfWorkToken, t.idsToken, t.clockToken],
    );
  container
    .bind(t.makeDailyRegistersToken)
    .toResolvedValue(
      ({ portalUrl }, pool, tenants, storage, clock) =>
        makeMakeDailyRegisters({ pool, tenants, storage, clock, portalUrl, render: makeRenderDailyRegister() }),
      [t.configToken, t.appPoolToken, t.tenantsToken, t.storageToken, t.clockToken],
    );
  container.bind(t.compactTalliesToken).toResolvedValue(makeCompactTallies, [t.appPoolToken]);
};

const bindDraftsAndFiles = (container: Container): void => {
  container
    .bind(t.expireDraftsToken)
    .toResolvedValue(
      ({ draftDays }, unitOfWork, ids, clock) => makeExpireDrafts({ unitOfWork, ids, clock, draftDays }),
      [t.configToken, t.unitOfWorkToken, t.idsToken, t.clockToken],
    );
  container
    .bind(t.removeDiscardedToken)
    .toResolvedValue(
      (unitOfWork, storage, clock) => makeRemoveDiscarded({ unitOfWork, storage, clock }),
      [t.unitOfWorkToken, t.storageToken, t.clockToken],
    );
  container
    .bind(t.removeOrphansToken)
    .toResolvedValue(
      (unitOfWork, storage, clock) => makeRemoveOrphans({ unitOfWork, storage, clock }),
      [t.unitOfWorkToken, t.storageToken, t.clockToken],
    );
};

const bindFeeds = (container: Container): void => {
  container
    .bind(t.feedReaderToken)
    .toResolvedValue(({ mode }) => makeFeedReader({ publicOnly: mode === 'production' }), [t.configToken]);
  container
    .bind(t.importFeedsToken)
    .toResolvedValue(
      (unitOfWork, tenants, feedReader, ids, clock) => makeImportFeeds({ unitOfWork, tenants, feedReader, ids, clock }),
      [t.unitOfWorkToken, t.tenantsToken, t.feedReaderToken, t.idsToken, t.clockToken],
    );
  container
    .bind(t.queueFeedReadingToken)
    .toResolvedValue((unitOfWork) => makeQueueFeedReading({ unitOfWork }), [t.unitOfWorkToken]);
};
