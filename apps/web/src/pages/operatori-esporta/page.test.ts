import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { examplesOf } from '@stanza/services/testing';
import { parse } from 'csv-parse/sync';
import { fillIn, here, sendCertificate } from '../../testing/certificato.ts';
import { requestIntegration } from '../../testing/integration.ts';
import { officeHref, operatorWithoutServices, publishAsking, takeCharge } from '../../testing/office.ts';
import type { Page, TestBrowser } from '../../testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../testing/test-portal.ts';
import { hereOf, walkService } from '../../testing/walk-service.ts';

const PANEL = '/rovereto/operatori';
const FORM = 'form[action$="/esporta.csv"]';

type Line = Readonly<Record<string, string>>;

/** A file as a spreadsheet reads it. */
const linesOf = ({ body }: Pick<Page, 'body'>): readonly Line[] =>
  parse<Line>(body, { bom: true, delimiter: ';', record_delimiter: '\r\n', columns: true });

/** Presses "Esporta in CSV" on a page of the lists. */
const exportFrom = async (browser: TestBrowser, path: string): Promise<Page> => {
  const page = await browser.visit(path);
  const fields = page.html
    .querySelectorAll(`${FORM} input`)
    .map((input) => [input.getAttribute('name') ?? '', input.getAttribute('value') ?? '']);
  return browser.post(`${PANEL}/esporta.csv`, Object.fromEntries(fields));
};

const [example] = examplesOf('cambio-di-residenza').filter(({ name }) => name === 'altro-comune-proprietario');
if (example === undefined) throw new Error('The example is not there');

