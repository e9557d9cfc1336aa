import { encodeMessage } from '../src/identity/test-provider/sign-response.ts';
import { makeSeededRandom, type SeededRandom } from '../src/testing/seeded-random.ts';

/** A field SAMLResponse that was made from a good one. */
export interface Mutation {
  /** What was done, in the order in which it was done. */
  readonly what: readonly string[];
  readonly encoded: string;
}

type Mutate = (xml: string, random: SeededRandom) => string;

const MOST_CHANGES = 3;
/** Texts that somebody may count on to be read in another way. */
const ODDITIES: readonly [string, ...string[]] = [
  '',
  ' ',
  '\u0000',
  '&#0;',
  '&x;',
  '<!-- -->',
  '<!--',
  ']]>',
  '<![CDATA[x]]>',
  '<?x y?>',
  '<!DOCTYPE x>',
  '\uFEFF',
  '\u2028',
  'à',
  '9'.repeat(400),
  '__proto__',
  '%{x}',
  "' or '1'='1",
  'urn:oasis:names:tc:SAML:2.0:assertion',
];
/** A start tag, an empty element, an end tag; an attribute; a text. */
const TAG = /<[^>]*>/gu;
const ATTRIBUTE = /\s[\w:]+="[^"]*"/gu;
const TEXT = />[^<]+</gu;
const ELEMENT = /<([\w:]+)\b[^>]*>/gu;

const found = (xml: string, pattern: RegExp, random: SeededRandom): RegExpExecArray | undefined => {
  const all = [...xml.matchAll(pattern)];
  return all[random.below(Math.max(1, all.length))];
};

const spliced = (xml: string, at: number, length: number, by: string): string =>
  xml.slice(0, at) + by + xml.slice(at + length);

/** Puts something else in the place of one match. */
const inPlace =
  (pattern: RegExp, by: (match: string, random: SeededRandom) => string): Mutate =>
  (xml, random) => {
    const match = found(xml, pattern, random);
    return match === undefined ? xml : spliced(xml, match.index, match[0].length, by(match[0], random));
  };

/** An element with all that is in it, as text, and where it is; elements that contain one of the same name are cut short. */
const wholeElement = (xml: string, random: SeededRandom) => {
  const match = found(xml, ELEMENT, random);
  if (match === undefined) return { at: 0, text: '' };
  const end = match[0].endsWith('/>') ? -1 : xml.indexOf(`</${match[1]}>`, match.index);
  const length = end === -1 ? match[0].length : end + `</${match[1]}>`.length - match.index;
  return { at: match.index, text: xml.slice(match.index, match.index + length) };
};

/** Puts an element, or a piece of one, between two tags somewhere. */
const insertedSomewhere = (xml: string, text: string, random: SeededRandom): string => {
  const tag = found(xml, TAG, random);
  return tag === undefined ? xml : spliced(xml, tag.index + tag[0].length, 0, text);
};

const MUTATIONS: Readonly<Record<string, Mutate>> = {
  'a character changed': (xml, random) =>
    spliced(xml, random.below(xml.length), 1, String.fromCharCode(32 + random.below(95))),
  'a character taken away': (xml, random) => spliced(xml, random.below(xml.length), 1, ''),
  'a byte that is anything': (xml, random) =>
    spliced(xml, random.below(xml.length), 1, String.fromCharCode(random.below(256))),
  'a piece taken away': (xml, random) => spliced(xml, random.below(xml.length), random.below(200), ''),
  'a piece written twice': (xml, random) => {
    const at = random.below(xml.length);
    return spliced(xml, at, 0, xml.slice(at, at + random.below(400)));
  },
  'an end cut off': (xml, random) => xml.slice(0, random.below(xml.length)),
  'an oddity somewhere': (xml, random) => spliced(xml, random.below(xml.length), 0, random.oneOf(ODDITIES)),
  'an oddity between tags': (xml, random) => insertedSomewhere(xml, random.oneOf(ODDITIES), random),
  'a text changed': inPlace(TEXT, (_, random) => `>${random.oneOf(ODDITIES)}<`),
  'a text divided': inPlace(TEXT, (text, random) => spliced(text, 1 + random.below(text.length - 2), 0, '<!-- -->')),
  'an attribute taken away': inPlace(ATTRIBUTE, () => ''),
  'an attribute changed': inPlace(ATTRIBUTE, (attribute, random) =>
    attribute.replace(/"[^"]*"/u, () => `"${random.oneOf(ODDITIES)}"`),
  ),
  'an attribute written twice': inPlace(ATTRIBUTE, (attribute) => attribute + attribute),
  'a tag taken away': inPlace(TAG, () => ''),
  'a prefix changed': inPlace(/(?<=<\/?)\w+:/gu, (_, random) => random.oneOf(['saml:', 'samlp:', 'ds:', 'x:', ''])),
  'an element taken away': (xml, random) => {
    const { at, text } = wholeElement(xml, random);
    return spliced(xml, at, text.length, '');
  },
  'an element written twice': (xml, random) => insertedSomewhere(xml, wholeElement(xml, random).text, random),
  'an element moved': (xml, random) => {
    const { at, text } = wholeElement(xml, random);
    return insertedSomewhere(spliced(xml, at, text.length, ''), text, random);
  },
  'two elements exchanged': (xml, random) => {
    const [one, other] = [wholeElement(xml, random), wholeElement(xml, random)];
    return xml
      .replace(one.text, '\u0001')
      .replace(other.text, () => one.text)
      .replace('\u0001', () => other.text);
  },
};

/** Changes of the field itself, after the XML. */
const fieldChanged = (encoded: string, random: SeededRandom): string =>
  random.below(20) === 0
    ? spliced(encoded, random.below(encoded.length), 1, random.oneOf(['', '=', ' ', '%', '-', '\r\n']))
    : encoded;

/**
 * Without end, changed forms of good Responses: of their characters, nodes, attributes and signatures. One in many may say the
 * same as the good one, none may say anything else.
 *
 * @param seed the same one makes the same mutations of the same messages
 * @param messages XML of good Responses, signed
 */
export function* mutations(seed: number, messages: readonly [string, ...string[]]): Generator<Mutation, never> {
  const random = makeSeededRandom(seed);
  const [first, ...others] = Object.keys(MUTATIONS);
  const names: readonly [string, ...string[]] = [first ?? '', ...others];
  while (true) {
    let xml = random.oneOf(messages);
    const what = Array.from({ length: 1 + random.below(MOST_CHANGES) }, () => random.oneOf(names));
    for (const name of what) xml = (xml === '' ? undefined : MUTATIONS[name])?.(xml, random) ?? xml;
    yield { what, encoded: fieldChanged(encodeMessage(xml), random) };
  }
}
