import { describe, expect, it } from '@jest/globals';
import type {
  AnswerDocument,
  DocumentRenderer,
  IntegrationAnswerDocument,
  IntegrationCancellationDocument,
  IntegrationRequestDocument,
  ReceiptDocument,
  RequestDocument,
} from '../../ports/document-renderer.ts';
import { asText } from '../memory/text.ts';

const head = {
  ente: 'Comune di Rovereto',
  address: 'Piazza del Podestà, 11 – 38068 Rovereto (TN)',
  portalUrl: 'https://stanza.example/rovereto',
};

const request: RequestDocument = {
  head,
  subject: 'Iscrizione al nido d’infanzia',
  code: '8F3K-22QP',
  applicant: [{ label: 'Cognome', value: 'Łukasiewicz' }],
  sections: [{ title: 'Il bambino', rows: [{ label: 'Perché', value: 'Così è più comodo:\nlavoro già là.' }] }],
  attachments: [{ description: 'Carta d’identità', fileName: 'carta.pdf', size: 1_234, sha256: 'ab'.repeat(32) }],
  submittedAt: new Date('2026-03-03T09:15:20.123Z'),
  paperSignedAt: null,
};

const answer: AnswerDocument = {
  head,
  subject: request.subject,
  code: request.code,
  addressee: 'Niccolò Łukasiewicz',
  outcome: 'rifiutata',
  reason: 'La domanda è arrivata tardi.',
  requestProtocol: { number: '0001234/2026', date: new Date('2026-03-03T23:30:00Z') },
  enclosed: [],
  printedSignature: null,
  decidedAt: new Date('2026-03-20T10:00:00Z'),
};

const receipt: ReceiptDocument = {
  head,
  subject: request.subject,
  code: request.code,
  sender: 'Niccolò Łukasiewicz',
  codiceFiscale: 'DLLNCL92S30L378E',
  submittedAt: request.submittedAt,
  office: 'Ufficio nidi',
  responsible: 'Responsabile dei servizi educativi',
  deadline: '02/04/2026',
  attachments: request.attachments,
  protocol: null,
};

const integrationRequest: IntegrationRequestDocument = {
  head,
  subject: request.subject,
  code: request.code,
  addressee: answer.addressee,
  office: receipt.office,
  responsible: receipt.responsible,
  requestProtocol: answer.requestProtocol,
  message: 'Manca il contratto.\n\nLo alleghi: così possiamo proseguire.',
  asked: ['Contratto di lavoro', 'Orario del nido'],
  dueDate: '31/03/2026',
  suspends: true,
  requestedAt: answer.decidedAt,
};

const integrationAnswer: IntegrationAnswerDocument = {
  head,
  subject: request.subject,
  code: request.code,
  applicant: request.applicant,
  rows: [{ label: 'Orario del nido', value: 'Mattina' }],
  attachments: request.attachments,
  protocol: { number: '0001240/2026', date: answer.decidedAt },
  answeredAt: answer.decidedAt,
  paperSignedAt: null,
};

const integrationCancellation: IntegrationCancellationDocument = {
  head,
  subject: request.subject,
  code: request.code,
  addressee: answer.addressee,
  office: receipt.office,
  responsible: receipt.responsible,
  protocol: integrationAnswer.protocol,
  cancelledAt: answer.decidedAt,
};

/** The promise of `DocumentRenderer`. */
export const documentRendererContract = (name: string, open: () => DocumentRenderer): void => {
  const renderer = open();
  describe.each([
    ['the request', (): Promise<Uint8Array> => renderer.renderRequest(structuredClone(request))],
    ['the receipt', (): Promise<Uint8Array> => renderer.renderReceipt(structuredClone(receipt))],
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
