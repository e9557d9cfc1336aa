import { describe, expect, it } from '@jest/globals';
import type { Actor } from '../operator/actor.ts';
import type { ServiceDefinition } from '../service/definition.ts';
import { serviceTexts } from '../service/service-texts.ts';
import { aDefinitionAsking, anOperator, aServiceDefinition, must, signedIn } from '../testing/index.ts';
import { begin as beginPractice } from './testing/begun-practice.ts';

/** An ente with a service that a citizen has begun to fill in, and an administrator. */
const begin = async () => {
  const begun = await beginPractice();
  const { portal, ente, run } = begun;
  const actor: Actor = {
    operator: anOperator(portal.ids.next(), { role: 'amministratore' }),
    address: '192.0.2.1',
  };
  const now = (slug = 'certificato') => run(({ services }) => services.bySlug(slug));
  return {
    ...begun,
    actor,
    now,
    publish: (definition: ServiceDefinition, revision: number | null, by = actor) => {
      const seen = revision === null ? null : { slug: 'certificato', revision };
      return portal.publishDefinition(ente.id, by, definition, seen);
    },
    saveTexts: (typed: Readonly<Record<string, string>>, revision = 1) =>
      portal.saveServiceTexts(ente.id, actor, { slug: 'certificato', revision }, typed),
    acts: async () =>
      (await run(({ audit }) => audit.page({ after: null, limit: 20 }))).rows.map(({ action, subject, details }) => [
        action,
        subject,
        details.revisione,
      ]),
  };
};

/** The service of the stage with one more question. */
const asking = (label: string): ServiceDefinition =>
  aDefinitionAsking([
    { kind: 'text', id: 'uso', label },
    { kind: 'text', id: 'perche', label: 'Perché' },
  ]);

describe('a definition that an administrator publishes', () => {
  it('becomes the next revision whatever number it says, and leaves the service open as it was', async () => {
    const { publish, now, service, acts } = await begin();
    expect(await publish({ ...asking('Uso'), revision: 7 }, 1)).toEqual({
      ok: true,
      value: { slug: 'certificato', revision: 2 },
    });
    expect(await now()).toEqual({ ...service, definition: { ...asking('Uso'), revision: 2 } });
    expect(await acts()).toEqual([['revisione_pubblicata', 'certificato', '2']]);
  });

  it('leaves a draft the steps that it was begun with, until it is sent and after; a new one has the new steps', async () => {
    const { publish, fill, submit, practice, portal, ente, citizen, id, service } = await begin();
    must(await publish(asking('Altro uso'), 1));
    await fill();
    const draft = must(await portal.viewDraft(ente.id, signedIn(citizen.id), id));
    expect(draft.definition).toEqual(service.definition);
    must(await submit());
    const shown = must(await portal.viewPractice(ente.id, citizen, id));
    expect([shown.practice.revision, shown.definition]).toEqual([1, service.definition]);
    expect((await practice()).answers).toMatchObject({ uso: 'Banca' });
    const other = must(await portal.startPractice(ente.id, signedIn(citizen.id), 'certificato'));
    const begun = must(await portal.viewDraft(ente.id, signedIn(citizen.id), other));
    expect(begun.definition).toEqual({ ...asking('Altro uso'), revision: 2 });
  });

  it('is a new service, suspended, when its path is free', async () => {
    const { publish, now, portal, ente, citizen, acts } = await begin();
    const definition = aServiceDefinition({ slug: 'altro', revision: 4 });
    expect(await publish(definition, null)).toEqual({ ok: true, value: { slug: 'altro', revision: 1 } });
    expect(await now('altro')).toMatchObject({ status: 'sospeso', settings: { answerFlow: 'documento' }, version: 0 });
    expect(await portal.startPractice(ente.id, signedIn(citizen.id), 'altro')).toMatchObject({ ok: false });
    expect(await acts()).toEqual([['servizio_pubblicato', 'altro', '1']]);
  });

  it('is published once when it is sent twice', async () => {
    const { publish, now, acts } = await begin();
    expect(await Promise.all([publish(asking('Uso'), 1), publish(asking('Uso'), 1)])).toMatchObject([
      { value: { revision: 2 } },
      { value: { revision: 2 } },
    ]);
    const definition = aServiceDefinition({ slug: 'altro' });
    expect(await Promise.all([publish(definition, null), publish(definition, null)])).toMatchObject([
      { value: { revision: 1 } },
      { value: { revision: 1 } },
    ]);
    expect([(await now())?.definition.revision, (await acts()).length]).toEqual([2, 2]);
  });

  it('is not published when it says what is published already', async () => {
    const { publish, service, acts } = await begin();
    expect(await publish({ ...service.definition, revision: 9 }, 1)).toMatchObject({ value: { revision: 1 } });
    expect(await acts()).toEqual([]);
  });

  it('is refused when a colleague has published another revision meanwhile', async () => {
    const { publish, now } = await begin();
    const both = await Promise.all([publish(asking('Uno'), 1), publish(asking('Due'), 1)]);
    expect(both).toMatchObject([{ ok: true }, { error: { code: 'stale_revision', now: await now() } }]);
  });

  it('is refused at a path that is taken, that is a page of the office, or that is not the service’s', async () => {
    const { publish, actor, operator } = await begin();
    const errors = [
      await publish(asking('Uso'), null),
      await publish(aServiceDefinition({ slug: 'nuovo' }), null),
      await publish(aServiceDefinition({ slug: 'altro' }), 1),
      await publish(asking('Uso'), 1, { ...actor, operator }),
    ].map((published) => (published.ok ? null : published.error));
    expect(errors).toEqual([
      { code: 'slug_taken', slug: 'certificato' },
      { code: 'slug_reserved', slug: 'nuovo' },
      { code: 'slug_changed', slug: 'altro', expected: 'certificato' },
      { code: 'not_found' },
    ]);
  });
});

