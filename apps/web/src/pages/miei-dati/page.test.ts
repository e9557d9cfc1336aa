import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { fillIn, PDF, sendOnBehalf } from '../../testing/certificato.ts';
import { decide, takeCharge } from '../../testing/office.ts';
import type { TestBrowser } from '../../testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../testing/test-portal.ts';
import { readZip } from '../../zip/testing/read-zip.ts';

const PAGE = '/rovereto/miei-dati';
const pdf = Buffer.from(PDF).toString();

const copySchema = z.object({
  identita: z.object({ codice_fiscale: z.string() }),
  recapiti: z.object({ email: z.string().nullable() }),
  condizioni_accettate: z.array(z.object({ accettata_il: z.iso.datetime() })),
  pratiche: z.array(
    z.object({
      codice: z.string(),
      stato: z.string(),
      risposte: z.record(z.string(), z.unknown()),
      riepilogo: z.array(z.object({ passo: z.string() })),
      note_personali: z.string(),
      iter: z.array(z.object({ evento: z.string() })),
      esito: z.unknown(),
      valutazione: z.object({ stelle: z.number() }).nullable(),
      comunicazioni: z.array(z.object({ tipo: z.string() })),
      documenti: z.array(z.object({ tipo: z.string(), file: z.string() })),
    }),
  ),
  pratiche_aperte_per_mio_conto: z.array(z.object({ codice: z.string() })),
  allegati: z.array(z.object({ nome: z.string(), pratiche: z.array(z.string()), file: z.string() })),
  cancellazioni: z.array(z.object({ bozze: z.number() })),
});

let portal: TestPortal;
let anna: TestBrowser;
let sent: string;
/** A practice on behalf of Mario Rossi, decided and not answered yet, with its rating; and a draft with a file. */
beforeAll(async () => {
  portal = await makeTestPortal();
  anna = await portal.citizen('anna-bianchi');
  sent = await sendOnBehalf(anna, 'Solo mia');
  await anna.send(`${sent}/valutazione`, { voto: '3' });
  await portal.drain();
  const operator = await portal.operator();
  const id = sent.split('/').at(-1) ?? '';
  await takeCharge(operator, id);
  await decide(operator, id, { esito: 'rifiutata', motivazione: 'Segreto d’ufficio' });
  await portal.drain();
  const draft = await fillIn(anna, 'delega');
  await anna.send(`${draft}/compila/delega`, { has_delega: 'si', nota_privata: 'Della bozza', azione: 'avanti' });
  const file = { field: 'file_delega', fileName: '../bozza è.pdf', content: new Uint8Array([...PDF, 10]) };
  await anna.sendFiles(`${draft}/compila/specifica-delega`, { azione: 'nota' }, [file]);
});
afterAll(() => portal.close());

const copyOf = async (browser: TestBrowser) => {
  await browser.visit(PAGE);
  const page = await browser.post(`${PAGE}/copia`, {});
  expect([page.status, page.headers['content-type']]).toEqual([200, 'application/zip']);
  expect(page.headers['content-disposition']).toContain('i-miei-dati-rovereto.zip');
  const files = await readZip(page.bytes);
  const json = files.get('i-miei-dati.json') ?? '';
  return { files, json, data: copySchema.parse(JSON.parse(json)) };
};

