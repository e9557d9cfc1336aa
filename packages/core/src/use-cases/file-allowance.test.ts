import { beforeEach, describe, expect, it } from '@jest/globals';
import { MAX_ATTACHMENT_BYTES } from '../attachment/attachment.ts';
import { practiceFileLimits } from '../attachment/practice-file-limits.ts';
import type { ReceivedFile } from '../attachment/received-file.ts';
import type { AttachmentId, PracticeId } from '../shared/ids.ts';
import type { Result } from '../shared/result.ts';
import {
  aCitizen,
  aDefinitionAsking,
  anActor,
  anOperator,
  aService,
  asBytes,
  aTenant,
  makeMemoryPortal,
  makeMemoryPorts,
  must,
  signedIn,
} from '../testing/index.ts';
import { aStepInput } from '../testing/typed-input.ts';
import type { StepInput } from './citizen/step-input.ts';
import type { UploadRefusal } from './receive-upload.ts';

const HOUR_MS = 60 * 60 * 1000;
const definition = {
  ...aDefinitionAsking([
    { kind: 'text', id: 'uso', label: 'Uso', required: false },
    { kind: 'files', id: 'disegni', label: 'Disegni', required: false },
  ]),
  drafts: 'many',
} as const;

/** A citizen who may have three files of thirty bytes together, and upload twelve in an hour. */
const begin = async () => {
  const portal = makeMemoryPortal(makeMemoryPorts(), { files: 3, bytes: 30, perHour: 12 });
  const ente = aTenant(portal.ids.next());
  const service = aService(portal.ids.next(), { definition });
  await portal.setup.addTenant(ente);
  await portal.setup.publishService(ente.id, service);
  const { identity, contacts } = aCitizen(portal.ids.next());
  const me = await portal.signInCitizen(ente.id, { identity, ...contacts });
  const bytes = async function* (size: number) {
    yield asBytes('%PDF-'.padEnd(size, 'x'));
  };
  const file = (size: number) => ({
    fileName: 'pianta.pdf',
    source: bytes(size),
    maxBytes: 20,
    accept: ['pdf'] as const,
  });
  type Received = Result<ReceivedFile, UploadRefusal>;
  const save = (id: PracticeId, files: readonly Received[], input: Partial<StepInput> = {}) =>
    portal.saveStep(ente.id, signedIn(me.id), id, 'modulo', {
      typed: { uso: 'Mutuo' },
      confirmed: true,
      files: { disegni: files },
      privateNote: null,
      ...input,
    });
  return {
    portal,
    ente,
    me,
    save,
    bytes,
    receive: (size = 10) => portal.receiveUpload(ente.id, { citizenId: me.id, writer: signedIn(me.id) }, file(size)),
    receiveBy: (writer: Parameters<typeof portal.receiveUpload>[1]['writer']) =>
      portal.receiveUpload(ente.id, { citizenId: me.id, writer }, file(10)),
    async start() {
      const id = must(await portal.startPractice(ente.id, signedIn(me.id), service.definition.slug));
      const nothing = aStepInput();
      for (const step of ['istruzioni', 'richiedente']) {
        must(await portal.saveStep(ente.id, signedIn(me.id), id, step, nothing));
      }
      return id;
    },
    view: async (id: PracticeId) => must(await portal.viewDraft(ente.id, signedIn(me.id), id)),
    remove: async (id: AttachmentId) => must(await portal.deleteAttachment(ente.id, me.id, id)),
  };
};
const noRoom = { ok: false, error: { code: 'no_room_for_file' } };

describe('the room that a citizen has for files', () => {
  let begun: Awaited<ReturnType<typeof begin>>;
  beforeEach(async () => {
    begun = await begin();
  });

  it('ends with so many files: what does not fit is refused at its field, and all the rest is kept', async () => {
    const { start, receive, save, view } = begun;
    const id = await start();
    const files = [await receive(5), await receive(5), await receive(6), await receive(5)];
    expect(files.every(({ ok }) => ok)).toBe(true);
    expect(await save(id, files)).toMatchObject({
      error: { code: 'invalid_step', errors: [{ field: 'disegni', code: 'no_room_for_file' }] },
    });
    const draft = await view(id);
    expect([draft.files.map(({ size }) => size), draft.practice.answers.uso]).toEqual([[5, 5, 6], 'Mutuo']);
  });

  it('ends with so many bytes: a smaller file may still fit', async () => {
    const { start, receive, save, view } = begun;
    const id = await start();
    await save(id, [await receive(20), await receive(12), await receive(10)]);
    expect((await view(id)).files.map(({ size }) => size)).toEqual([20, 10]);
  });

  it('is one for all drafts, and counts a file again that comes again', async () => {
    const { start, receive, save } = begun;
    const [first, second] = [await start(), await start()];
    must(await save(first, [await receive(), await receive()]));
    must(await save(second, [await receive()]));
    expect(await receive()).toEqual(noRoom);
  });

  it('does not store what does not fit, and says that a file is too large only when no room would help', async () => {
    const { start, receive, save, portal, ente } = begun;
    must(await save(await start(), [await receive(8)]));
    expect(await receive(21)).toMatchObject({ error: { code: 'file_too_large' } });
    must(await save(await start(), [await receive(13)]));
    expect(await receive(10)).toEqual(noRoom);
    const stored = async (size: number) => {
      const elsewhere = await portal.storage.put(aTenant(portal.ids.next()).id, begun.bytes(size), 100);
      return elsewhere !== 'too-large' && (await portal.storage.open(ente.id, elsewhere.sha256)) !== null;
    };
    expect([await stored(8), await stored(10)]).toEqual([true, false]);
  });

  it('comes back when a file is deleted', async () => {
    const { start, receive, save, view, remove } = begun;
    const id = await start();
    must(await save(id, [await receive(), await receive(), await receive()]));
    expect(await receive()).toEqual(noRoom);
    const [first] = (await view(id)).files;
    if (first === undefined) throw new Error('There is a file');
    await remove(first.id);
    must(await save(id, [await receive()]));
  });

  it('is not exceeded by two drafts that are saved at once', async () => {
    const { start, receive, save, view } = begun;
    const drafts = [await start(), await start()] as const;
    const files = await Promise.all(drafts.map(() => Promise.all([receive(5), receive(5)])));
    await Promise.all(drafts.map((id, place) => save(id, files[place] ?? [])));
    const kept = await Promise.all(drafts.map(async (id) => (await view(id)).files.length));
    expect(kept.reduce((sum, count) => sum + count, 0)).toBe(3);
  });

  it('is used again by an earlier file, which costs nothing', async () => {
    const { start, receive, save, view } = begun;
    const id = await start();
    must(await save(id, [await receive(), await receive(), await receive()]));
    const [first] = (await view(id)).files;
    must(await save(await start(), [], { reuse: { disegni: [String(first?.id)] } }));
  });
});