describe('the texts that an administrator changes', () => {
  it('are the next revision, in which everything else is as it was', async () => {
    const { saveTexts, now, service, acts } = await begin();
    const typed = {
      description: '  Un certificato\n nuovo. ',
      introduction: 'Uno.\r\n \r\nDue.\nAncora due.',
      'sheet.tempi': 'Subito.',
      'steps.istruzioni.text': 'Leggi.',
      'steps.uso.title': 'A che serve',
      deadlineDays: '15',
    };
    expect(await saveTexts(typed)).toEqual({ ok: true, value: 2 });
    const { definition } = service;
    expect((await now())?.definition).toEqual({
      ...definition,
      revision: 2,
      description: 'Un certificato nuovo.',
      introduction: ['Uno.', 'Due.\nAncora due.'],
      sheet: { ...definition.sheet, tempi: ['Subito.'] },
      deadlineDays: 15,
      steps: definition.steps.map((step) => {
        if (step.kind === 'instructions') return { ...step, text: ['Leggi.'] };
        return step.id === 'uso' ? { ...step, title: 'A che serve' } : step;
      }),
    });
    expect(await saveTexts(typed)).toEqual({ ok: true, value: 2 });
    expect(await acts()).toEqual([['revisione_pubblicata', 'certificato', '2']]);
  });

  it('are no revision when nothing was changed', async () => {
    const { saveTexts, service, acts } = await begin();
    const same = Object.fromEntries(serviceTexts(service.definition).map(({ key, value }) => [key, `${value}\r\n`]));
    expect(await saveTexts(same)).toEqual({ ok: true, value: 1 });
    expect(await saveTexts({})).toEqual({ ok: true, value: 1 });
    expect(await acts()).toEqual([]);
  });

  it('say what is wrong at each', async () => {
    const { saveTexts, now } = await begin();
    const refused = await saveTexts({
      description: ' ',
      office: 'x'.repeat(201),
      deadlineDays: '400',
      'steps.uso.guide': '',
      'sheet.aChi': 'x'.repeat(5001),
    });
    expect(refused).toEqual({
      ok: false,
      error: {
        code: 'invalid_texts',
        errors: [
          { field: 'description', code: 'required' },
          { field: 'sheet.aChi', code: 'too_long' },
          { field: 'office', code: 'too_long' },
          { field: 'deadlineDays', code: 'out_of_range' },
          { field: 'steps.uso.guide', code: 'required' },
        ],
      },
    });
    expect(await saveTexts({ deadlineDays: '1e1' })).toMatchObject({
      error: { errors: [{ code: 'invalid_integer' }] },
    });
    expect((await now())?.definition.revision).toBe(1);
  });

  it('of one of two administrators are refused, and the other’s are kept', async () => {
    const { saveTexts, now } = await begin();
    const both = await Promise.all([saveTexts({ office: 'Uno' }), saveTexts({ responsible: 'Due' })]);
    expect(both).toMatchObject([{ ok: true, value: 2 }, { error: { code: 'stale_revision', now: await now() } }]);
    expect(await saveTexts({ office: 'Tre' }, 9)).toMatchObject({ error: { code: 'stale_revision' } });
  });
});
