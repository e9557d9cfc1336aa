import { describe, expect, it } from '@jest/globals';
import { fileNameFor } from './attachment.ts';

describe('the name of a file', () => {
  it.each([
    ['pdf', 'carta.pdf', 'carta.pdf'],
    ['pdf', 'CARTA.PDF', 'CARTA.PDF'],
    ['jpeg', 'foto.jpeg', 'foto.jpeg'],
    ['jpeg', 'foto.html', 'foto.html.jpg'],
    ['png', 'foto.jpg', 'foto.jpg.png'],
    ['pdf', 'fattura.pdf.exe', 'fattura.pdf.exe.pdf'],
    ['pdf', 'senza', 'senza.pdf'],
    ['pdf', '', 'documento.pdf'],
    ['p7m', 'risposta.pdf.p7m', 'risposta.pdf.p7m'],
  ] as const)('of a %s that was called «%s» ends as it must: «%s»', (type, name, expected) => {
    expect(fileNameFor(type, name)).toBe(expected);
  });

  it('keeps its ending when it is cut', () => {
    expect(fileNameFor('pdf', 'a'.repeat(200))).toBe(`${'a'.repeat(116)}.pdf`);
  });
});
