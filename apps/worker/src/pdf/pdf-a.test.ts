import { describe, expect, it } from '@jest/globals';
import type { DocumentRenderer } from '@stanza/core';
import { sampleDocuments } from '@stanza/core/testing';
import { makeDocumentRenderer } from './make-document-renderer.ts';
import { readObjects } from './testing/read-objects.ts';
import { readPdf } from './testing/read-pdf.ts';

const { answer, integrationAnswer, integrationCancellation, integrationRequest, receipt, request } = sampleDocuments;
const renderer = makeDocumentRenderer();

/** Of the profile of colours, the fields that its header begins with (ICC.1:2010, 7.2). */
const iccHeader = (profile: Buffer) => ({
  size: profile.readUInt32BE(0),
  kind: profile.toString('latin1', 12, 16),
  colours: profile.toString('latin1', 16, 20),
  signature: profile.toString('latin1', 36, 40),
});

describe.each<[string, (by: DocumentRenderer) => Promise<Uint8Array>]>([
  ['receipt', (by) => by.renderReceipt(receipt)],
  ['request', (by) => by.renderRequest(request)],
  ['answer', (by) => by.renderAnswer(answer)],
  ['request of integration', (by) => by.renderIntegrationRequest(integrationRequest)],
  ['integration', (by) => by.renderIntegrationAnswer(integrationAnswer)],
  ['cancellation', (by) => by.renderIntegrationCancellation(integrationCancellation)],
])('the file of the %s', (_, renderBy) => {
  const render = () => renderBy(renderer);

  it('declares PDF/A-2a, PDF 1.7 and the Italian language', async () => {
    const { info, xmp } = await readPdf(await render());
    expect(xmp).toContain('<pdfaid:part>2</pdfaid:part>');
    expect(xmp).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
    expect(info).toMatchObject({ Language: 'it-IT', PDFFormatVersion: '1.7' });
  });

  it('says that all its content is tagged, and that its title is to be shown', async () => {
    const { catalogue, named } = readObjects(await render());
    expect(catalogue).toContain('/Lang (it-IT)');
    expect(named(catalogue, 'MarkInfo')).toContain('/Marked true');
    expect(named(catalogue, 'StructTreeRoot')).toContain('/Type /StructTreeRoot');
    expect(named(catalogue, 'ViewerPreferences')).toContain('/DisplayDocTitle true');
  });

  it('says what its colours are, by a profile that it carries (ISO 19005-2, 6.2.3)', async () => {
    const { catalogue, named, stream } = readObjects(await render());
    const intent = named(catalogue, 'OutputIntents');
    expect(intent).toContain('/S /GTS_PDFA1');
    expect(named(intent, 'DestOutputProfile')).toContain('/N 3');
    const profile = stream(intent, 'DestOutputProfile');
    expect(iccHeader(profile)).toEqual({ size: profile.length, kind: 'mntr', colours: 'RGB ', signature: 'acsp' });
  });

  it('embeds every font, and says which letter each of its glyphs is (6.2.11)', async () => {
    const { text } = readObjects(await render());
    const fonts = text.match(/\/Type \/FontDescriptor/gu) ?? [];
    expect(fonts.length).toBeGreaterThan(1);
    expect(text.match(/\/FontFile2 /gu)).toHaveLength(fonts.length);
    expect(text.match(/\/Subtype \/Type0\b/gu)).toHaveLength(fonts.length);
    expect(text.match(/\/ToUnicode /gu)).toHaveLength(fonts.length);
    expect(text).not.toMatch(/\/Subtype \/Type1\b|Helvetica|Times|Courier/u);
  });

  it.each([
    ['transparency', /\/(?:ExtGState|SMask|Group|BM|CA|ca)\b/u],
    ['script or action', /\/(?:JavaScript|JS|OpenAction|AA|Launch|SubmitForm|URI)\b/u],
    ['form, file or thing that is shown elsewhere', /\/(?:AcroForm|XFA|EmbeddedFiles?|Filespec|Annots|Ref|OPI)\b/u],
    ['encryption', /\/Encrypt\b/u],
    ['compression that PDF/A does not know', /\/(?:LZWDecode|Crypt)\b/u],
  ])('has no %s', async (_what, names) => {
    expect(readObjects(await render()).text).not.toMatch(names);
  });

  it('has an identifier, and bytes above 127 at its beginning, for who moves it (6.1.2, 6.1.3)', async () => {
    const file = Buffer.from(await render());
    expect(file.toString('latin1', 0, 15)).toMatch(/^%PDF-1\.7\n%[\u0080-\u00FF]{4}\n/u);
    expect(file.toString('latin1')).toMatch(/\/ID \[<[0-9a-f]{32}> <[0-9a-f]{32}>\]/u);
  });

  it('does not depend on what was written before it', async () => {
    // Composed letters make fontkit draw their parts, ligatures those that they join.
    const text = 'È così: àèìòù ÀÈÌÒÙ ffi fi fl ﬁ ŁłŹź Àé Αθήνα Київ 0123456789 aeiou AEIOU ’';
    const sections = [{ title: 'Dati', rows: [{ label: 'Valore', value: text }] }];
    await renderer.renderRequest({ ...request, subject: text, sections });
    const [later, first] = [await render(), await renderBy(makeDocumentRenderer())];
    expect(Buffer.from(later).equals(Buffer.from(first))).toBe(true);
  });
});
