import { describe, expect, it } from '@jest/globals';
import { registryFileName } from './registry-file-name.ts';

describe('the name under which a registry gets a document', () => {
  it.each([
    ['modulo-K7QM-3R9T.pdf', 0, '00_modulo-K7QM-3R9T.pdf'],
    ["Carta d’identità dell'utente.pdf.p7m", 3, '03_Carta_d_identita_dell_utente.pdf.p7m'],
    ['日本.pdf', 1, '01__.pdf'],
    ['.pdf', 1, '01_documento.pdf'],
    ['', 12, '12_documento'],
    ['../../etc/passwd', 1, '01_.._.._etc_passwd'],
    [`${'a'.repeat(300)}.pdf`, 123, `123_${'a'.repeat(52)}.pdf`],
  ])('%s at place %d is %s', (fileName, index, expected) => {
    expect(registryFileName(fileName, index)).toBe(expected);
    expect(expected.length).toBeLessThanOrEqual(60);
  });
});
