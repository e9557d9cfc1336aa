/** A comment, a piece of CDATA, an end tag, a start tag or an empty element, a text: each as XML writes it, without `<` in values. */
const TOKEN =
  /<!--(?:-?[^-])*-->|<!\[CDATA\[[\s\S]*?\]\]>|<\/(?<end>[\w:.-]+)\s*>|<(?<start>[\w:.-]+)(?<attributes>(?:\s+[\w:.-]+\s*=\s*(?:"[^<"]*"|'[^<']*'))*)\s*(?<empty>\/?)>|[^<]+/guy;
const ATTRIBUTE = /(?:xmlns:(?<prefix>[\w.-]+)|[\w:.-]+)\s*=\s*(?:"[^"]*"|'[^']*')/gu;

/** How much of each a document may have; counted before the parser sees it, because it costs time there and in each step after it. */
export interface XmlLimits {
  /** Tags, comments and pieces of CDATA. */
  readonly tags: number;
  /** Attributes of all elements together, namespaces among them. */
  readonly attributes: number;
  /** Different prefixes of namespaces: canonicalization looks at all that an element is under, for each element. */
  readonly prefixes: number;
  readonly depth: number;
}

/**
 * Whether each tag of a document is closed in its turn and nothing stands outside of its one root (the parser forgives both), within
 * limits.
 * @param xml without declarations
 */
export const isBalanced = (xml: string, limits: XmlLimits): boolean => {
  if (xml.split('<', limits.tags + 2).length > limits.tags + 1) return false;
  const open: string[] = [];
  let roots = 0;
  let end = 0;
  let attributes = 0;
  const prefixes = new Set<string>();
  for (const match of xml.matchAll(TOKEN)) {
    const { end: closed, start, attributes: written = '', empty } = match.groups ?? {};
    end += match[0].length;
    for (const { groups } of written.matchAll(ATTRIBUTE)) {
      attributes += 1;
      if (groups?.prefix !== undefined) prefixes.add(groups.prefix);
    }
    if (attributes > limits.attributes || prefixes.size > limits.prefixes || open.length > limits.depth) return false;
    if (closed !== undefined) {
      if (open.pop() !== closed) return false;
    } else if (start !== undefined) {
      if (open.length === 0) roots += 1;
      if (empty === '') open.push(start);
    } else if (open.length === 0 && !match[0].startsWith('<!--') && match[0].trim() !== '') return false;
  }
  return end === xml.length && open.length === 0 && roots === 1;
};
