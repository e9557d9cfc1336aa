/** A comment, a piece of CDATA, an end tag, a start tag or an empty element, a text: each as XML writes it, without `<` in values. */
const TOKEN =
  /<!--(?:-?[^-])*-->|<!\[CDATA\[[\s\S]*?\]\]>|<\/(?<end>[\w:.-]+)\s*>|<(?<start>[\w:.-]+)(?:\s+[\w:.-]+\s*=\s*(?:"[^<"]*"|'[^<']*'))*\s*(?<empty>\/?)>|[^<]+/guy;

/**
 * Whether each tag of a document is closed in its turn and nothing stands outside of its one root: the parser forgives both.
 * @param xml without declarations
 */
export const isBalanced = (xml: string): boolean => {
  const open: string[] = [];
  let roots = 0;
  let end = 0;
  for (const match of xml.matchAll(TOKEN)) {
    const { end: closed, start, empty } = match.groups ?? {};
    end += match[0].length;
    if (closed !== undefined) {
      if (open.pop() !== closed) return false;
    } else if (start !== undefined) {
      if (open.length === 0) roots += 1;
      if (empty === '') open.push(start);
    } else if (open.length === 0 && !match[0].startsWith('<!--') && match[0].trim() !== '') return false;
  }
  return end === xml.length && open.length === 0 && roots === 1;
};