describe('a copy of one’s data', () => {
  it('is found from the profile', async () => {
    const links = (await anna.visit('/rovereto/profilo')).html.querySelectorAll('main a');
    expect(links.map((a) => a.getAttribute('href'))).toContain(PAGE);
  });

  it('has everything that the ente holds about the citizen', async () => {
    const { data } = await copyOf(anna);
    expect(data.identita.codice_fiscale).toBe('BNCNNA85D52H612Q');
    expect(data.recapiti.email).toBe('anna.bianchi@cittadini.example');
    expect(data.condizioni_accettate.length).toBeGreaterThan(0);
    const [practice, draft] = data.pratiche;
    expect(practice).toMatchObject({
      stato: 'in_elaborazione',
      note_personali: 'Solo mia',
      valutazione: { stelle: 3 },
      risposte: { nome_soggetto: 'Mario Rossi' },
    });
    expect(practice?.iter.map(({ evento }) => evento)).toEqual(['bozza', 'inviata', 'protocollata', 'presa_in_carico']);
    expect(practice?.riepilogo.map(({ passo }) => passo)).toContain('Delega');
    expect(practice?.comunicazioni.map(({ tipo }) => tipo)).toContain('e-mail: pratica_inviata');
    expect(draft).toMatchObject({ stato: 'bozza', note_personali: 'Della bozza' });
    expect(data.allegati).toHaveLength(3);
  });

  it('has the files themselves, under names that are safe and that the data give', async () => {
    const { files, data } = await copyOf(anna);
    const documents = data.pratiche.flatMap(({ documenti }) => documenti);
    expect(documents.map(({ tipo }) => tipo)).toEqual(['modulo', 'ricevuta']);
    const paths = [...documents, ...data.allegati].map(({ file }) => file);
    expect([...files.keys()].toSorted()).toEqual(['i-miei-dati.json', ...paths].toSorted());
    for (const path of paths) expect(path).toMatch(/^(?:allegati|pratiche\/[2-9A-Z-]{9})\/\d{3}-[^/\\]+$/u);
    expect(files.get(data.allegati.find(({ nome }) => nome === 'delega è.pdf')?.file ?? '')).toBe(pdf);
    expect(files.get(documents[0]?.file ?? '')).toMatch(/^%PDF-/u);
  });

  it('does not tell what the office has not said yet, nor who works on it', async () => {
    const { json, data } = await copyOf(anna);
    expect(json).not.toMatch(/Segreto|risposta_predisposta|nuova_pratica|assignedTo/u);
    expect(data.pratiche[0]?.esito).toBeNull();
  });

  it('of somebody else has nothing of this one but what was sent on their behalf', async () => {
    const mario = await portal.citizen('mario-rossi');
    const { json, files, data } = await copyOf(mario);
    expect(data.pratiche_aperte_per_mio_conto).toHaveLength(1);
    expect([data.pratiche, data.allegati, [...files.keys()]]).toEqual([[], [], ['i-miei-dati.json']]);
    expect(json).not.toMatch(/Solo mia|BNCNNA85D52H612Q|anna\.bianchi/u);
  });

  it('is given five times an hour to each citizen', async () => {
    const zoe = await portal.citizen('zoe-cosi');
    await zoe.visit(PAGE);
    const statuses: number[] = [];
    for (let count = 0; count < 6; count += 1) statuses.push((await zoe.post(`${PAGE}/copia`, {})).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    expect((await zoe.post(`${PAGE}/copia`, {})).text('h1')).toBe('Troppe copie in un’ora');
  });
});

describe('the erasure of one’s data', () => {
  it('says what goes and what must stay, and asks first', async () => {
    const page = await anna.visit(PAGE);
    expect(page.text('main')).toContain('DPR 445/2000');
    expect(page.text('main')).toContain('articolo 17, paragrafo 3, lettera b');
    expect(page.text('main')).toContain('I tuoi accessi con SPID o CIE: per 24 mesi');
    const asked = await anna.post(`${PAGE}/cancellazione`, {});
    expect([asked.status, asked.text('.btn-primary')]).toEqual([200, 'Sì, cancella']);
    expect((await anna.visit('/rovereto/pratiche?stato=bozza')).texts('tbody tr')).toHaveLength(1);
  });

  it('erases, says what it did, and leaves what was sent', async () => {
    const done = await anna.send(`${PAGE}/cancellazione`, { conferma: 'si' });
    expect(anna.path).toBe(PAGE);
    expect(done.texts('[role=status] li')).toEqual([
      '1 bozza',
      'i recapiti e gli indirizzi del profilo',
      '1 nota personale',
      '1 allegato non usato',
      '1 valutazione',
    ]);
    const { data } = await copyOf(anna);
    expect(data.pratiche).toHaveLength(1);
    expect(data.pratiche[0]).toMatchObject({ note_personali: '', valutazione: null, stato: 'in_elaborazione' });
    expect([data.recapiti.email, data.allegati.length, data.cancellazioni.length]).toEqual([null, 2, 1]);
  });

  it('asks for the profile again before anything else', async () => {
    expect((await anna.get('/rovereto/servizi/certificato-di-nascita/compila')).location).toContain(
      '/rovereto/profilo',
    );
    const page = await anna.visit('/rovereto/profilo');
    expect(page.html.querySelector('#email')?.getAttribute('value')).toBe('');
  });
});
