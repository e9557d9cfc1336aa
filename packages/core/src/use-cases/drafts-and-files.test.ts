import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Stores } from '../ports/unit-of-work.ts';
import { attachmentIdSchema, type PracticeId } from '../shared/ids.ts';
import {
  aCitizen,
  aDefinitionAsking,
  anotherCitizen,
  aProfile,
  aService,
  asBytes,
  aTenant,
  makeMemoryPortal,
  must,
  signedIn,
} from '../testing/index.ts';
import { aStepInput } from '../testing/typed-input.ts';
import type { StepInput } from './citizen/step-input.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const definition = {
  ...aDefinitionAsking([
    { kind: 'text', id: 'uso', label: 'Uso', required: false },
    { kind: 'file', id: 'carta', label: 'Carta' },
    { kind: 'files', id: 'disegni', label: 'Disegni', required: false },
  ]),
  drafts: 'many',
} as const;

/** An ente in memory where a citizen fills in drafts that ask for a file. */
const begin = async () => {
  const portal = makeMemoryPortal();
  const ente = aTenant(portal.ids.next());
  const service = aService(portal.ids.next(), { definition });
  await portal.setup.addTenant(ente);
  await portal.setup.publishService(ente.id, service);
  const { identity, contacts } = aCitizen(portal.ids.next());
  const me = await portal.signInCitizen(ente.id, { identity, ...contacts });
  const run = <T>(work: (stores: Stores) => Promise<T>) => portal.unitOfWork.run(ente.id, work);
  await run(({ citizens }) => citizens.saveProfile(me.id, aProfile({ contacts }), portal.clock.now()));
  const save = (id: PracticeId, step: string, input: Partial<StepInput> = {}) =>
    portal.saveStep(ente.id, signedIn(me.id), id, step, aStepInput(input));
  const receive = (fileName: string, content = '%PDF- prova') =>
    portal.receiveFile(ente.id, {
      fileName,
      source: (async function* () {
        yield asBytes(content);
      })(),
      maxBytes: 1000,
      accept: ['pdf'],
    });
  const start = async () => {
    const id = must(await portal.startPractice(ente.id, signedIn(me.id), service.definition.slug));
    for (const step of ['istruzioni', 'richiedente']) must(await save(id, step));
    return id;
  };
  return {
    portal,
    ente,
    me,
    run,
    save,
    receive,
    start,
    /** A draft with everything in it. */
    async fill(content?: string) {
      const id = await start();
      must(await save(id, 'modulo', { files: { carta: [await receive('carta.pdf', content)] }, privateNote: 'mia' }));
      return id;
    },
    answers: async (id: PracticeId) => must(await portal.viewDraft(ente.id, signedIn(me.id), id)).practice.answers,
    files: async () =>
      (await run(({ reads }) => reads.attachmentPage(me.id, { after: null, limit: 50 }))).rows.map(
        ({ attachment }) => attachment,
      ),
    submit: (id: PracticeId) => portal.submitPractice(ente.id, signedIn(me.id), id),
    stored: async (sha256: string) => (await portal.storage.open(ente.id, sha256)) !== null,
  };
};
let begun: Awaited<ReturnType<typeof begin>>;
beforeEach(async () => {
  begun = await begin();
});

describe('a draft that its citizen deletes', () => {
  it('is gone with what was written in it, and its file stays among the citizen’s', async () => {
    const { portal, ente, me, run, fill, files } = begun;
    const id = await fill();
    must(await portal.deleteDraft(ente.id, signedIn(me.id), id));
    expect(await portal.viewDraft(ente.id, signedIn(me.id), id)).toEqual({ ok: false, error: { code: 'not_found' } });
    expect(await run(({ timeline }) => timeline.of(id))).toEqual([]);
    expect((await files()).map(({ fileName }) => fileName)).toEqual(['carta.pdf']);
    expect(await portal.deleteDraft(ente.id, signedIn(me.id), id)).toEqual({ ok: false, error: { code: 'not_found' } });
  });

  it('is not found by another tab that saves or sends it', async () => {
    const { portal, ente, me, save, fill, submit } = begun;
    const id = await fill();
    must(await portal.deleteDraft(ente.id, signedIn(me.id), id));
    const gone = { ok: false, error: { code: 'not_found' } };
    expect(await save(id, 'modulo', { typed: { uso: 'x' } })).toEqual(gone);
    expect(await submit(id)).toEqual(gone);
  });

  it('is neither somebody else’s nor a practice that was sent', async () => {
    const { portal, ente, me, fill, submit } = begun;
    const id = await fill();
    const { identity, contacts } = anotherCitizen(portal.ids.next());
    const anna = await portal.signInCitizen(ente.id, { identity, ...contacts });
    expect(await portal.deleteDraft(ente.id, signedIn(anna.id), id)).toEqual({
      ok: false,
      error: { code: 'not_found' },
    });
    must(await submit(id));
    expect(await portal.deleteDraft(ente.id, signedIn(me.id), id)).toEqual({
      ok: false,
      error: { code: 'already_sent' },
    });
  });
});

