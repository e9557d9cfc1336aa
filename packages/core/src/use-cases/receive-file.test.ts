import { describe, expect, it } from '@jest/globals';
import type { ScanVerdict, VirusScanner } from '../ports/virus-scanner.ts';
import { tenantIdSchema } from '../shared/ids.ts';
import { makeMemoryFileInspector, makeMemoryStorage } from '../testing/memory/gateways.ts';
import { asBytes } from '../testing/memory/text.ts';
import { EICAR, makeMemoryVirusScanner } from '../testing/memory/virus-scanner.ts';
import { makeReceiveFile } from './receive-file.ts';

const tenant = tenantIdSchema.parse('01890a5d-ac96-774b-bcce-b302099a8057');

const saying = (verdict: ScanVerdict): VirusScanner => ({
  begin: () => ({ write: async () => undefined, end: async () => verdict, close: () => undefined }),
});

const receive = async (scanner: VirusScanner, ifUnavailable: 'accept' | 'hold') => {
  const storage = makeMemoryStorage();
  const source = async function* () {
    yield asBytes('%PDF-1.7 ');
    yield asBytes(EICAR);
  };
  const deps = { storage, inspector: makeMemoryFileInspector(), virusScanning: { scanner, ifUnavailable } };
  const file = { fileName: 'a.pdf', source: source(), maxBytes: 1000, accept: ['pdf'] } as const;
  const received = await makeReceiveFile(deps)(tenant, file);
  return [received.ok || received.error.code, (await storage.list(tenant, null, 10)).length];
};

describe('a file that is scanned', () => {
  it('is refused when a virus is in it, and nothing of it is kept', async () => {
    expect(await receive(saying('infected'), 'accept')).toEqual(['file_infected', 0]);
  });

  it('is taken when nothing is in it', async () => {
    expect(await receive(makeMemoryVirusScanner(), 'hold')).toEqual([true, 1]);
  });

  it('is refused or taken, as is set, when the scanner is not there', async () => {
    expect(await receive(saying('unavailable'), 'hold')).toEqual(['file_not_scanned', 0]);
    expect(await receive(saying('unavailable'), 'accept')).toEqual([true, 1]);
  });

  it('is refused when the scanner cannot say, whatever is set', async () => {
    for (const set of ['hold', 'accept'] as const) {
      expect(await receive(saying('not-scannable'), set)).toEqual(['file_not_scannable', 0]);
    }
  });
});

describe('a file that is also an archive', () => {
  const END = `PK\u0005\u0006${'\u0000'.repeat(18)}`;
  const receiveParts = async (...parts: readonly string[]) => {
    const storage = makeMemoryStorage();
    const source = async function* () {
      for (const part of parts) yield asBytes(part);
    };
    const file = { fileName: 'a.pdf', source: source(), maxBytes: 1_000_000, accept: ['pdf'] } as const;
    const receiveFile = makeReceiveFile({ storage, inspector: makeMemoryFileInspector(), virusScanning: null });
    const received = await receiveFile(tenant, file);
    return [received.ok || received.error.code, (await storage.list(tenant, null, 10)).length];
  };

  it('is refused wherever its end is cut, and nothing of it is kept', async () => {
    const long = 'x'.repeat(60_000);
    expect(await receiveParts(`%PDF-1.7 ${END}`)).toEqual(['file_type_not_allowed', 0]);
    expect(await receiveParts('%PDF-1.7', long, long, long, END)).toEqual(['file_type_not_allowed', 0]);
    expect(await receiveParts('%PDF-1.7', long, long, ...END)).toEqual(['file_type_not_allowed', 0]);
    expect(await receiveParts('%PDF-1.7', long, long, END, long, long, long)).toEqual([true, 1]);
  });
});
