import { describe, expect, it } from '@jest/globals';
import type { DocumentRenderer } from '../../ports/document-renderer.ts';
import { asText } from '../memory/text.ts';
import { sampleDocuments } from '../sample-documents.ts';

const { request, paymentReceipt, answer, integrationRequest, integrationAnswer, integrationCancellation } =
  sampleDocuments;
/** As it is made at once, before there is a number. */
const receipt = { ...sampleDocuments.receipt, protocol: null };

/** The promise of `DocumentRenderer`. */
export const documentRendererContract = (name: string, open: () => DocumentRenderer): void => {
  const renderer = open();
  describe.each([
    ['the request', (): Promise<Uint8Array> => renderer.renderRequest(structuredClone(request))],
    ['the receipt', (): Promise<Uint8Array> => renderer.renderReceipt(structuredClone(receipt))],
    ['the receipt of a payment', () => renderer.renderPaymentReceipt(structuredClone(paymentReceipt))],
    ['the answer', (): Promise<Uint8Array> => renderer.renderAnswer(structuredClone(answer))],
    ['a request of integration', () => renderer.renderIntegrationRequest(structuredClone(integrationRequest))],
    ['an integration', () => renderer.renderIntegrationAnswer(structuredClone(integrationAnswer))],
    ['a cancellation', () => renderer.renderIntegrationCancellation(structuredClone(integrationCancellation))],
  ])(`${name} as a renderer of %s`, (_which, render) => {
    it('makes a PDF', async () => {
      expect(asText(await render())).toMatch(/^%PDF-/u);
    });

    it('gives the same bytes whenever it is made again, also at once', async () => {
      const first = asText(await render());
      const [again, meanwhile] = await Promise.all([render(), render()]);
      expect(asText(again) === first).toBe(true);
      expect(asText(meanwhile) === first).toBe(true);
    });
  });

  describe(`${name} as a renderer of documents`, () => {
    it('makes another document of another request and of another decision', async () => {
      const documents = await Promise.all([
        renderer.renderRequest(request),
        renderer.renderRequest({ ...request, code: '8F3K-22QX' }),
        renderer.renderRequest({ ...request, attachments: [] }),
        renderer.renderRequest({ ...request, paperSignedAt: request.submittedAt }),
        renderer.renderRequest({
          ...request,
          payments: [
            {
              ...paymentReceipt.receipt,
              items: paymentReceipt.items,
              how: 'avviso',
              number: paymentReceipt.receipt.noticeNumber,
            },
          ],
        }),
        renderer.renderPaymentReceipt(paymentReceipt),
        renderer.renderPaymentReceipt({
          ...paymentReceipt,
          receipt: { ...paymentReceipt.receipt, fee: null, method: null },
        }),
        renderer.renderReceipt(receipt),
        renderer.renderReceipt({ ...receipt, protocol: { number: '0000001/2026', date: answer.decidedAt } }),
        renderer.renderAnswer(answer),
        renderer.renderAnswer({ ...answer, outcome: 'accettata' }),
        renderer.renderAnswer({ ...answer, requestProtocol: null }),
        renderer.renderIntegrationRequest(integrationRequest),
        renderer.renderIntegrationRequest({ ...integrationRequest, suspends: false }),
        renderer.renderIntegrationRequest({ ...integrationRequest, asked: [] }),
        renderer.renderIntegrationAnswer(integrationAnswer),
        renderer.renderIntegrationAnswer({ ...integrationAnswer, attachments: [] }),
        renderer.renderIntegrationAnswer({ ...integrationAnswer, paperSignedAt: integrationAnswer.answeredAt }),
        renderer.renderIntegrationCancellation(integrationCancellation),
        renderer.renderIntegrationCancellation({ ...integrationCancellation, code: '8F3K-22QX' }),
      ]);
      expect(new Set(documents.map(asText)).size).toBe(documents.length);
    });
  });
};
