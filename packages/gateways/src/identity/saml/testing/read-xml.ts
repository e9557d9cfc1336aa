import { DOMParser } from '@xmldom/xmldom';

/** An element as the tests look at it. */
export interface SeenElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly children: readonly SeenElement[];
}

const isElement = (node: Node | null): node is Element => node?.nodeType === 1;

const seen = (node: Element): SeenElement => ({
  name: node.tagName,
  attributes: Object.fromEntries(
    Array.from({ length: node.attributes.length }, (_, index) => node.attributes.item(index))
      .filter((one) => one !== null)
      .map(({ name, value }) => [name, value]),
  ),
  text: node.textContent ?? '',
  children: Array.from({ length: node.childNodes.length }, (_, index) => node.childNodes.item(index))
    .filter(isElement)
    .map(seen),
});

/** What a parser that knows nothing of us reads. */
export const readXml = (xml: string): SeenElement =>
  seen(new DOMParser().parseFromString(xml, 'text/xml').documentElement);

/** The children of an element with a name; none when there are none. */
export const childrenOf = ({ children }: SeenElement, name: string): readonly SeenElement[] =>
  children.filter((one) => one.name === name);

/** The only child with a name. @throws when there is none, or more than one */
export const only = (parent: SeenElement, name: string): SeenElement => {
  const [first, ...others] = childrenOf(parent, name);
  if (first === undefined || others.length > 0) throw new Error(`${parent.name} has not exactly one ${name}`);
  return first;
};
