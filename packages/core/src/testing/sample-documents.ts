import { cents } from '../payment/cents.ts';
import { iuvOf, noticeNumberOf } from '../payment/notice-number.ts';
import type {
  AnswerDocument,
  IntegrationAnswerDocument,
  IntegrationCancellationDocument,
  IntegrationRequestDocument,
  PaymentReceiptDocument,
  ReceiptDocument,
  RequestDocument,
} from '../ports/document-renderer.ts';

const head = {
  ente: 'Comune di Rovereto',
  address: 'Piazza del Podestà, 11 – 38068 Rovereto (TN)',
  portalUrl: 'https://stanza.example.it/rovereto',
};

const request: RequestDocument = {
  head,
  subject: 'Iscrizione al nido d’infanzia',
  code: '8F3K-22QP',
  applicant: [
    { label: 'Cognome', value: 'Łukasiewicz Müller' },
    { label: 'Nome', value: 'Niccolò' },
    { label: 'Luogo di nascita', value: 'Αθήνα, Київ' },
  ],
  sections: [
    {
      title: 'Il bambino o la bambina',
      rows: [
        { label: 'Perché lo chiede', value: 'Così è più comodo:\nlavoro già là.' },
        { label: 'Note', value: '' },
      ],
    },
  ],
  attachments: [
    { description: 'Carta d’identità', fileName: 'carta.pdf', size: 1_234_567, sha256: '0123456789abcdef'.repeat(4) },
  ],
  payments: [],
  submittedAt: new Date('2026-03-03T09:15:20.123Z'),
  paperSignedAt: null,
};

const items = [{ label: 'Quota d’iscrizione', amount: cents(123_450) }];
const noticeNumber = noticeNumberOf('47', 1);

const paymentReceipt: PaymentReceiptDocument = {
  head,
  subject: request.subject,
  code: request.code,
  debtor: 'Niccolò Łukasiewicz',
  codiceFiscale: 'DLLNCL92S30L378E',
  items,
  receipt: {
    receiptId: 'a1b2c3d4',
    noticeNumber,
    iuv: iuvOf(noticeNumber),
    amount: cents(123_450),
    fee: cents(150),
    paidAt: new Date('2026-03-03T08:59:59.000Z'),
    psp: 'Banca d’esempio',
    method: 'carta',
  },
};

const answer: AnswerDocument = {
  head,
  subject: request.subject,
  code: request.code,
  addressee: 'Niccolò Łukasiewicz',
  outcome: 'rifiutata',
  reason: 'La domanda è arrivata tardi.\n\nPuò ripresentarla.',
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
  protocol: { number: '0001234/2026', date: new Date('2026-03-03T23:30:00Z') },
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

/** A document of each kind, with names and texts that not every font and every page has room for. */
export const sampleDocuments = {
  request,
  paymentReceipt,
  answer,
  receipt,
  integrationRequest,
  integrationAnswer,
  integrationCancellation,
};
