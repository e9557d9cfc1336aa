import type { HTMLElement } from 'node-html-parser';
import type { Page } from './test-browser.ts';

const isSent = (control: HTMLElement): boolean => {
  const type = control.getAttribute('type');
  return (type !== 'checkbox' && type !== 'radio') || control.hasAttribute('checked');
};

/** What a browser sends of a form that nobody touched: also what is outside of it and names it. @param id of the form */
export const formOf = (page: Page, id: string): Readonly<Record<string, string>> => {
  const find = (kind: string) => page.html.querySelectorAll(`#${id} ${kind}, ${kind}[form=${id}]`);
  const inputs = find('input').filter(isSent);
  return Object.fromEntries([
    ...inputs.map((input) => [input.getAttribute('name') ?? '', input.getAttribute('value') ?? ''] as const),
    ...find('textarea').map((area) => [area.getAttribute('name') ?? '', area.textContent.replace(/^\n/u, '')] as const),
  ]);
};
