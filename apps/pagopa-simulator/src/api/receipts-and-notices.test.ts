import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { z } from 'zod';
import { CF, numberAt, type Opened, openSimulator, POSITIONS, positionBody } from '../testing/open-simulator.ts';
import { readQr } from '../testing/read-qr.ts';

let on: Opened;
beforeAll(async () => {
  on = await openSimulator();
});
afterAll(() => on.simulator.close());

const RECEIPTS = `/bizevents/service/v1/organizations/${CF}/receipts`;

describe('a receipt', () => {
  const receiptOf = async (serial: number): Promise<string> => {
    const { text } = await on.ask('GET', `${POSITIONS}/pratica-${serial}`);
    return /"idReceipt":"([^"]+)"/u.exec(text)?.[1] ?? '';
  };
  const read = (path: string) => on.ask('GET', `${RECEIPTS}/${path}`, undefined, 'chiave-biz');

  it('is there when it was paid, with amounts in euro', async () => {
    await on.create(positionBody(1));
    on.simulator.pay(CF, numberAt(1));
    const iur = await receiptOf(1);
    const { status, text } = await read(`${iur}/paymentoptions/${numberAt(1).slice(1)}`);
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({
      receiptId: iur,
      noticeNumber: numberAt(1),
      paymentAmount: 16.5,
      fee: 1.5,
      outcome: 'OK',
      transferList: [{ idTransfer: 1, transferAmount: 16.5 }],
    });
    expect((await read(iur)).text).toBe(text);
    expect((await read(`${iur}/paymentoptions/${numberAt(2).slice(1)}`)).status).toBe(404);
    expect((await read('x')).status).toBe(404);
    expect((await on.ask('GET', `${RECEIPTS}/${iur}`)).status).toBe(401);
  });

  it('is not there where it was marked as paid', async () => {
    await on.create(positionBody(2));
    const marked = await on.ask(
      'POST',
      `${POSITIONS.replace('debtpositions', 'paymentoptions/paids')}/${numberAt(2)}`,
      {},
    );
    expect(marked.status).toBe(200);
    expect((await read(await receiptOf(2))).status).toBe(404);
  });
});

describe('a notice', () => {
  const NOTICE = {
    templateId: 'TemplateSingleInstalment',
    data: {
      creditorInstitution: { taxCode: CF },
      debtor: {
        taxCode: 'RSSMRA80A01H501U',
        fullName: "Màrio D'Àvila Čapek",
        address: 'Via Roma',
        buildingNumber: '1',
        postalCode: '56000',
        city: 'Bugliano',
        province: 'PI',
      },
      notice: { code: numberAt(3), subject: 'Diritti di segreteria', paymentAmount: 1650, dueDate: '01/04/2026' },
    },
  };
  const generate = async (body: unknown, key = 'chiave-avvisi') => {
    const answer = await fetch(`${on.simulator.url}/print-payment-notice-service/external/v1/notices/generate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'ocp-apim-subscription-key': key },
      body: JSON.stringify(body),
    });
    return { status: answer.status, bytes: new Uint8Array(await answer.arrayBuffer()) };
  };

  it('says whose it is, who pays, what for, how much, until when and its number', async () => {
    const { status, bytes } = await generate(NOTICE);
    expect(status).toBe(201);
    const task = getDocument({ data: bytes.slice(), stopAtErrors: true, useSystemFonts: false, verbosity: 0 });
    const page = await (await task.promise).getPage(1);
    const { items } = await page.getTextContent();
    const text = items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? ' ' : ''}` : '')).join('');
    await task.destroy();
    const { debtor } = NOTICE.data;
    for (const said of [
      'Comune di Bugliano',
      CF,
      debtor.fullName,
      debtor.taxCode,
      '16,50 euro',
      'entro il 01/04/2026',
      'Diritti di segreteria',
      '3470 0000 0000 0003',
      'SIMULAZIONE',
    ]) {
      expect(text).toContain(said);
    }
  });

  it.each([
    [1650, '1650'],
    [5, '05'],
    [99_999_999_999, '99999999999'],
  ])('has a QR code of version 4 with error correction M that says %d cents', async (paymentAmount, said) => {
    const notice = { ...NOTICE.data.notice, paymentAmount };
    const { bytes } = await generate({ ...NOTICE, data: { ...NOTICE.data, notice } });
    const { modules, codes } = await readQr(bytes);
    expect(modules).toBe(33);
    expect(codes).toHaveLength(1);
    expect(codes[0]).toMatchObject({ text: `PAGOPA|002|${numberAt(3)}|${CF}|${said}`, ecLevel: 'M', version: '4' });
  });

  const { debtor, notice } = NOTICE.data;
  it.each<[string, unknown]>([
    ['of a template that there is not', { ...NOTICE, templateId: 'x' }],
    ['for nobody', { ...NOTICE, data: { ...NOTICE.data, debtor: { ...debtor, fullName: '' } } }],
    ['for a long name', { ...NOTICE, data: { ...NOTICE.data, debtor: { ...debtor, fullName: 'x'.repeat(71) } } }],
    ['for nowhere', { ...NOTICE, data: { ...NOTICE.data, debtor: { ...debtor, city: '' } } }],
    ['with a long subject', { ...NOTICE, data: { ...NOTICE.data, notice: { ...notice, subject: 'x'.repeat(91) } } }],
    ['of too much', { ...NOTICE, data: { ...NOTICE.data, notice: { ...notice, paymentAmount: 100_000_000_000 } } }],
    ['with something that it does not have', { ...NOTICE, folder: 'x' }],
  ])('%s is not written', async (_what, body) => {
    expect((await generate(body)).status).toBe(400);
  });

  it('is written for the ente whose key it is', async () => {
    expect((await generate(NOTICE, 'x')).status).toBe(401);
    const creditorInstitution = { taxCode: '77777777777' };
    expect((await generate({ ...NOTICE, data: { ...NOTICE.data, creditorInstitution } })).status).toBe(403);
  });
});

/** All of the platform that is read here says what went wrong in one way. */
it('says problems as one shape', async () => {
  const { status, text } = await on.ask('GET', `${POSITIONS}/nessuna`);
  const problem = z.strictObject({ title: z.string(), status: z.literal(404), detail: z.string() });
  expect([status, problem.safeParse(JSON.parse(text)).success]).toEqual([404, true]);
  expect((await on.ask('GET', '/altrove')).status).toBe(404);
});
