import { describe, expect, it } from '@jest/globals';
import type { AnswerDocument, ReceiptDocument, RequestDocument } from '@stanza/core';
import { sampleDocuments } from '@stanza/core/testing';
import { documentRendererContract } from '@stanza/core/testing/contracts';
import { makeDocumentRenderer } from './make-document-renderer.ts';
import { readPdf } from './testing/read-pdf.ts';

const { answer, receipt, request } = sampleDocuments;

documentRendererContract('PDF/A', makeDocumentRenderer);

const renderer = makeDocumentRenderer();
const readRequest = async (change: Partial<RequestDocument> = {}) =>
  readPdf(await renderer.renderRequest({ ...request, ...change }));
const readAnswer = async (change: Partial<AnswerDocument> = {}) =>
  readPdf(await renderer.renderAnswer({ ...answer, ...change }));
const readReceipt = async (change: Partial<ReceiptDocument> = {}) =>
  readPdf(await renderer.renderReceipt({ ...receipt, ...change }));
const oneRow = (value: string) => ({ sections: [{ title: 'Dati', rows: [{ label: 'Valore', value }] }] });

describe('the request', () => {
  it('is read from the receiver to the sending date, with its accents', async () => {
    const { pages } = await readRequest();
    expect(pages).toEqual([
      [
        'Spett.le Comune di Rovereto Piazza del Podestà, 11 – 38068 Rovereto (TN)',
        'OGGETTO: Iscrizione al nido d’infanzia Codice della pratica: 8F3K-22QP',
        'La persona sottoscritta, indicata qui sotto come richiedente,',
        'Richiedente Cognome Łukasiewicz Müller Nome Niccolò Luogo di nascita Αθήνα, Київ',
        'chiede il servizio indicato in oggetto e, a questo scopo, comunica quanto segue.',
        'Il bambino o la bambina Perché lo chiede Così è più comodo: lavoro già là. Note —',
        'Documenti allegati Documento Nome del file Dimensione Impronta SHA-256',
        'Carta d’identità carta.pdf 1,2 MB 0123456789abcdef0123456789abcdef 0123456789abcdef0123456789abcdef',
        'Inviata il 3 marzo 2026, ore 10:15',
        'Comune di Rovereto Documento prodotto dal portale https://stanza.example.it/rovereto pagina 1 di 1',
      ].join(' '),
    ]);
  });

  it('says that it was signed on paper, when an operator has declared it', async () => {
    const { pages } = await readRequest({ paperSignedAt: request.submittedAt });
    expect(pages.join()).toContain(
      'Inviata il 3 marzo 2026, ore 10:15 Firmata su carta, dopo la lettura dell’informativa: lo ha dichiarato l’operatore di sportello il 3 marzo 2026, ore 10:15',
    );
  });

  it('is tagged: headings, paragraphs, and tables whose cells are named', async () => {
    const { roles } = await readRequest();
    const { H1, H2, Table, TR, TH, TD } = Object.fromEntries(roles);
    expect({ H1, H2, Table, TR, TH, TD }).toEqual({ H1: 1, H2: 3, Table: 3, TR: 7, TH: 10, TD: 8 });
  });

  it('leaves out the attachments when there are none', async () => {
    const { pages } = await readRequest({ attachments: [] });
    expect(pages.join()).not.toContain('Documenti allegati');
  });

  it('goes on over as many pages as 300 rows need, each row whole', async () => {
    const rows = Array.from({ length: 300 }, (_, index) => ({
      label: `Domanda ${index + 1}`,
      value: `<${index + 1} ${'risposta lunga '.repeat(index % 20)}${index + 1}>`,
    }));
    const { pages } = await readRequest({ sections: [{ title: 'Domande', rows }] });
    expect(pages.length).toBeGreaterThan(10);
    for (const [index, page] of pages.entries()) expect(page).toContain(`pagina ${index + 1} di ${pages.length}`);
    for (const number of rows.keys()) {
      const whole = new RegExp(`<${number + 1} [a-z ]*${number + 1}>`, 'u');
      expect(pages.filter((page) => whole.test(page))).toHaveLength(1);
    }
  });

  it('splits a row that is taller than a page, and loses none of it', async () => {
    const { pages } = await readRequest(oneRow(Array.from({ length: 4000 }, (_, index) => `p${index}`).join(' ')));
    const text = pages.join(' ');
    expect(pages.length).toBeGreaterThan(2);
    expect(text.match(/\bp\d+\b/gu)).toHaveLength(4000);
  });

  it('wraps what has no spaces inside the page', async () => {
    const { pages } = await readRequest(oneRow('m'.repeat(1000)));
    const runs = pages.join(' ').match(/m{20,}/gu) ?? [];
    expect(runs.join('')).toHaveLength(1000);
    expect(Math.max(...runs.map((run) => run.length))).toBeLessThan(60);
  });

  it('prints a square for what the font lacks, and nothing for what cannot be seen', async () => {
    const { pages } = await readRequest(oneRow('a\u0000\u202Eb e\u0300 漢 👩🏽‍🚀 \uE000 \uD83D z'));
    expect(pages.join()).toMatch(/Valore ab è □ □□ □ [□\uFFFD] z /u);
  });

  it('can be read even when the texts look like markup', async () => {
    const subject = 'Suolo & <verde> "pubblico" (a) \\';
    const { info, xmp, pages } = await readRequest({ subject });
    expect(pages[0]).toContain(`OGGETTO: ${subject}`);
    expect(info.Title).toBe('Suolo e ‹verde› "pubblico" (a) \\ – richiesta 8F3K-22QP');
    expect(xmp).toContain(`>${info.Title}<`);
  });
});

