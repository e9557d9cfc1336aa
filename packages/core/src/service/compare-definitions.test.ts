import { expect, it } from '@jest/globals';
import { aDefinitionAsking } from '../testing/index.ts';
import { compareDefinitions } from './compare-definitions.ts';

const text = (id: string, more: object = {}) => ({ kind: 'text', id, label: id.toUpperCase(), ...more });
const before = aDefinitionAsking([text('a'), text('b'), text('c')]);

it('says what is added, removed, changed and moved, and nothing of what is the same', () => {
  const changed = aDefinitionAsking([text('b'), text('a', { hint: 'Uno', required: false }), text('d')]);
  const after = { ...changed, revision: 7, name: 'Altro', sheet: { ...changed.sheet, tempi: ['Mai.'] } };
  expect(compareDefinitions(before, after)).toEqual([
    { of: 'service', key: 'name' },
    { of: 'service', key: 'sheet.tempi' },
    { of: 'order', step: 'Modulo' },
    { of: 'field', change: 'changed', step: 'Modulo', field: 'A', keys: ['required', 'hint'] },
    { of: 'field', change: 'added', step: 'Modulo', field: 'D', keys: [] },
    { of: 'field', change: 'removed', step: 'Modulo', field: 'C', keys: [] },
  ]);
  expect(compareDefinitions(before, { ...before, revision: 2 })).toEqual([]);
});

it('tells of steps, and of a field that goes to another one', () => {
  const [first, applicant, form, last] = before.steps;
  if (form?.kind !== 'form' || first === undefined || applicant === undefined || last === undefined) throw new Error();
  const [a, ...others] = form.fields;
  if (a === undefined) throw new Error();
  const steps = [first, { ...form, fields: others }, { ...form, id: 'nuovo', title: 'Nuovo', fields: [a] }, last];
  expect(compareDefinitions(before, { ...before, steps })).toEqual([
    { of: 'step', change: 'added', step: 'Nuovo', keys: [] },
    { of: 'step', change: 'removed', step: applicant.title, keys: [] },
    { of: 'field', change: 'changed', step: 'Nuovo', field: 'A', keys: ['step'] },
  ]);
  const turned = [first, form, applicant, { ...last, title: 'Fine' }];
  expect(compareDefinitions(before, { ...before, steps: turned })).toEqual([
    { of: 'order', step: null },
    { of: 'step', change: 'changed', step: 'Fine', keys: ['title'] },
  ]);
});
