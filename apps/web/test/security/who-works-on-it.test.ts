import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readPdf } from '../../../worker/src/pdf/testing/read-pdf.ts';
import { PDF, sendCertificate } from '../../src/testing/certificato.ts';
import { confirmAnswer, requestIntegration } from '../../src/testing/integration.ts';
import { answerWith, decide, officeHref, takeCharge, versionOn } from '../../src/testing/office.ts';
import type { Page, TestBrowser } from '../../src/testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../src/testing/test-portal.ts';
import { readZip } from '../../src/zip/testing/read-zip.ts';

/** The staff of Rovereto in the demonstration. */
const STAFF = ['Paola Conti', 'Stefano Gallo'];
const CITIZEN = 'anna.bianchi@cittadini.example';

let portal: TestPortal;
let citizen: TestBrowser;
let practice: string;
/** What tells who an operator is: names, addresses and ids. */
let telling: readonly string[];

/** Everything that an office does with a practice, by two people. */
beforeAll(async () => {
  portal = await makeTestPortal();
  await answerWith(portal, { answerFlow: 'documento' });
  citizen = await portal.citizen('anna-bianchi');
  const [operator, colleague] = [await portal.operator(), await portal.operator('amministratore')];
  practice = await sendCertificate(citizen);
  await portal.drain();
  const id = practice.split('/').at(-1) ?? '';
  await takeCharge(operator, id);
  await operator.visit(officeHref(id));
  await operator.send(`${officeHref(id)}/commenti`, { commento: 'Da Paola Conti per Stefano Gallo.' });

  const form = await colleague.visit(`${officeHref(id)}/riassegna`);
  const to = form.html.querySelectorAll('#operatore option').find(({ textContent }) => textContent === 'Stefano Gallo');
  const fields = { operatore: to?.getAttribute('value') ?? '', versione: versionOn(form) };
  expect((await colleague.send(`${officeHref(id)}/riassegna`, fields)).text('.avviso')).toContain('è riassegnata');
  await requestIntegration(colleague, id);
  await portal.drain();
  const contract = { field: 'integra-documento-1', fileName: 'contratto.pdf', content: PDF };
  await citizen.visit(`${practice}/integrazione`);
  const typed = await citizen.sendFiles(`${practice}/integrazione`, { uso: 'Mutuo', azione: 'avanti' }, [contract]);
  await confirmAnswer(citizen, practice, typed);
  await portal.drain();
  await decide(colleague, id, { esito: 'accettata', motivazione: 'Ecco il certificato.' });
  await portal.drain();

  const list = await colleague.visit('/rovereto/operatori/personale');
  const ids = list.html.querySelectorAll('tbody a').map((link) => link.getAttribute('href')?.split('/').at(-1) ?? '');
  const addresses = portal.staff.filter(({ ente }) => ente === 'Comune di Rovereto').map(({ username }) => username);
  telling = [...STAFF, ...addresses, ...ids];
  expect(telling.length).toBeGreaterThan(5);
}, 60_000);
afterAll(() => portal.close());

/** What the portal has not written: the citizen's files, and the document that they asked for. */
const UPLOADED = /\/allegati\/|\/documenti\/documento$/u;

/** What a page or a file says. */
const wordsOf = async (page: Page): Promise<string> =>
  page.headers['content-type'] === 'application/pdf'
    ? (await readPdf(new Uint8Array(page.bytes))).pages.join('\n')
    : page.body;

/** Every page and file that leads on from these and is about the practice, with what it says. */
const everythingFrom = async (starts: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const said = new Map<string, string>();
  const ahead = [...starts];
  for (let href = ahead.shift(); href !== undefined; href = ahead.shift()) {
    if (said.has(href)) continue;
    const page = await citizen.visit(href);
    expect([href, page.status]).toEqual([href, 200]);
    said.set(href, UPLOADED.test(href) ? '' : await wordsOf(page));
    const links = page.html.querySelectorAll('main a').map((link) => link.getAttribute('href')?.split('#')[0] ?? '');
    ahead.push(...links.filter((link) => link.startsWith(practice)));
  }
  return said;
};

it('nothing that the citizen gets says who worked on their practice', async () => {
  const pages = await everythingFrom([practice, '/rovereto/stanza', '/rovereto/pratiche', '/rovereto/allegati']);
  expect(pages.get(practice)).toContain('Ecco il certificato.');
  for (const file of ['modulo', 'risposta']) expect(pages.has(`${practice}/documenti/${file}`)).toBe(true);
  expect([...pages.keys()].filter((href) => href.includes('/integrazioni/')).length).toBeGreaterThan(1);

  const mailbox = await portal.browser().visit('/sviluppo/posta');
  const mails = mailbox.texts('article').filter((mail) => mail.includes(CITIZEN));
  expect(mails.length).toBeGreaterThan(5);

  await citizen.visit('/rovereto/miei-dati');
  const copy = await readZip((await citizen.post('/rovereto/miei-dati/copia', {})).bytes);
  expect(copy.get('i-miei-dati.json')).toContain('Ecco il certificato.');

  const said = [...pages, ...mails.map((mail): [string, string] => ['e-mail', mail]), ...copy];
  const found = said.flatMap(([where, words]) =>
    telling.filter((one) => words.toLowerCase().includes(one.toLowerCase())).map((one) => [where, one]),
  );
  expect(found).toEqual([]);
});
