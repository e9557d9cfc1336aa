import {
  DEFAULT_FILE_ALLOWANCE,
  type FileType,
  makeCompiledServices,
  makeReceiveFile,
  type TenantId,
} from '@stanza/core';
import { makeMemoryTerritory, must } from '@stanza/core/testing';
import {
  makeAttachmentStorage,
  makeContentFileInspector,
  makeSignatureVerifier,
  makeSystemClock,
  makeUuidV7Ids,
} from '@stanza/gateways';
import { testStorage } from '@stanza/gateways/testing';
import { makeUnitOfWork } from '@stanza/postgres';
import { partLabels } from '@stanza/services';
import type { WorkerPortal } from './worker-portal.ts';

/** The real parts with which a practice takes its course. */
export const makeJourneyDeps = (portal: WorkerPortal) => {
  const clock = makeSystemClock();
  const territory = makeMemoryTerritory();
  return {
    unitOfWork: makeUnitOfWork(portal.app),
    storage: makeAttachmentStorage(testStorage(portal.storageDir)),
    inspector: makeContentFileInspector(),
    signatures: makeSignatureVerifier({ trustListFile: '/nowhere' }),
    services: makeCompiledServices({ clock, territory, partLabels }),
    ids: makeUuidV7Ids(),
    clock,
    territory,
    fileAllowance: DEFAULT_FILE_ALLOWANCE,
  };
};

export type JourneyDeps = ReturnType<typeof makeJourneyDeps>;

/** Takes in a file that somebody uploads. @throws Error when it is refused */
export const receive = async (
  deps: JourneyDeps,
  tenantId: TenantId,
  type: FileType,
  fileName: string,
  bytes: Uint8Array,
) => {
  const source = async function* () {
    yield bytes;
  };
  const file = { fileName, source: source(), maxBytes: 1_000_000, accept: [type] };
  return must(await makeReceiveFile({ ...deps, virusScanning: null })(tenantId, file));
};