describe('a draft that nobody touches', () => {
  const nightAfter = async (days: number) => {
    const { portal, ente } = begun;
    portal.clock.advance(days * DAY_MS);
    await portal.expireDrafts(ente.id);
    await portal.drain();
    return portal.mailer.sent.map(({ subject }) => subject.split(':', 1)[0]);
  };
  const FIRST = 'bozza_due_settimane';
  const LAST = 'bozza_due_giorni';

  it('is warned about two weeks and two days before, once each, and then deleted', async () => {
    const { portal, run, fill, files } = begun;
    const id = await fill();
    expect(await nightAfter(165)).toEqual([]);
    expect(await nightAfter(1)).toEqual([FIRST]);
    expect(await nightAfter(0)).toEqual([FIRST]);
    expect(await nightAfter(11)).toEqual([FIRST]);
    expect(await nightAfter(1)).toEqual([FIRST, LAST]);
    expect(await nightAfter(1)).toEqual([FIRST, LAST]);
    expect(await run(({ practices }) => practices.byId(id))).not.toBeNull();
    expect(await nightAfter(1)).toEqual([FIRST, LAST]);
    expect(await run(({ practices }) => practices.byId(id))).toBeNull();
    expect(await files()).toHaveLength(1);
    expect(portal.mailer.sent[0]).toMatchObject({
      to: 'mario.rossi@cittadini.example',
      text: expect.stringContaining(id),
    });
  });

  it('starts its time and its warnings again when it is saved', async () => {
    const { run, save, fill } = begun;
    const id = await fill();
    expect(await nightAfter(166)).toEqual([FIRST]);
    must(await save(id, 'modulo', { typed: { uso: 'ci ripenso' } }));
    expect(await nightAfter(165)).toEqual([FIRST]);
    expect(await nightAfter(1)).toEqual([FIRST, FIRST]);
    expect(await run(({ practices }) => practices.byId(id))).not.toBeNull();
  });

  it('is never deleted without the last warning, however long nobody looked', async () => {
    const { run, fill } = begun;
    const id = await fill();
    expect(await nightAfter(400)).toEqual([LAST]);
    expect(await nightAfter(1)).toEqual([LAST]);
    expect(await run(({ practices }) => practices.byId(id))).not.toBeNull();
    await nightAfter(1);
    expect(await run(({ practices }) => practices.byId(id))).toBeNull();
  });

  it('sends no warning that is no longer true when its turn comes', async () => {
    const { portal, ente, save, fill } = begun;
    const [saved, deleted] = [await fill(), await fill('%PDF- altra')];
    portal.clock.advance(166 * DAY_MS);
    await portal.expireDrafts(ente.id);
    must(await save(saved, 'modulo', { typed: { uso: 'ci ripenso' } }));
    must(await portal.deleteDraft(ente.id, signedIn(begun.me.id), deleted));
    await portal.drain();
    expect(portal.mailer.sent).toEqual([]);
  });

  it('sends nothing to a citizen without an address, and ends all the same', async () => {
    const { portal, run, me, fill } = begun;
    const nobody = aProfile({ contacts: { email: null, telefono: null } });
    await run(({ citizens }) => citizens.saveProfile(me.id, nobody, portal.clock.now()));
    const id = await fill();
    for (const days of [166, 12, 2]) expect(await nightAfter(days)).toEqual([]);
    expect(await run(({ practices }) => practices.byId(id))).toBeNull();
  });

  it('leaves alone what was sent', async () => {
    const { run, fill, submit } = begun;
    const id = await fill();
    must(await submit(id));
    await nightAfter(1000);
    await nightAfter(1000);
    expect((await run(({ practices }) => practices.byId(id)))?.state).toBe('inviata');
  });
});

