import { describe, expect, it } from '@jest/globals';
import type { SignInLevel } from '../sign-in/federation.ts';
import { anActor, aProfileInput, aStepInput, must, signedIn } from '../testing/index.ts';
import { levelTooLow } from './level-too-low.ts';
import { type Begun, begin } from './testing/begun-practice.ts';
import { digestOf, inCharge } from './testing/integration-in-charge.ts';

const tooLow = { ok: false, error: { code: 'level_too_low', asked: 3 } };
const keptTooLow = { ok: false, error: { ...tooLow.error, kept: true } };

/** From now on the ente asks for this level. */
const ask = ({ run, service }: Pick<Begun, 'run' | 'service'>, signInLevel: SignInLevel) =>
  run(async ({ services }) => {
    const now = await services.byId(service.id);
    if (now === null) throw new Error('The service is not there');
    await services.saveChoices(now.id, { ...now, settings: { ...now.settings, signInLevel } }, now.version);
  });

describe('a service that asks for a stronger sign-in than the citizen’s', () => {
  it('is not begun, and is with one that is strong enough', async () => {
    const begun = await begin();
    const { portal, ente, citizen, id } = begun;
    must(await portal.deleteDraft(ente.id, signedIn(citizen.id), id));
    await ask(begun, 3);
    const start = (level: SignInLevel) =>
      portal.startPractice(ente.id, signedIn(citizen.id, level), begun.service.definition.slug);
    expect(await start(1)).toEqual(tooLow);
    expect(await start(2)).toEqual(tooLow);
    expect(await begun.run(({ practices }) => practices.draftOf(citizen.id, begun.service.id, null))).toBeNull();
    must(await start(3));
  });

  it('keeps what is typed into a draft, right or wrong, and tells nothing of where it leads', async () => {
    const begun = await begin();
    const { portal, ente, citizen, id } = begun;
    await begun.fill();
    await ask(begun, 3);
    const save = (uso: string) =>
      portal.saveStep(ente.id, signedIn(citizen.id), id, 'uso', aStepInput({ typed: { uso } }));
    for (const uso of ['Mutuo', '']) {
      expect(await save(uso)).toEqual(keptTooLow);
      const draft = must(await portal.viewDraft(ente.id, signedIn(citizen.id), id));
      expect([draft.practice.answers.uso, draft.tooLow]).toEqual([uso, tooLow.error]);
    }
    // A password alone changes nothing of it.
    const input = aStepInput({ typed: { uso: 'Altro' }, privateNote: 'Altro' });
    expect(await portal.saveStep(ente.id, signedIn(citizen.id, 1), id, 'uso', input)).toEqual({
      ok: false,
      error: { ...tooLow.error, kept: false },
    });
    const draft = must(await portal.viewDraft(ente.id, signedIn(citizen.id), id));
    expect([draft.practice.answers.uso, draft.privateNote]).toEqual(['', '']);
    expect(must(await portal.viewDraft(ente.id, signedIn(citizen.id, 3), id)).tooLow).toBeNull();
  });

  it('is not sent, until the citizen has signed in again', async () => {
    const begun = await begin();
    const { portal, ente, citizen, id } = begun;
    await begun.fill();
    await ask(begun, 3);
    expect(await portal.submitPractice(ente.id, signedIn(citizen.id), id)).toEqual(tooLow);
    expect((await begun.practice()).state).toBe('bozza');
    must(await portal.submitPractice(ente.id, signedIn(citizen.id, 3), id));
    // What was sent is sent, whatever is asked for since.
    expect(await portal.submitPractice(ente.id, signedIn(citizen.id), id)).toMatchObject({
      error: { code: 'already_sent' },
    });
  });

  it('takes no answer to a request of integration, and keeps what was typed for it', async () => {
    const begun = await inCharge();
    const { portal, ente, citizen, id, view, save, detail } = begun;
    must(await begun.request());
    must(await save({ uso: 'Mutuo' }, ['contratto']));
    await ask(begun, 3);
    expect(await save({ uso: 'Affitto' })).toEqual(keptTooLow);
    const open = must(await view());
    expect([open.answers.uso, open.tooLow]).toEqual(['Affitto', tooLow.error]);
    expect(await begun.answer()).toEqual(tooLow);
    expect((await detail()).practice.state).toBe('da_integrare');
    must(await portal.answerIntegration(ente.id, signedIn(citizen.id, 3), id, digestOf(open)));
  });

  it('is where a password alone completes a profile, and changes none', async () => {
    const { portal, ente, citizen, run } = await begin();
    const email = async () => (await run(({ citizens }) => citizens.byId(citizen.id)))?.contacts.email;
    const save = (level: SignInLevel, to: string) =>
      portal.saveProfile(ente.id, signedIn(citizen.id, level), aProfileInput({ email: to }));
    must(await save(1, 'prima@cittadini.example'));
    expect(await save(1, 'dopo@cittadini.example')).toEqual({ ok: false, error: { code: 'level_too_low', asked: 2 } });
    expect(await email()).toBe('prima@cittadini.example');
    must(await save(2, 'dopo@cittadini.example'));
    expect(await email()).toBe('dopo@cittadini.example');
  });

  it('asks nothing of operators, who have a sign-in of their own', async () => {
    const { operator } = await begin();
    expect(levelTooLow(anActor(operator), 3)).toBeNull();
  });
});