describe('the answer', () => {
  it('is read from the ente to the signature, with the protocol of the request', async () => {
    const { pages } = await readAnswer();
    expect(pages).toEqual([
      [
        'Comune di Rovereto Piazza del Podestà, 11 – 38068 Rovereto (TN)',
        'Alla cortese attenzione di Niccolò Łukasiewicz',
        'OGGETTO: Iscrizione al nido d’infanzia Codice della pratica: 8F3K-22QP',
        'In riferimento alla Sua richiesta, protocollata con il numero 0001234/2026 del 4 marzo 2026,',
        'Le comunichiamo quanto segue.',
        'Esito: Rifiutata Motivazione La domanda è arrivata tardi. Può ripresentarla.',
        'Data: 20 marzo 2026 Documento firmato digitalmente ai sensi dell’articolo 24 del d.lgs. 82/2005',
        'Comune di Rovereto Documento prodotto dal portale https://stanza.example.it/rovereto pagina 1 di 1',
      ].join(' '),
    ]);
  });

  it('names what is enclosed with its digest, and in print who answers for it when nobody signs', async () => {
    const enclosed = request.attachments.map((file) => ({ ...file, description: 'Documento rilasciato' }));
    const { pages } = await readAnswer({ enclosed, printedSignature: 'Anna Neri' });
    expect(pages[0]).toContain('Documenti allegati Documento Nome del file Dimensione Impronta SHA-256');
    expect(pages[0]).toContain('Documento rilasciato carta.pdf 1,2 MB 0123456789abcdef');
    expect(pages[0]).toContain('Anna Neri Firma autografa sostituita dall’indicazione a mezzo stampa');
    expect(pages[0]).toContain('articolo 3, comma 2, del d.lgs. 39/1993');
    expect(pages[0]).not.toContain('firmato digitalmente');
  });

  it('gives no reason and no protocol number when there are none', async () => {
    const { pages } = await readAnswer({ outcome: 'accettata', reason: ' \n', requestProtocol: null });
    expect(pages[0]).toContain(
      'In riferimento alla Sua richiesta, Le comunichiamo quanto segue. Esito: Accettata Data:',
    );
  });
});

describe('the receipt', () => {
  it('is read from the ente to what happens when nobody answers, with the protocol number', async () => {
    const { pages } = await readReceipt();
    expect(pages).toEqual([
      [
        'Comune di Rovereto Piazza del Podestà, 11 – 38068 Rovereto (TN) Ricevuta',
        'OGGETTO: Iscrizione al nido d’infanzia Codice della pratica: 8F3K-22QP',
        'Il Comune di Rovereto attesta di avere ricevuto la richiesta indicata in oggetto, inviata il 3 marzo 2026, ore 10:15.',
        'Questa ricevuta è rilasciata ai sensi dell’articolo 18-bis della legge 241/1990.',
        'La richiesta Inviata da Niccolò Łukasiewicz Codice fiscale DLLNCL92S30L378E',
        'Data e ora dell’invio 3 marzo 2026, ore 10:15 Ufficio competente Ufficio nidi',
        'Responsabile del procedimento Responsabile dei servizi educativi Termine per la risposta entro il 02/04/2026',
        'Numero di protocollo 0001234/2026 del 4 marzo 2026',
        'Documenti allegati Documento Nome del file Dimensione Impronta SHA-256',
        'Carta d’identità carta.pdf 1,2 MB 0123456789abcdef0123456789abcdef 0123456789abcdef0123456789abcdef',
        'Se l’ufficio non risponde entro il termine',
        'Lei può rivolgersi a chi, nell’ente, ha il potere sostitutivo in caso di inerzia (articolo 2, commi 9-bis e 9-ter, della legge 241/1990): il nominativo è pubblicato sul sito dell’ente.',
        'Per alcuni procedimenti la legge attribuisce al silenzio un effetto, di accoglimento o di rigetto; negli altri casi l’ufficio resta tenuto a rispondere. L’ufficio competente può indicarLe quale regola vale per la Sua richiesta.',
        'Comune di Rovereto Documento prodotto dal portale https://stanza.example.it/rovereto pagina 1 di 1',
      ].join(' '),
    ]);
  });

  it('does not wait for the number, and says that it comes', async () => {
    const { pages } = await readReceipt({ protocol: null, attachments: [] });
    expect(pages[0]).toContain('Numero di protocollo La registrazione è in corso.');
    expect(pages[0]).not.toContain('Documenti allegati');
  });
});
