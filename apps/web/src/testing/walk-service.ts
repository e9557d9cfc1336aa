import { type Answers, type CompiledService, fileIds } from '@stanza/core';
import { catalogue } from '@stanza/services';
import { PDF } from './certificato.ts';
import type { Page, TestBrowser } from './test-browser.ts';
import type { TestPortal } from './test-portal.ts';

const JPEG = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
const aFile = (field: string, index: number, isPdf: boolean) => ({
  field,
  fileName: `${field}-${index + 1}.${isPdf ? 'pdf' : 'jpg'}`,
  content: isPdf ? PDF : JPEG,
});

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

/** The address that the browser is at, without its query. */
export const hereOf = ({ path }: TestBrowser): string => path.split(/[?#]/u, 1)[0] ?? '';

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

/**
 * Fills in a service at Rovereto with the answers of an example, step by step, up to the page of one of them.
 * @param upTo id of the step to stop at
 * @returns the address of the practice
 * @throws Error with the mistakes that a step was shown again with
 */
export const walkService = async (
  { portal }: TestPortal,
  citizen: TestBrowser,
  slug: string,
  answers: Answers,
  upTo = 'conferma',
): Promise<string> => {
  const definition = catalogue.find((candidate) => candidate.slug === slug);
  if (definition === undefined) throw new Error(`${slug} is not in the catalogue`);
  const service = portal.services.compile(definition);
  let page = await citizen.visit(`/rovereto/servizi/${slug}/compila`);
  for (const { definition: step } of service.steps) {
    const isFirst = page.status === 200 && hereOf(citizen).endsWith('/compila');
    if (!isFirst && !hereOf(citizen).endsWith(`/${step.id}`)) continue;
    if (step.id === upTo) break;
    page = await fitRows(citizen, page, answers);
    const { typed, files } = formOf(service, step.id, answers);
    const fields = { ...typed, azione: 'avanti' };
    const send = () =>
      files.length === 0 ? citizen.send(hereOf(citizen), fields) : citizen.sendFiles(hereOf(citizen), fields, files);
    page = await send();
    // Fields that exist only with these answers are asked for now.
    if (hereOf(citizen).endsWith(`/${step.id}`)) page = await send();
    const mistakes = page.texts('.avviso-error li');
    if (mistakes.length > 0) throw new Error(`${slug}, ${step.id}: ${mistakes.join('\n')}`);
  }
  if (!hereOf(citizen).endsWith(`/compila/${upTo}`))
    throw new Error(`Filling in ${slug} leads to ${citizen.path}: ${page.status}, ${page.text('main').slice(0, 300)}`);
  return hereOf(citizen).split('/compila/', 1)[0] ?? '';
};
