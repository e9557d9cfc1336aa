import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answers, type CompiledService, fileIds } from '@stanza/core';
import { makeP7m } from '@stanza/gateways/testing';
import { catalogue } from '@stanza/services';
import { type Example, examplesOf } from '@stanza/services/testing';
import { PDF } from '../../src/testing/certificato.ts';
import { answerOf, decide, handIn, takeCharge } from '../../src/testing/office.ts';
import type { Page, TestBrowser } from '../../src/testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../src/testing/test-portal.ts';

const cases = catalogue.flatMap((service) => examplesOf(service.slug).map((example) => ({ ...service, example })));

/** What is typed in a step to give the answers of an example, and the files that go with it. */
const formOf = ({ steps }: CompiledService, stepId: string, answers: Answers) => {
  const step = steps.find(({ definition }) => definition.id === stepId);
  if (step === undefined) throw new Error(`There is no step ${stepId}`);
  if (step.definition.kind !== 'form') return { typed: { [stepId]: 'si' }, files: [] };
  const typed: Record<string, string> = {};
  const files: { field: string; fileName: string; content: Uint8Array }[] = [];
  for (const bound of step.fields) {
    const { field } = bound;
    const answer = answers[field.id] ?? '';
    if (answer === true) continue;
    if (field.kind === 'file' || field.kind === 'files') {
      for (const [index] of fileIds(answer).entries()) files.push(aFile(field.id, index, field.accept.includes('pdf')));
      // A browser sends the boxes without a file as well.
      if (answer === '') files.push({ field: field.id, fileName: '', content: new Uint8Array() });
    } else if (answer !== '') typed[field.id] = bound.typed(answer);
  }
  return { typed, files };
};

const JPEG = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
const aFile = (field: string, index: number, isPdf: boolean) => ({
  field,
  fileName: `${field}-${index + 1}.${isPdf ? 'pdf' : 'jpg'}`,
  content: isPdf ? PDF : JPEG,
});

const mistakesOn = (page: Page): readonly string[] => page.texts('.avviso-error li');
const hereOf = ({ path }: TestBrowser): string => path.split(/[?#]/u, 1)[0] ?? '';

/** Adds or takes away rows, with the buttons of the page, until there are as many as the example has. */
const fitRows = async (browser: TestBrowser, page: Page, answers: Answers): Promise<Page> => {
  let now = page;
  for (const block of page.html.querySelectorAll('.campo-righe')) {
    const id = block.id;
    const wanted = Number(answers[id] ?? 0);
    for (let guard = 0; guard < 20; guard += 1) {
      const count = now.html.querySelectorAll(`#${id} .campo-gruppo`).length;
      if (count === wanted) break;
      const azione = count < wanted ? `aggiungi:${id}` : `togli:${id}:${count - 1}`;
      now = await browser.send(hereOf(browser), { azione });
    }
  }
  return now;
};

describe('every service of the catalogue, with each of its examples', () => {
  let portal: TestPortal;
  let citizen: TestBrowser;
  let operator: TestBrowser;
  const sent: string[] = [];
  beforeAll(async () => {
    portal = await makeTestPortal({ clock: { now: () => new Date('2026-01-31T10:00:00Z') } });
    await portal.asOwner('update service set opens_on = null, closes_on = null');
    citizen = await portal.citizen('anna-bianchi');
    operator = await portal.operator();
  });
  afterAll(() => portal.close());

  /** Fills in and sends a practice. @returns its id */
  const send = async (slug: string, { answers }: Example): Promise<string> => {
    const definition = catalogue.find((candidate) => candidate.slug === slug);
    if (definition === undefined) throw new Error(`${slug} is not in the catalogue`);
    const service = portal.portal.services.compile(definition);
    let page = await citizen.visit(`/rovereto/servizi/${slug}/compila`);
    for (const { definition: step } of service.steps) {
      const stepId =
        page.status === 200 && hereOf(citizen).endsWith('/compila') ? step.id : hereOf(citizen).split('/').at(-1);
      if (stepId !== step.id) continue;
      if (step.kind === 'summary') break;
      page = await fitRows(citizen, page, answers);
      const { typed, files } = formOf(service, step.id, answers);
      const fields = { ...typed, azione: 'avanti' };
      page =
        files.length === 0
          ? await citizen.send(hereOf(citizen), fields)
          : await citizen.sendFiles(hereOf(citizen), fields, files);
      // Fields that exist only with these answers are asked for now.
      if (hereOf(citizen).endsWith(`/${step.id}`)) {
        page =
          files.length === 0
            ? await citizen.send(hereOf(citizen), fields)
            : await citizen.sendFiles(hereOf(citizen), fields, files);
      }
      expect({ step: step.id, mistakes: mistakesOn(page) }).toEqual({ step: step.id, mistakes: [] });
    }
    expect(hereOf(citizen)).toMatch(/\/compila\/conferma$/u);
    await citizen.send(hereOf(citizen), { azione: 'avanti', conferma: 'si' });
    const id = /pratiche\/([0-9a-f-]{36})/u.exec(citizen.path)?.[1];
    if (id === undefined) throw new Error(`Sending leads to ${citizen.path}`);
    return id;
  };

  it.each(cases)('$slug is filled in and sent ($example.name)', async ({ slug, example }) => {
    sent.push(await send(slug, example));
  });

  it('takes all of them to their outcome', async () => {
    expect(sent).toHaveLength(cases.length);
    await portal.drain();
    const outcomeOf = (index: number) => (index % 3 === 2 ? 'rifiutata' : 'accettata');
    for (const [index, id] of sent.entries()) {
      await takeCharge(operator, id);
      await decide(operator, id, { esito: outcomeOf(index), motivazione: 'Verificato.' });
    }
    await portal.drain();
    for (const id of sent) await handIn(operator, id, await makeP7m({ content: await answerOf(operator, id) }));
    await portal.drain();
    for (const [index, id] of sent.entries()) {
      const page = await citizen.visit(`/rovereto/pratiche/${id}`);
      expect(page.text('main').toLowerCase()).toContain(outcomeOf(index));
      expect(page.html.querySelector('a[href$="/documenti/risposta_firmata"]')).not.toBeNull();
    }
  }, 240_000);
});
