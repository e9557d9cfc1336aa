import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { practiceIdSchema } from '../shared/ids.ts';
import { readSearch } from './office-search.ts';
import { practiceCode } from './practice.ts';

describe('what the office searches is recognised by how it is written', () => {
  it.each([
    ['K7QM-3R9T', { kind: 'codice', code: 'K7QM-3R9T' }],
    [' k7qm3r9t ', { kind: 'codice', code: 'K7QM-3R9T' }],
    ['abcd-efgh', { kind: 'codice', code: 'ABCD-EFGH' }],
    ['castagna', { kind: 'nome', text: 'castagna', code: 'CAST-AGNA' }],
    ['12', { kind: 'protocollo', number: '0000012', year: null }],
    ['12/2026', { kind: 'protocollo', number: '0000012', year: 2026 }],
    ['0000012 / 2026', { kind: 'protocollo', number: '0000012', year: 2026 }],
    ['rssmra80a01h501u', { kind: 'codice_fiscale', code: 'RSSMRA80A01H501U' }],
    ['RSS MRA 80A01 H501U', { kind: 'codice_fiscale', code: 'RSSMRA80A01H501U' }],
    ['Mario Rossi RSSMRA80A01H501U', { kind: 'codice_fiscale', code: 'RSSMRA80A01H501U' }],
    ['12345678901', { kind: 'codice_fiscale', code: '12345678901' }],
    ['  De   Luca ', { kind: 'nome', text: 'De Luca', code: null }],
    ['RSSMRA80A01H501X', { kind: 'nome', text: 'RSSMRA80A01H501X', code: null }],
    ['', null],
    [' \t ', null],
  ] as const)('%j', (typed, expected) => {
    expect(readSearch(typed)).toEqual(expected);
  });

  it('every code that the portal gives to a practice, with the dash and in either case', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        const code = practiceCode(practiceIdSchema.parse(id));
        expect(readSearch(code.toLowerCase())).toEqual({ kind: 'codice', code });
      }),
    );
  });
});
