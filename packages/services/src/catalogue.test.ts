import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type Answers, compileService, journey, type PaymentFacts } from '@stanza/core';
import { makeMemoryTerritory } from '@stanza/core/testing';
import { catalogue, partLabels } from './index.ts';
import { type Example, examplesOf } from './testing/examples.ts';

const PACKAGE = join(import.meta.dirname, '..');
const facts = { today: () => '2026-01-31', territory: makeMemoryTerritory(), partLabels };

const serviceOf = (slug: string) => {
  const definition = catalogue.find((candidate) => candidate.slug === slug);
  if (definition === undefined) throw new Error(`${slug} is not in the catalogue`);
  return compileService(definition, facts);
};
/** At an ente that asks for what is due, and has got it. */
const PAID: PaymentFacts = {
  choice: { kind: 'pagopa', stamps: 'online' },
  settled: { pagopa: Number.MAX_SAFE_INTEGER, bollo: 0 },
};
const walk = (slug: string, answers: Answers) => journey(serviceOf(slug), answers, PAID);
const idsWalked = (slug: string, answers: Answers): readonly string[] =>
  walk(slug, answers)
    .steps.filter(({ status }) => status !== 'skipped')
    .flatMap(({ definition, fields, rows }) => [
      definition.id,
      ...fields.map(({ bound }) => bound.field.id),
      ...rows.map(({ id }) => id),
    ]);
const mistakesOf = (slug: string, { answers }: Example): readonly string[] =>
  walk(slug, answers).steps.flatMap(({ fields, broken }) => [
    ...fields.flatMap(({ bound, error }) => (error === null ? [] : [`${bound.field.id}: ${error}`])),
    ...broken.map(({ field, message }) => `${field}: ${message}`),
  ]);

describe('the catalogue', () => {
  it('holds at least 25 services, each under the name of its file', () => {
    const files = readdirSync(join(PACKAGE, 'catalogue')).map((file) => basename(file, '.json'));
    expect(catalogue.map(({ slug }) => slug)).toEqual(files.toSorted());
    expect(catalogue.length).toBeGreaterThanOrEqual(25);
  });

  it('has examples for each service and for no other', () => {
    expect(readdirSync(join(PACKAGE, 'examples')).toSorted()).toEqual(catalogue.map(({ slug }) => slug));
  });

  it('lets the applicant check who they are in every service (manual §6.2)', () => {
    const checks = catalogue.map(({ steps }) => steps.filter(({ kind }) => kind === 'applicant').length);
    expect(checks).toEqual(catalogue.map(() => 1));
  });

  it('never gives two services the same name', () => {
    const names = catalogue.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe.each(catalogue.map(({ slug }) => slug))('the service %s', (slug) => {
  const examples = examplesOf(slug);

  it.each(examples)('is complete with its example $name, in which nothing is idle', (example) => {
    expect(mistakesOf(slug, example)).toEqual([]);
    expect(walk(slug, example.answers).complete).toBe(true);
    expect(Object.keys(example.answers).filter((id) => !idsWalked(slug, example.answers).includes(id))).toEqual([]);
  });

  it.each(examples)('is not complete when any answer that it requires is missing from $name', ({ answers }) => {
    for (const step of walk(slug, answers).steps) {
      for (const { bound } of step.fields.filter(({ required }) => required)) {
        expect([bound.field.id, walk(slug, { ...answers, [bound.field.id]: '' }).complete]).toEqual([
          bound.field.id,
          false,
        ]);
      }
    }
  });

  it('walks every step and asks every question in one of its examples', () => {
    const walked = new Set(examples.flatMap(({ answers }) => idsWalked(slug, answers)));
    const service = serviceOf(slug);
    const asked = service.steps.flatMap(({ definition, fields }) => [
      definition.id,
      // Of the rows of a block that is repeated, the first stands for all.
      ...fields.filter(({ group }) => (group?.row ?? 0) === 0).map(({ field }) => field.id),
    ]);
    expect(asked.filter((id) => !walked.has(id))).toEqual([]);
  });
});

describe('what a service costs, where the ente asks for it on the portal', () => {
  const owed = (slug: string, example: string): readonly (readonly [string, number])[] => {
    const found = examplesOf(slug).find(({ name }) => name === example);
    if (found === undefined) throw new Error(`${slug} has no example ${example}`);
    const { steps } = walk(slug, found.answers);
    return steps
      .flatMap(({ due }) => due?.parts.flatMap(({ items }) => items) ?? [])
      .map(({ label, amount }) => [label, amount]);
  };

  it.each([
    ['passo-carrabile', 'condominio', [['Diritti di istruttoria', 3000]]],
    ['certificato-di-residenza', 'mia', [['Diritti di segreteria', 52]]],
    ['certificato-di-residenza', 'di-altri-esente', [['Diritti di segreteria', 26]]],
    ['occupazione-suolo-pubblico', 'permanente-esente', [['Canone per l’occupazione permanente, primo anno', 960]]],
    ['occupazione-suolo-pubblico', 'trasloco-di-un-giorno', [['Canone per l’occupazione di un giorno', 1500]]],
    // 27.6 square metres for 87 days.
    ['occupazione-suolo-pubblico', 'ponteggio', [['Canone per l’occupazione di più giorni', 144_072]]],
    ['certificato-di-nascita', 'per-me', []],
  ])('of %s, %s', (slug, example, items) => {
    expect(owed(slug, example)).toEqual(items);
  });
});