describe('a file that its citizen deletes', () => {
  const onlyFile = async () => {
    const [file] = await begun.files();
    if (file === undefined) throw new Error('There is no file');
    return file;
  };
  const remove = (id: string, by = begun.me.id) =>
    begun.portal.deleteAttachment(begun.ente.id, by, attachmentIdSchema.parse(id));

  it('is taken out of every draft that uses it, which asks for it again', async () => {
    const { save, start, fill, receive, answers, submit } = begun;
    const first = await fill();
    const file = await onlyFile();
    const second = await start();
    const other = await receive('pianta.pdf', '%PDF- pianta');
    must(await save(second, 'modulo', { files: { carta: [other], disegni: [other] }, reuse: { disegni: [file.id] } }));
    must(await remove(file.id));
    expect((await answers(first)).carta).toBe('');
    expect(String((await answers(second)).disegni).split(',')).toHaveLength(1);
    expect(await submit(first)).toEqual({ ok: false, error: { code: 'incomplete', step: 'modulo' } });
    must(await submit(second));
    expect(await remove(file.id)).toEqual({ ok: false, error: { code: 'not_found' } });
  });

  it('is not one that a sent practice uses, nor somebody else’s', async () => {
    const { portal, ente, fill, submit } = begun;
    const id = await fill();
    const file = await onlyFile();
    const { identity, contacts } = anotherCitizen(portal.ids.next());
    const anna = await portal.signInCitizen(ente.id, { identity, ...contacts });
    expect(await remove(file.id, anna.id)).toEqual({ ok: false, error: { code: 'not_found' } });
    must(await submit(id));
    expect(await remove(file.id)).toEqual({ ok: false, error: { code: 'attachment_sent' } });
  });

  it('leaves its bytes for half a day, and then they are taken away', async () => {
    const { portal, ente, fill, stored } = begun;
    await fill();
    const { id, sha256 } = await onlyFile();
    must(await remove(id));
    await portal.removeDiscarded(ente.id);
    expect(await stored(sha256)).toBe(true);
    portal.clock.advance(DAY_MS);
    await portal.removeDiscarded(ente.id);
    expect(await stored(sha256)).toBe(false);
  });

  it('leaves the bytes that another file has too', async () => {
    const { portal, ente, run, fill, files, stored } = begun;
    await fill();
    await fill();
    const [first, second] = await files();
    must(await remove(first?.id ?? ''));
    portal.clock.advance(DAY_MS);
    await portal.removeDiscarded(ente.id);
    expect(await stored(first?.sha256 ?? '')).toBe(true);
    expect(await run(({ attachments }) => attachments.discarded(portal.clock.now(), null, 9))).toEqual([]);
    must(await remove(second?.id ?? ''));
    portal.clock.advance(DAY_MS);
    await portal.removeDiscarded(ente.id);
    expect(await stored(first?.sha256 ?? '')).toBe(false);
  });

  it('leaves the bytes that come again before they are taken away', async () => {
    const { portal, ente, run, fill, receive, stored } = begun;
    await fill();
    const { id, sha256 } = await onlyFile();
    must(await remove(id));
    portal.clock.advance(DAY_MS);
    // Received, and not yet in any row.
    must(await receive('carta.pdf'));
    await portal.removeDiscarded(ente.id);
    expect(await stored(sha256)).toBe(true);
    const discarded = () => run(({ attachments }) => attachments.discarded(portal.clock.now(), null, 9));
    expect(await discarded()).toHaveLength(1);
    portal.clock.advance(DAY_MS);
    await portal.removeDiscarded(ente.id);
    expect([await stored(sha256), await discarded()]).toEqual([false, []]);
  });
});

describe('bytes that were received and never saved', () => {
  it('are taken away after half a day, and nothing else is', async () => {
    const { portal, ente, fill, files, receive, stored } = begun;
    await fill();
    const [file] = await files();
    const { sha256 } = must(await receive('mai-salvato.pdf', '%PDF- mai salvato'));
    expect(await portal.removeOrphans(ente.id, null)).toBeNull();
    expect(await stored(sha256)).toBe(true);
    portal.clock.advance(DAY_MS);
    must(await receive('appena-arrivato.pdf', '%PDF- appena arrivato'));
    await portal.removeOrphans(ente.id, null);
    expect([await stored(sha256), await stored(file?.sha256 ?? '')]).toEqual([false, true]);
    expect(await portal.storage.list(ente.id, null, 9)).toHaveLength(2);
  });

  it('are left when somebody has discarded them: the night takes those', async () => {
    const { portal, ente, me, fill, files, stored } = begun;
    await fill();
    const [file] = await files();
    must(await portal.deleteAttachment(ente.id, me.id, attachmentIdSchema.parse(file?.id)));
    portal.clock.advance(DAY_MS);
    await portal.removeOrphans(ente.id, null);
    expect(await stored(file?.sha256 ?? '')).toBe(true);
  });

  it('are looked for page by page', async () => {
    const { portal, ente, receive } = begun;
    for (let content = 0; content < 1001; content += 1) must(await receive('a.pdf', `%PDF- ${content}`));
    portal.clock.advance(DAY_MS);
    const after = await portal.removeOrphans(ente.id, null);
    const left = await portal.storage.list(ente.id, null, 9);
    expect(left).toHaveLength(1);
    expect(after !== null && left.every((digest) => digest > after)).toBe(true);
    expect(await portal.removeOrphans(ente.id, after)).toBeNull();
    expect(await portal.storage.list(ente.id, null, 9)).toEqual([]);
  });
});