describe('the export of a list of the office', () => {
  let portal: TestPortal;
  let citizen: TestBrowser;
  let operator: TestBrowser;
  let moved: string;

  /** The acts of the register that are about exports, newest first. */
  const acts = async () => {
    const ente = await portal.portal.tenants.bySlug('rovereto');
    if (ente === null) throw new Error('Rovereto is not there');
    const { rows } = await portal.portal.unitOfWork.read(ente.id, ({ audit }) =>
      audit.page({ after: null, limit: 50 }),
    );
    return rows.filter(({ action }) => action.startsWith('esportazione'));
  };

  beforeAll(async () => {
    portal = await makeTestPortal();
    citizen = await portal.citizen('anna-bianchi');
    operator = await portal.operator();
    await walkService(portal, citizen, 'cambio-di-residenza', example.answers);
    await citizen.send(hereOf(citizen), { azione: 'avanti', conferma: 'si' });
    moved = /pratiche\/([0-9a-f-]{36})/u.exec(citizen.path)?.[1] ?? '';
    const other = await fillIn(citizen, 'tipologia-ed-uso');
    const uso = '=HYPERLINK("http://x.example";"Apri")';
    await citizen.send(here(citizen), { tipologia: 'semplice', uso, nota_privata: 'Solo mia', azione: 'avanti' });
    await citizen.send(`${other}/compila/conferma`, { azione: 'avanti', conferma: 'si' });
    await portal.drain();
  });
  afterAll(() => portal.close());

  it('is a file with a line for each practice, in the order of the list', async () => {
    const file = await exportFrom(operator, `${PANEL}?lista=tutte&ordine=data-asc`);
    expect([file.status, file.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(file.headers['content-disposition']).toMatch(
      /^attachment; filename="pratiche-rovereto-tutte-\d{4}-\d\d-\d\d\.csv"/u,
    );
    const lines = linesOf(file);
    expect(lines.map(({ Servizio }) => Servizio)).toEqual(['Cambio di residenza', 'Certificato di nascita']);
    expect(lines[0]).toMatchObject({
      Stato: 'Inviata',
      'Inviata il': expect.stringMatching(/^\d\d\/\d\d\/\d{4} \d\d:\d\d$/u),
      'Protocollo della richiesta': expect.stringMatching(/^'\d{7}\/\d{4}$/u),
      'Protocollata il': expect.stringMatching(/^\d\d\/\d\d\/\d{4}$/u),
      Esito: '',
      'Richiedente: Cognome': 'Bianchi',
      'Richiedente: Codice fiscale': expect.stringMatching(/^[A-Z0-9]{16}$/u),
      'Richiedente: Residenza': 'Via Roma 1, 38068 Rovereto (TN)',
    });
    const newestFirst = linesOf(await exportFrom(operator, `${PANEL}?lista=tutte`));
    expect(newestFirst).toEqual(lines.toReversed());
  });

  it('has every answer in a column of its own, as the page of the practice shows it', async () => {
    const shown = (await operator.visit(officeHref(moved))).texts('main dd');
    const file = await exportFrom(operator, `${PANEL}?lista=tutte&servizio=cambio-di-residenza`);
    const [line = {}] = linesOf(file);
    const cells = Object.entries(line).filter(([heading]) => heading.startsWith('Cambio di residenza – '));
    const filled = cells.filter(([, value]) => value !== '');
    // The number of rows of a block is no answer by itself.
    const answers = Object.entries(example.answers).filter(([id, answer]) => answer !== true && id !== 'nucleo');
    expect([cells.length, filled.length]).toEqual([108, answers.length]);
    for (const [heading, value] of filled) {
      expect([heading, shown.includes(value.replace(/^'/u, ''))]).toEqual([heading, true]);
    }
    const people = 'Cambio di residenza – Chi si trasferisce con te: Persone che si trasferiscono con te';
    expect(line).toMatchObject({
      [`${people}, Componente 2, Nome`]: 'Pietro',
      [`${people}, Componente 3, Nome`]: '',
    });
    expect(filled.map(([, value]) => value)).toEqual(
      expect.arrayContaining(["'1203/2", 'documenti_nucleo-1.pdf, documenti_nucleo-2.pdf', 'Proprietà']),
    );
  });

  it('runs nothing that a citizen typed, and has nothing of their private notes', async () => {
    const file = await exportFrom(operator, `${PANEL}?lista=tutte&servizio=certificato-di-nascita`);
    const [line = {}] = linesOf(file);
    expect(Object.values(line)).toContain(`'=HYPERLINK("http://x.example";"Apri")`);
    expect(file.body).not.toContain('Solo mia');
    expect(file.body).not.toMatch(/(?:^|[;\n])"?[=+@]/u);
  });

  it('says what was asked for with an integration', async () => {
    await takeCharge(operator, moved);
    await requestIntegration(operator, moved, { campi: 'info_accertamento' });
    await portal.drain();
    const [line] = linesOf(await exportFrom(operator, `${PANEL}?lista=da_gestire`));
    expect(line).toMatchObject({ Stato: 'Da integrare', 'In carico a': 'Paola Conti', 'Termine sospeso': 'Sì' });
    expect(line?.['Integrazioni richieste']).toMatch(
      /^\d\d\/\d\d\/\d{4}, da dare entro il \d\d\/\d\d\/\d{4}:\nManca il contratto\.\n.+; Contratto di lavoro$/u,
    );
  });

  it('is what was searched, whose name is neither in the address nor in the register', async () => {
    await sendCertificate(await portal.citizen('giuseppe-fo'));
    await operator.visit(PANEL);
    const { location } = await operator.post(PANEL, { lista: 'tutte', cerca: 'giuseppe fo' });
    const lines = linesOf(await exportFrom(operator, location ?? ''));
    expect(lines.map((line) => line['Richiedente: Nome'])).toEqual(['Giuseppe']);
    const [finished, begun] = await acts();
    expect(finished).toMatchObject({ action: 'esportazione_finita', details: { righe: '1', esito: 'completa' } });
    expect(begun?.details).toEqual({ elenco: 'tutte', ordine: 'data-desc', ricerca: 'nome' });
    // In another session nobody can read it: the whole list is not exported instead.
    const elsewhere = await portal.operator();
    const sealed = new URLSearchParams(location?.split('?')[1]).get('ricerca') ?? '';
    await elsewhere.visit(PANEL);
    const page = await elsewhere.send(`${PANEL}/esporta.csv`, { lista: 'tutte', ricerca: sealed });
    expect(page.text('main')).toContain('La ricerca non è più valida');
  });

  it('is of the services that the operator is enabled for', async () => {
    const newcomer = await operatorWithoutServices(portal);
    const page = await newcomer.visit(`${PANEL}?lista=tutte`);
    expect(page.html.querySelector(FORM)).toBeNull();
    expect(linesOf(await newcomer.post(`${PANEL}/esporta.csv`, { lista: 'tutte' }))).toEqual([]);
    const asked = await newcomer.post(`${PANEL}/esporta.csv`, { lista: 'tutte', servizio: 'certificato-di-nascita' });
    expect([asked.status, asked.location]).toEqual([303, `${PANEL}?lista=tutte`]);
  });

  it('is sent with a token, and twenty times an hour', async () => {
    const administrator = await portal.operator('amministratore');
    await administrator.visit(`${PANEL}?lista=concluse`);
    const send = () => administrator.post(`${PANEL}/esporta.csv`, { lista: 'concluse' });
    const forged = await administrator.post(`${PANEL}/esporta.csv`, { lista: 'concluse', _csrf: 'x' });
    expect(forged.status).toBe(403);
    for (let times = 0; times < 20; times += 1) expect((await send()).status).toBe(200);
    const refused = await send();
    expect([refused.status, refused.text('h1')]).toEqual([429, 'Troppe esportazioni in un’ora']);
  });

  it('asks for one service where the questions are more than a spreadsheet has columns', async () => {
    const cells = Array.from({ length: 12 }, (_, index) => ({
      kind: 'text',
      id: `c${index}`,
      label: 'C',
      maxLength: 9,
    }));
    const blocks = Array.from({ length: 70 }, (_, index) => ({
      ...{ kind: 'rows', id: `b${index}`, label: `Blocco ${index}`, rowLabel: 'Riga', max: 20, fields: cells },
    }));
    await publishAsking(portal, 'larghissimo', blocks);
    const page = await exportFrom(operator, `${PANEL}?lista=tutte`);
    expect([page.status, page.text('h1')]).toEqual([409, 'Troppe colonne per un foglio di calcolo']);
    expect((await exportFrom(operator, `${PANEL}?lista=tutte&servizio=cambio-di-residenza`)).status).toBe(200);
  });
});
