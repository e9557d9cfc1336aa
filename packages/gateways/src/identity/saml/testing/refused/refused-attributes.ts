import { attribute, filled, followed, inAssertion, replaced, text, twice, without } from '../edit-xml.ts';
import type { RefusedResponse } from './refused-response.ts';

/** An attribute by its name. */
const named = (name: string) => `saml:Attribute Name="${name}"`;
const withoutAttribute = (name: string) =>
  inAssertion(text(new RegExp(`<${named(name)}.*?</saml:Attribute>`, 'su'), ''));
const withValue = (name: string, value: string) =>
  inAssertion((xml) =>
    xml.replace(
      new RegExp(`(<${named(name)}.*?<saml:AttributeValue[^>]*>).*?</saml:AttributeValue>`, 'su'),
      (_, before: string) => `${before}${value}</saml:AttributeValue>`,
    ),
  );

const withContent = (name: string, content: string) =>
  inAssertion((xml) =>
    xml.replace(
      new RegExp(`(<${named(name)}[^>]*>).*?</saml:Attribute>`, 'su'),
      (_, before: string) => `${before}${content}</saml:Attribute>`,
    ),
  );
const FOREIGN = '<x:Attribute xmlns:x="urn:altro" Name="gender"><x:AttributeValue>M</x:AttributeValue></x:Attribute>';

/** What is said of the citizen. */
export const attributeStatementLines: readonly RefusedResponse[] = [
  ['AttributeStatement missing', 'attribute_statement', inAssertion(without('saml:AttributeStatement'))],
  [
    'Attribute without an AttributeStatement',
    'attribute_statement',
    inAssertion(replaced('saml:AttributeStatement', '<saml:Attribute Name="spidCode"/>')),
  ],
  ['AttributeStatement empty', 'attributes', inAssertion(filled('saml:AttributeStatement', ''))],
  ['an Attribute without value', 'attribute_value', inAssertion(without('saml:AttributeValue'))],
  ...['email', 'placeOfBirth', 'spidCode'].map(
    (name): RefusedResponse => [`${name} without value`, 'attribute_value', withContent(name, '')],
  ),
  [
    'an Attribute that nobody asked for, without value',
    'attribute_value',
    inAssertion(followed('saml:Attribute', '<saml:Attribute Name="gender"/>')),
  ],
  ['an Attribute with two values', 'attribute_value', inAssertion(twice('saml:AttributeValue'))],
  [
    'a value that is no text',
    'attribute_value',
    inAssertion(filled('saml:AttributeValue', '<saml:NameID>Niccolò</saml:NameID>')),
  ],
  ['a value without end', 'attribute_value', inAssertion(filled('saml:AttributeValue', 'a'.repeat(501)))],
  ['an Attribute without name', 'attribute_name', inAssertion(attribute('saml:Attribute', 'Name', null))],
  ['an Attribute twice', 'attribute_twice', inAssertion(twice('saml:Attribute'))],
  ['an Attribute of another namespace', 'attribute_name', inAssertion(followed('saml:Attribute', FOREIGN))],
  ['an encrypted attribute', 'attribute_name', inAssertion(followed('saml:Attribute', '<saml:EncryptedAttribute/>'))],
  ...['spidCode', 'name', 'familyName', 'fiscalNumber'].flatMap((name): readonly RefusedResponse[] => [
    [`${name} missing`, `attribute_missing_${name}`, withoutAttribute(name)],
    [`${name} empty`, `attribute_missing_${name}`, withValue(name, '')],
  ]),
  ['fiscalNumber with a wrong letter', 'attribute_fiscal_number', withValue('fiscalNumber', 'TINIT-DLLNCL92S30L378F')],
  ['fiscalNumber of another country', 'attribute_fiscal_number', withValue('fiscalNumber', 'TINDE-12345678901')],
];
