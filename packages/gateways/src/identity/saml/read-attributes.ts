import type { SignInRefusal } from '@stanza/core';
import { ok, type Result } from '@stanza/core';
import { attributeOf, childElements, childrenNamed, onlyChild } from './parse-xml.ts';
import { notValid } from './rules.ts';
import { NAMESPACES } from './saml-names.ts';

const ASSERTION = NAMESPACES.assertion;
/** As long as a name or an address can be; providers know none that is longer. */
const LONGEST_VALUE = 500;

/** The one text that an attribute has; null when it has none, several, or something else than text. */
const textValue = (attribute: Element): string | null => {
  const [value, ...others] = childrenNamed(attribute, ASSERTION, 'AttributeValue');
  if (value === undefined || others.length > 0 || childElements(value).length > 0) return null;
  const text = (value.textContent ?? '').replaceAll(/\s+/gu, ' ').trim();
  return text.length > LONGEST_VALUE ? null : text;
};

/**
 * What a verified Assertion says of a person, by the name of the attribute. Those that nobody asked for are there too, for whoever
 * reads them; empty ones are as if they were not there.
 */
export const readAttributes = (assertion: Element): Result<ReadonlyMap<string, string>, SignInRefusal> => {
  const statement = onlyChild(assertion, ASSERTION, 'AttributeStatement');
  if (statement === null) return notValid('attribute_statement');
  const attributes = childElements(statement);
  if (attributes.length === 0) return notValid('attributes');
  const read = new Map<string, string>();
  for (const attribute of attributes) {
    const name = attributeOf(attribute, 'Name') ?? '';
    const value = attribute.localName === 'Attribute' ? textValue(attribute) : null;
    if (name === '' || read.has(name)) return notValid('attribute_name');
    if (value === null) return notValid('attribute_value');
    read.set(name, value);
  }
  return ok(new Map([...read].filter(([, value]) => value !== '')));
};
