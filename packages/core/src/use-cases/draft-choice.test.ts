import { describe, expect, it } from '@jest/globals';
import type { Actor } from '../operator/actor.ts';
import type { ServiceDefinition } from '../service/definition.ts';
import type { DraftChoice } from '../service/service.ts';
import { openingIdSchema } from '../shared/ids.ts';
import { anOperator, must, signedIn } from '../testing/index.ts';
import { begin as beginPractice } from './testing/begun-practice.ts';

/** A citizen with a draft of a service whose definition allows one, and an administrator of the ente. */
const begin = async () => {
  const begun = await beginPractice();
  const { portal, ente, citizen, run } = begun;
  const operator = anOperator(portal.ids.next(), { role: 'amministratore' });
  const actor: Actor = { operator, address: '192.0.2.1' };
  const now = async () => {
    const service = await run(({ services }) => services.bySlug('certificato'));
    if (service === null) throw new Error('The service is not there');
    return service;
  };
  const choose = async (drafts: DraftChoice) => {
    const { version, settings } = await now();
    const { answerFlow, signInLevel } = settings;
    const days = { opensOn: '', closesOn: '' };
    const typed = { ...settings.protocol, ...days, answerFlow, position: '0', signInLevel: String(signInLevel) };
    const boxes = { suspended: false, featured: false, bulkDecisions: false };
    must(
      await portal.chooseForService(ente.id, actor, { slug: 'certificato', version }, { ...typed, ...boxes, drafts }),
    );
  };
  const publish = async (change: Partial<ServiceDefinition>) => {
    const { definition } = await now();
    const seen = { slug: 'certificato', revision: definition.revision };
    must(await portal.publishDefinition(ente.id, actor, { ...definition, ...change }, seen));
  };
  const page = () => openingIdSchema.parse(portal.ids.next());
  return {
    ...begun,
    choose,
    publish,
    page,
    start: (from = page()) => portal.startPractice(ente.id, signedIn(citizen.id), 'certificato', from),
  };
};

describe('how many drafts a citizen may have at once', () => {
  it('is what the definition says, until the ente chooses', async () => {
    const { start, id, publish } = await begin();
    const exists = { ok: false, error: { code: 'draft_exists', practiceId: id } };
    expect(await start()).toEqual(exists);
    await publish({ drafts: 'many' });
    expect(await start()).toMatchObject({ ok: true });
  });

  it('is many where the ente wants so, one for each page, and a new revision of the definition leaves it so', async () => {
    const { start, id, choose, publish, page } = await begin();
    await choose('many');
    const from = page();
    const second = must(await start(from));
    expect([second === id, must(await start(from))]).toEqual([false, second]);
    await publish({ description: 'Altre parole.', drafts: 'one' });
    expect([id, second]).not.toContain(must(await start()));
  });

  it('is one where the ente wants so, also for whoever has several already: they keep them, and begin no other', async () => {
    const { start, id, choose, publish, portal, ente, citizen } = await begin();
    await publish({ drafts: 'many' });
    const second = must(await start());
    await choose('one');
    expect(await start()).toEqual({ ok: false, error: { code: 'draft_exists', practiceId: second } });
    for (const draft of [id, second]) must(await portal.deleteDraft(ente.id, signedIn(citizen.id), draft));
    expect(await start()).toMatchObject({ ok: true });
    expect(await start()).toMatchObject({ error: { code: 'draft_exists' } });
    await choose('definition');
    expect(await start()).toMatchObject({ ok: true });
  });
});
