import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { serviceSchema } from '../scripts/docs/service-schema.ts';

const read = (...path: string[]): string => readFileSync(join(import.meta.dirname, ...path), 'utf8');
const CATALOGUE = join('..', 'packages', 'services', 'catalogue');
const validate = new Ajv2020({ strict: false }).compile(JSON.parse(serviceSchema()));

it('is published as it is: otherwise run `npm run docs`', () => {
  expect(read('service.schema.json')).toBe(serviceSchema());
});

it.each(readdirSync(join(import.meta.dirname, CATALOGUE)))('takes the definition %s', (file) => {
  expect([validate(JSON.parse(read(CATALOGUE, file))), validate.errors]).toEqual([true, null]);
});

it('tells where a mistake is', () => {
  const definition = JSON.parse(read(CATALOGUE, 'certificato-di-nascita.json'));
  definition.steps[2].fields[0].colour = 'blu';
  expect(validate(definition)).toBe(false);
  expect(validate.errors?.map(({ instancePath }) => instancePath)).toContain('/steps/2/fields/0');
});
