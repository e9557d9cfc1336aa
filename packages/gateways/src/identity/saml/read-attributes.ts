import type { SignInRefusal } from '@stanza/core';
import { ok, type Result } from '@stanza/core';
import { attributeOf, childElements, childrenNamed, isNamed, onlyChild } from './parse-xml.ts';
import { firstBroken, notValid } from './rules.ts';
import { NAMESPACES } from './saml-names.ts';

const ASSERTION = NAMESPACES.assertion;
/** As long as a name or an address can be; providers know none that is longer. */
const LONGEST_VALUE = 500;

const nameOf = (attribute: Element): string => attributeOf(attribute, 'Name') ?? '';
const valuesOf = (attribute: Element): readonly Element[] => childrenNamed(attribute, ASSERTION, 'AttributeValue');

/** The one text that the attributes of a name have; null when they are several, have several, or something else than a short text. */
const textValue = (attributes: readonly Element[]): string | null => {
  const [value, ...others] = attributes.flatMap(valuesOf);
  if (attributes.length > 1 || value === undefined || others.length > 0 || childElements(value).length > 0) return null;
  const text = (value.textContent ?? '').replaceAll(/\s+/gu, ' ').trim();
  return text.length > LONGEST_VALUE ? null : text;
};

/**
 * What a verified Assertion says of a person, by the name of the attribute. Those that nobody asked for are there too, for whoever
 * reads them; empty ones are as if they were not there. So are those that are odd, unless they are required: providers say more than
 * was asked, each in its way. What has no name or no value at all is refused, whatever it is (spid.md 2.4).
 * @param required names of those that must be in order, if they are there
 */
export const readAttributes = (
  assertion: Element,
  required: readonly string[],
): Result<ReadonlyMap<string, string>, SignInRefusal> => {
  const statement = onlyChild(assertion, ASSERTION, 'AttributeStatement');
  if (statement === null) return notValid('attribute_statement');
  const attributes = childElements(statement);
  const named = Map.groupBy(attributes, nameOf);
  const read = new Map([...named].map(([name, same]) => [name, textValue(same)]));
  const flaw = firstBroken([
    ['attributes', attributes.length > 0],
    ['attribute_name', attributes.every((one) => isNamed(one, ASSERTION, 'Attribute') && nameOf(one) !== '')],
    ['attribute_value', attributes.every((one) => valuesOf(one).length > 0)],
    ['attribute_twice', required.every((name) => (named.get(name)?.length ?? 0) < 2)],
    ['attribute_value', required.every((name) => read.get(name) !== null)],
  ]);
  return flaw === null
    ? ok(new Map([...read].flatMap(([name, value]) => (value ? [[name, value]] : []))))
    : notValid(flaw);
};
