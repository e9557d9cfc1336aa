import { describe, expect, it } from '@jest/globals';
import { type Answers, journey, stepErrors, summarise } from '@stanza/core';
import {
  aCitizen,
  aProfile,
  aService,
  aTenant,
  makeMemoryPortal,
  must,
  nastyText,
  seeded,
  signedIn,
  wrongAnswer,
} from '@stanza/core/testing';
import fc from 'fast-check';
import { catalogue } from './index.ts';
import { examplesOf } from './testing/examples.ts';

const noFacts = { fileNames: new Map<string, string>(), applicant: new Map() };

/** A draft of a service, of somebody whose profile is complete, in memory. */
const begin = async (definition: (typeof catalogue)[number]) => {
  const portal = makeMemoryPortal();
  const ente = aTenant(portal.ids.next());
  await portal.setup.addTenant(ente);
  await portal.setup.publishService(ente.id, aService(portal.ids.next(), { definition }));
  const { identity, contacts } = aCitizen(portal.ids.next());
  const { id: citizenId } = await portal.signInCitizen(ente.id, { identity, ...contacts });
  await portal.unitOfWork.run(ente.id, ({ citizens }) =>
    citizens.saveProfile(citizenId, aProfile(), portal.clock.now()),
  );
  const id = must(await portal.startPractice(ente.id, signedIn(citizenId), definition.slug));
  return {
    compiled: portal.services.compile(definition),
    store: (answers: Answers) =>
      portal.unitOfWork.run(ente.id, ({ practices }) =>
        practices.saveAnswers(id, citizenId, answers, null, portal.clock.now()),
      ),
    submit: () => portal.submitPractice(ente.id, signedIn(citizenId), id),
    state: async () =>
      (await portal.unitOfWork.read(ente.id, ({ practices }) => practices.ownedBy(id, citizenId)))?.practice.state,
  };
};

describe.each(catalogue.map((definition) => ({ slug: definition.slug, definition })))(
  'answers to $slug',
  ({ slug, definition }) => {
    it('that are rubbish never end a walk, and what is complete is valid in every step', async () => {
      const { compiled } = await begin(definition);
      const ids = compiled.steps.flatMap((step) => [step.definition.id, ...step.fields.map(({ field }) => field.id)]);
      const rubbish = fc.dictionary(
        fc.constantFrom(...ids, '__proto__', 'constructor'),
        fc.oneof(nastyText(), wrongAnswer()),
      );
      const almost = fc
        .tuple(fc.constantFrom(...examplesOf(slug)), rubbish)
        .map(([{ answers }, bad]) => ({ ...answers, ...bad }));
      fc.assert(
        fc.property(fc.oneof(rubbish, almost), (given) => {
          // What no type lets through may still be what a store has.
          const answers: Answers = Object.assign(
            {},
            ...Object.entries(given).map(([id, answer]) => ({ [id]: answer })),
          );
          const way = journey(compiled, answers);
          const walked = way.steps.filter(({ status }) => status !== 'skipped');
          const mistakes = walked.flatMap((step) => stepErrors(step));
          expect(way.complete).toBe(mistakes.length === 0);
          expect(() => summarise(way, noFacts)).not.toThrow();
        }),
        seeded(40),
      );
    });

    it('that are rubbish are never sent: the refusal says at which step', async () => {
      const { compiled, store, submit, state } = await begin(definition);
      const asked = compiled.steps.flatMap((step) => step.fields.map(({ field }) => field.id));
      await fc.assert(
        fc.asyncProperty(fc.array(nastyText(), { minLength: asked.length, maxLength: asked.length }), async (typed) => {
          // A step that nobody confirmed is never complete, whatever is in the fields.
          await store(Object.fromEntries(asked.map((id, index) => [id, typed[index] ?? ''])));
          expect(await submit()).toEqual({
            ok: false,
            error: { code: 'incomplete', step: compiled.steps[0]?.definition.id },
          });
          expect(await state()).toBe('bozza');
        }),
        seeded(5),
      );
    });

    it('of which one alone is wrong are not sent, and the step is that of the mistake', async () => {
      const [example] = examplesOf(slug);
      if (example === undefined) throw new Error(`${slug} has no example`);
      const { compiled, store, submit, state } = await begin(definition);
      for (const step of journey(compiled, example.answers).steps.filter(({ status }) => status === 'done')) {
        const spoilt = step.fields.find(({ bound }) => !bound.schema.safeParse('\u0000☠').success);
        const key = step.definition.kind === 'form' ? spoilt?.bound.field.id : step.definition.id;
        if (key === undefined) continue;
        await store({ ...example.answers, [key]: '☠' });
        expect(await submit()).toMatchObject({ ok: false, error: { code: 'incomplete' } });
        expect(await state()).toBe('bozza');
      }
    });
  },
);
