const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Text for the inside of an element or of an attribute: read back, it is the same text. */
export const xmlText = (text: string): string => text.replace(/[&<>"\t\n\r]/gu, (found) => ESCAPES[found] ?? found);

/**
 * An element as XML.
 * @param attributes those that are null are left out; their values are escaped here
 * @param children XML: other elements, or `xmlText`
 */
export const element = (
  name: string,
  attributes: Readonly<Record<string, string | null>>,
  ...children: readonly string[]
): string => {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === null ? [] : [` ${key}="${xmlText(value)}"`],
  );
  const inner = children.join('');
  return inner === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${inner}</${name}>`;
};
