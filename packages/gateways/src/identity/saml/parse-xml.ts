import { DOMParser } from '@xmldom/xmldom';
import { isBalanced, type XmlLimits } from './is-balanced.ts';

/**
 * A message with every attribute of SPID and two signatures has a hundred elements, two hundred attributes and less than ten prefixes.
 * node-saml goes through all of them many times: with twenty times as much a Response of 256 KB held the thread for more than a second.
 */
export const MESSAGE_LIMITS: XmlLimits = { tags: 500, attributes: 400, prefixes: 20, depth: 40 };
/** A document type (and with it every entity), wherever it is written. */
const DECLARATION = /<!(?!--|\[CDATA\[)/u;
const XML_DECLARATION = /^<\?xml\s[^?]*\?>/u;
const ENCODING = /\sencoding\s*=\s*["']([^"']*)["']/u;
/** Control characters, which XML forbids in any spelling (`&#0;`), and halves of a pair. */
const FORBIDDEN = /[^\P{Cc}\t\n\r]|\p{Cs}/u;
const ELEMENT_NODE = 1;
const PROCESSING_INSTRUCTION_NODE = 7;
const COMMENT_NODE = 8;

/** The nodes below a node, in the order in which they are written; no recursion, so that depth costs no stack. */
function* nodesBelow(root: Node): Generator<Node> {
  let node: Node | null = root.firstChild;
  while (node !== null) {
    yield node;
    let next: Node | null = node.firstChild;
    for (let at: Node | null = node; next === null && at !== null && at !== root; at = at.parentNode)
      next = at.nextSibling;
    node = next;
  }
}

const isElement = (node: Node): node is Element => node.nodeType === ELEMENT_NODE;

/** All elements below a node, in the order in which they are written. */
export const elementsBelow = (root: Node): readonly Element[] => [...nodesBelow(root)].filter(isElement);

/** Whether there are comments below a node. */
export const hasComments = (root: Node): boolean => nodesBelow(root).some(({ nodeType }) => nodeType === COMMENT_NODE);

/** The children of an element that are elements. */
export const childElements = (parent: Node): readonly Element[] => Array.from(parent.childNodes).filter(isElement);

/** Whether an element has this name in this namespace. */
export const isNamed = (element: Element, namespace: string, name: string): boolean =>
  element.namespaceURI === namespace && element.localName === name;

/** The children with a name in a namespace. */
export const childrenNamed = (parent: Node, namespace: string, name: string): readonly Element[] =>
  childElements(parent).filter((child) => isNamed(child, namespace, name));

/** The one child with a name in a namespace; null when there is none, or more than one. */
export const onlyChild = (parent: Node | null, namespace: string, name: string): Element | null => {
  const [first, ...others] = parent === null ? [] : childrenNamed(parent, namespace, name);
  return first !== undefined && others.length === 0 ? first : null;
};

/** The text of an element without elements in it; empty when it has some, or is not there. */
export const textOf = (element: Element | null): string =>
  element === null || childElements(element).length > 0 ? '' : (element.textContent ?? '');

/** The value of an attribute; null when it is not there. */
export const attributeOf = (element: Element | null, name: string): string | null =>
  element?.hasAttribute(name) ? element.getAttribute(name) : null;

const parsed = (xml: string, limits: XmlLimits): Document | null => {
  let flawed = false;
  const flaw = () => {
    flawed = true;
  };
  try {
    if (!isBalanced(xml, limits)) return null;
    const errorHandler = { warning: flaw, error: flaw, fatalError: flaw };
    const document = new DOMParser({ locator: {}, errorHandler }).parseFromString(xml, 'text/xml');
    return flawed ? null : document;
  } catch {
    return null; // the parser throws at what it cannot read
  }
};

const isAllowed = (node: Node): boolean => {
  if (!isElement(node)) return node.nodeType !== PROCESSING_INSTRUCTION_NODE && !FORBIDDEN.test(node.nodeValue ?? '');
  return Array.from(node.attributes).every(({ value }) => !FORBIDDEN.test(value));
};

/**
 * The root element of an XML document in UTF-8, read strictly: no document type, no entities, no processing instructions, well
 * formed, neither deep nor long. Null when it is not so.
 * @param limits others than those of a message: for a file of many providers
 */
export const parseXml = (xml: string, limits = MESSAGE_LIMITS): Element | null => {
  if (DECLARATION.test(xml)) return null;
  const declaration = XML_DECLARATION.exec(xml)?.[0] ?? '';
  if ((ENCODING.exec(declaration)?.[1] ?? 'UTF-8').toUpperCase() !== 'UTF-8') return null;
  const document = parsed(xml.slice(declaration.length), limits);
  const root = document?.documentElement;
  if (!document || !root || childElements(document).length !== 1) return null;
  return nodesBelow(document).every(isAllowed) ? root : null;
};