describe('the uploads of an hour', () => {
  it('have a limit for each citizen and each operator, and begin again', async () => {
    const { receive, receiveBy, portal } = await begin();
    for (let uploaded = 1; uploaded <= 12; uploaded += 1) must(await receive(5));
    expect(await receive(5)).toEqual({ ok: false, error: { code: 'too_many_uploads' } });
    must(await receiveBy(anActor(anOperator(portal.ids.next()))));
    portal.clock.advance(HOUR_MS);
    must(await receive(5));
  });
});

describe('the registry that a practice will be registered with', () => {
  const MIB = 1024 * 1024;
  /** One that takes files of twelve bytes and, besides the document of the portal, twenty bytes in all. */
  const withRegistry = async () => {
    const begun = await begin();
    const limits = { maxFileBytes: 12, maxTotalBytes: MIB + 20 };
    const choice = { kind: 'docarea', settings: {}, sealed: '', limits } as const;
    await begun.portal.setup.saveRegistryChoice(begun.ente.id, null, choice);
    return begun;
  };

  it('takes files of a size: a larger one is refused at its field, and the smaller ones are kept', async () => {
    const { start, receive, save, view } = await withRegistry();
    const id = await start();
    expect(await save(id, [await receive(13), await receive(12)])).toMatchObject({
      error: { errors: [{ field: 'disegni', code: 'file_too_large', maxBytes: 12 }] },
    });
    expect((await view(id)).files.map(({ size }) => size)).toEqual([12]);
  });

  it('takes so much of a practice: what was saved before counts, what is taken out does not', async () => {
    const { start, receive, save, view } = await withRegistry();
    const id = await start();
    must(await save(id, [await receive(12)]));
    const tooMuch = { error: { errors: [{ field: 'disegni', code: 'practice_too_large', maxBytes: 20 }] } };
    expect(await save(id, [await receive(9)])).toMatchObject(tooMuch);
    must(await save(id, [await receive(8)]));
    const [first] = (await view(id)).files;
    must(await save(id, [await receive(10)], { remove: { disegni: [String(first?.id)] } }));
    expect((await view(id)).files.map(({ size }) => size).toSorted()).toEqual([10, 8]);
  });

  it('has room for each practice', async () => {
    const { start, receive, save } = await withRegistry();
    must(await save(await start(), [await receive(12)]));
    must(await save(await start(), [await receive(12)]));
  });

  it('does not take an earlier file either that is too large for it', async () => {
    const { portal, ente, start, receive, save, view } = await withRegistry();
    const [before, id] = [await start(), await start()];
    await portal.setup.saveRegistryChoice(ente.id, null, null);
    must(await save(before, [await receive(20)]));
    const [earlier] = (await view(before)).files;
    const limits = { maxFileBytes: 12, maxTotalBytes: 2 * MIB };
    await portal.setup.saveRegistryChoice(ente.id, null, { kind: 'docarea', settings: {}, sealed: '', limits });
    expect(await save(id, [], { reuse: { disegni: [String(earlier?.id)] } })).toMatchObject({
      error: { errors: [{ field: 'disegni', code: 'file_too_large', maxBytes: 12 }] },
    });
    expect((await view(id)).files).toEqual([]);
  });

  it('may take more than the portal, which changes nothing, and less than the document of the portal', () => {
    const large = { maxFileBytes: 500 * MIB, maxTotalBytes: 500 * MIB };
    expect(practiceFileLimits(large)).toEqual({ maxFileBytes: MAX_ATTACHMENT_BYTES, maxTotalBytes: 499 * MIB });
    expect(practiceFileLimits({ maxFileBytes: 500, maxTotalBytes: 500 })).toEqual({
      maxFileBytes: 0,
      maxTotalBytes: 0,
    });
    expect(practiceFileLimits(null)).toEqual({ maxFileBytes: MAX_ATTACHMENT_BYTES, maxTotalBytes: null });
  });
});
