import { describe, expect, it } from '@jest/globals';
import { MESSAGE_LIMITS } from './parse-xml.ts';
import { answeredRequest } from './read-response.ts';
import { NAMESPACES } from './saml-names.ts';

const { tags, attributes, prefixes, depth } = MESSAGE_LIMITS;
const many = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => make(i)).join('');
const MOST_BYTES = 64 * 1024;

/** Two tags, two attributes and one prefix are those of the Response itself. */
const response = (inside: string) =>
  `<samlp:Response xmlns:samlp="${NAMESPACES.protocol}" InResponseTo="_a">${inside}</samlp:Response>`;
const reference = '<Reference><Transforms><Transform/><Transform/></Transforms></Reference>';

/** What a Response may have of something, by how much there is of it. */
const SHAPES: readonly (readonly [what: string, most: number, make: (count: number) => string])[] = [
  ['empty elements', tags - 2, (count) => many(count, () => '<a/>')],
  ['elements', tags / 2 - 1, (count) => many(count, () => '<a></a>')],
  ['comments', tags - 2, (count) => many(count, () => '<!---->')],
  ['pieces of CDATA', tags - 2, (count) => many(count, () => '<![CDATA[x]]>')],
  [
    'references in a signature',
    Math.floor((tags - 4) / 6),
    (count) => `<Signature>${many(count, () => reference)}</Signature>`,
  ],
  ['transforms in a reference', tags - 4, (count) => `<Reference>${many(count, () => '<Transform/>')}</Reference>`],
  ['attributes of one element', attributes - 2, (count) => `<a${many(count, (i) => ` a${i}="1"`)}/>`],
  [
    'attributes of many elements',
    attributes - 2,
    (count) => many(Math.ceil(count / 2), (i) => (2 * i + 1 < count ? `<a b='"' c="'='"/>` : '<a b=""/>')),
  ],
  ['prefixes of one element', prefixes - 1, (count) => `<a${many(count, (i) => ` xmlns:a${i}="urn:a"`)}/>`],
  ['prefixes of many elements', prefixes - 1, (count) => many(count, (i) => `<a xmlns:a${i}="urn:a"/>`)],
  ['namespaces of one prefix', attributes - 2, (count) => many(count, (i) => `<a xmlns:b="urn:${i}"/>`)],
  ['levels', depth - 1, (count) => '<a>'.repeat(count) + '</a>'.repeat(count)],
  ['bytes', MOST_BYTES - response('').length, (count) => 'A'.repeat(count)],
];

describe('a Response that would keep us busy', () => {
  const read = (inside: string) => answeredRequest(Buffer.from(response(inside)).toString('base64'));

  // Nothing but our own reading is called here: what it refuses costs no signature.
  it.each(SHAPES)('may have so many %s, and no more: %d', (_, most, make) => {
    expect(read(make(most))).toMatchObject({ ok: true });
    expect(read(make(most + 1))).toMatchObject({ ok: false, error: { rule: /^message_(?:xml|size)$/u } });
  });
});
