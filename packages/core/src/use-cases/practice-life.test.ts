import { describe, expect, it } from '@jest/globals';
import type { Effect } from '../practice/effect.ts';
import { openingIdSchema } from '../shared/ids.ts';
import {
  aDecision,
  anOperator,
  anotherCitizen,
  aService,
  makeMemoryPortal,
  makeMemoryPorts,
  must,
  signedIn,
  suspendService,
} from '../testing/index.ts';
import { makeReceiveFile } from './receive-file.ts';
import { begin, sent } from './testing/begun-practice.ts';

describe('a practice that is filled in', () => {
  it('is not confirmed any more when a consent is taken back', async () => {
    const { save, submit, fill } = await begin();
    await fill();
    expect(await save('istruzioni', { confirmed: false })).toMatchObject({
      error: { code: 'invalid_step', errors: [{ field: 'istruzioni', code: 'must_accept' }] },
    });
    expect(await submit()).toEqual({ ok: false, error: { code: 'incomplete', step: 'istruzioni' } });
  });

  it('is sent although its service was suspended meanwhile: what was begun goes on', async () => {
    const { portal, ente, service, fill, submit, practice } = await begin();
    await fill();
    await portal.unitOfWork.run(ente.id, (stores) => suspendService(stores, service));
    must(await submit());
    expect((await practice()).state).toBe('inviata');
  });

  it('is not sent by somebody who has never saved the profile', async () => {
    const { save, service, submit, saveProfile } = await begin();
    for (const step of service.definition.steps) must(await save(step.id));
    expect(await submit()).toEqual({ ok: false, error: { code: 'profile_incomplete' } });
    await saveProfile();
    must(await submit());
  });
});

describe('a practice that is begun', () => {
  it('has a code that no other has, although codes are short', async () => {
    const ports = makeMemoryPorts();
    const next = ports.ids.next;
    let repeat: string | null = null;
    // The code comes from the end of the id: two ids that end alike are two practices with one code.
    const ids = { next: () => (repeat === null ? next() : `${next().slice(0, 18)}${repeat}`) };
    const { portal, ente, service, id } = await begin(makeMemoryPortal({ ...ports, ids }));
    const { identity, contacts } = anotherCitizen(next());
    const { id: other } = await portal.signInCitizen(ente.id, { identity, ...contacts });
    repeat = id.slice(18);
    const start = portal.startPractice(ente.id, signedIn(other), service.definition.slug);
    await expect(start).rejects.toThrow('code that was taken');
    repeat = null;
    must(await portal.startPractice(ente.id, signedIn(other), service.definition.slug));
  });
});

describe('a page that begins a practice, sent twice', () => {
  it('begins one where many are allowed, while that is there; another page begins another', async () => {
    const { portal, ente, citizen, service } = await begin();
    const definition = { ...service.definition, slug: 'a-volte', drafts: 'many' } as const;
    await portal.setup.publishService(ente.id, aService(portal.ids.next(), { definition }));
    const [page, another] = [portal.ids.next(), portal.ids.next()].map((id) => openingIdSchema.parse(id));
    const start = async (opening = page) =>
      must(await portal.startPractice(ente.id, signedIn(citizen.id), definition.slug, opening));
    const first = await start();
    expect(await start()).toBe(first);
    expect(await start(another)).not.toBe(first);
    must(await portal.deleteDraft(ente.id, signedIn(citizen.id), first));
    expect(await start()).not.toBe(first);
  });

  it('does not begin a second one where one is allowed', async () => {
    const { portal, ente, citizen, service, id } = await begin();
    const opening = openingIdSchema.parse(portal.ids.next());
    expect(await portal.startPractice(ente.id, signedIn(citizen.id), service.definition.slug, opening)).toEqual({
      ok: false,
      error: { code: 'draft_exists', practiceId: id },
    });
  });
});

