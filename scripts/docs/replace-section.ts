/**
 * Puts a generated text between its two marks, `<!-- name: begin -->` and `<!-- name: end -->`; the rest stays as it is.
 * @throws Error when the marks are not there
 */
export const replaceSection = (document: string, name: string, content: string): string => {
  const [begin, end] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`];
  const [from, to] = [document.indexOf(begin), document.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`The marks of the section "${name}" are not there`);
  return `${document.slice(0, from + begin.length)}\n\n${content}\n\n${document.slice(to)}`;
};