describe('a practice at the office', () => {
  it('can be decided anew from a page that was opened while the answer was being prepared', async () => {
    const { portal, act, practice } = await sent();
    must(await portal.takeCharge(await act()));
    must(await portal.decidePractice(await act(), aDecision()));
    const opened = await act();
    await portal.drain();
    expect((await practice()).documents.risposta).toBeDefined();
    must(await portal.decidePractice(opened, aDecision({ outcome: 'rifiutata', reason: 'Manca un documento.' })));
    await portal.drain();
    expect(await practice()).toMatchObject({ decision: { outcome: 'rifiutata' }, documents: { risposta: {} } });
  });

  it('is not there for an operator of other services, whatever they ask', async () => {
    const { portal, ente, act, id } = await sent();
    const other = anOperator(portal.ids.next(), { email: 'altro@comune.example' });
    const refused = { ok: false, error: { code: 'not_found' } };
    expect(await portal.decidePractice(await act(other), aDecision({ outcome: 'rifiutata', reason: '' }))).toEqual(
      refused,
    );
    const [delivery] = await portal.unitOfWork.read(ente.id, ({ deliveries }) => deliveries.of(id));
    if (delivery === undefined) throw new Error('Nothing was queued');
    expect(await portal.retryDelivery(ente.id, { operator: other, address: '192.0.2.1' }, id, delivery.id)).toEqual(
      refused,
    );
  });

  it('has its blocked deliveries tried again when the operator asks', async () => {
    const { portal, ente, operator, id, run, fill, submit } = await begin();
    await fill();
    must(await submit());
    const registration: Effect['kind'] = 'register_request';
    const find = async () => {
      const all = await run(({ deliveries }) => deliveries.of(id));
      const found = all.find(({ effect }) => effect.kind === registration);
      if (found === undefined) throw new Error('The registration is not queued');
      return found;
    };
    const { id: deliveryId } = await find();
    portal.database.takeJobs();
    await portal.failDelivery(ente.id, deliveryId, 'il protocollo non risponde', true);
    await portal.drain();
    expect((await find()).state).toBe('bloccata');
    must(await portal.retryDelivery(ente.id, { operator, address: '192.0.2.1' }, id, deliveryId));
    must(await portal.retryDelivery(ente.id, { operator, address: '192.0.2.1' }, id, deliveryId));
    await portal.drain();
    expect(await find()).toMatchObject({ state: 'consegnata', lastError: 'il protocollo non risponde' });
  });
});

describe('a file that is refused', () => {
  const receive = async (content: string) => {
    const { portal, ente } = await begin();
    let stored = 0;
    const storage = {
      ...portal.storage,
      put: (...given: Parameters<typeof portal.storage.put>) => {
        stored += 1;
        return portal.storage.put(...given);
      },
    };
    const receiveFile = makeReceiveFile({ storage, inspector: portal.inspector, virusScanning: null });
    let read = 0;
    const source = (async function* () {
      for (let at = 0; at < content.length; at += 1000) {
        read += 1;
        yield new TextEncoder().encode(content.slice(at, at + 1000));
      }
    })();
    const received = await receiveFile(ente.id, { fileName: 'f.pdf', source, maxBytes: 50_000, accept: ['pdf'] });
    return { received, stored, read };
  };

  it('is read to its end and not stored', async () => {
    const { received, stored, read } = await receive('x'.repeat(20_000));
    expect(received).toEqual({ ok: false, error: { code: 'file_type_not_allowed' } });
    expect([stored, read]).toEqual([0, 20]);
    expect(await receive('')).toMatchObject({ received: { error: { code: 'file_empty' } }, stored: 0 });
  });

  it('loses nothing when it is accepted', async () => {
    const content = `%PDF-${'x'.repeat(20_000)}`;
    expect(await receive(content)).toMatchObject({ received: { value: { type: 'pdf', size: content.length } } });
  });
});

describe('what the office does', () => {
  it('is written into its register: who, what, when, from where, and only when it succeeds', async () => {
    const { portal, operator, submit, fill, run, act } = await begin();
    await fill();
    must(await submit());
    await portal.drain();
    const stale = { ...(await act()), version: 99 };
    expect(await portal.takeCharge(stale)).toMatchObject({ ok: false });
    const practice = must(await portal.takeCharge(await act()));
    must(await portal.decidePractice(await act(), aDecision({ outcome: 'rifiutata', reason: 'Manca un documento' })));
    const { rows } = await run(({ audit }) => audit.page({ after: null, limit: 10 }));
    const by = { at: portal.clock.now(), actor: { kind: 'operatore', id: operator.id }, address: '192.0.2.1' };
    expect(rows).toMatchObject([
      { ...by, action: 'decisione', subject: practice.code, details: { esito: 'rifiutata' } },
      { ...by, action: 'presa_in_carico', subject: practice.code, details: {} },
    ]);
    expect(rows).toHaveLength(2);
  });
});
