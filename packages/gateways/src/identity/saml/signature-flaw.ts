import {
  attributeOf,
  childElements,
  childrenNamed,
  elementsBelow,
  hasComments,
  isNamed,
  onlyChild,
} from './parse-xml.ts';
import { RSA_DIGESTS } from './rsa-digests.ts';
import { firstBroken, isMessageId, type Rule } from './rules.ts';
import { ALGORITHMS, NAMESPACES } from './saml-names.ts';

const { assertion: ASSERTION, signature: SIGNATURE } = NAMESPACES;
const DIGEST_METHODS: readonly (string | null)[] = [ALGORITHMS.sha256, ALGORITHMS.sha512];
const TRANSFORMS: readonly (string | null)[] = [ALGORITHMS.enveloped, ALGORITHMS.exclusive];

/** Whether the children of an element are those with these names of XML Signature, in this order. */
const isMadeOf = (parent: Element | null, ...names: readonly string[]): boolean => {
  const children = parent === null ? [] : childElements(parent);
  return (
    children.length === names.length && children.every((child, index) => isNamed(child, SIGNATURE, names[index] ?? ''))
  );
};

const algorithmOf = (parent: Element | null, name: string): string | null =>
  attributeOf(onlyChild(parent, SIGNATURE, name), 'Algorithm');

/** Exactly the two that SAML needs, one after the other: the others can select, change or compute (XPath, XSLT). */
const hasSafeTransforms = (transforms: Element | null): boolean => {
  const written = transforms === null ? [] : childElements(transforms);
  return (
    isMadeOf(transforms, 'Transform', 'Transform') &&
    written.every((transform, index) => attributeOf(transform, 'Algorithm') === TRANSFORMS[index])
  );
};

/** By the ID of what is signed; the empty one means the whole document, as metadata may have it (SAML metadata 3.1.1). */
const isReferenceTo = (signed: Element, uri: string | null, mayBeWhole: boolean): boolean => {
  const id = attributeOf(signed, 'ID');
  return (mayBeWhole && uri === '') || (isMessageId(id) && uri === `#${id}`);
};

/** A signature has one form alone, of which no part can be understood in two ways. */
const formRules = (signed: Element, signature: Element, mayBeWhole = false): readonly Rule[] => {
  const signedInfo = onlyChild(signature, SIGNATURE, 'SignedInfo');
  const reference = onlyChild(signedInfo, SIGNATURE, 'Reference');
  const parts = ['SignedInfo', 'SignatureValue'];
  return [
    ['signature_parts', isMadeOf(signature, ...parts) || isMadeOf(signature, ...parts, 'KeyInfo')],
    ['signature_parts', isMadeOf(signedInfo, 'CanonicalizationMethod', 'SignatureMethod', 'Reference')],
    ['signature_parts', isMadeOf(reference, 'Transforms', 'DigestMethod', 'DigestValue')],
    ['signature_comment', !hasComments(signature)],
    ['signature_canonicalization', algorithmOf(signedInfo, 'CanonicalizationMethod') === ALGORITHMS.exclusive],
    ['signature_method', RSA_DIGESTS.has(algorithmOf(signedInfo, 'SignatureMethod') ?? '')],
    ['signature_digest', DIGEST_METHODS.includes(algorithmOf(reference, 'DigestMethod'))],
    ['signature_transforms', hasSafeTransforms(onlyChild(reference, SIGNATURE, 'Transforms'))],
    ['signature_reference', isReferenceTo(signed, attributeOf(reference, 'URI'), mayBeWhole)],
  ];
};

/**
 * The first rule of its form that an enveloped signature breaks: RSA and SHA-2 alone, no transform that selects or computes, over
 * the element that carries it.
 * @param mayBeWhole the element is the root of its document, which the signature may name as such
 * @returns null when it is in order
 */
export const signatureFormFlaw = (signed: Element, signature: Element, mayBeWhole: boolean): string | null =>
  firstBroken(formRules(signed, signature, mayBeWhole));

/** IDs, however they are written: two of the same make it doubtful what a signature is over. */
const hasUniqueIds = (elements: readonly Element[]): boolean => {
  const ids = elements.flatMap(({ attributes }) =>
    Array.from(attributes).flatMap(({ localName, value }) => (localName.toLowerCase() === 'id' ? [value] : [])),
  );
  return new Set(ids).size === ids.length;
};

/**
 * The first rule that a Response with a success breaks by how it is signed, before any signature is computed: one Assertion, in its
 * place and with a signature of its own; no signature elsewhere but the one of the Response itself; nothing that can be signed in
 * one sense and read in another (signature wrapping).
 * @returns null when it is in order
 */
export const signatureFlaw = (response: Element): string | null => {
  const below = elementsBelow(response);
  const [assertion, ...otherAssertions] = childrenNamed(response, ASSERTION, 'Assertion');
  if (assertion === undefined) return 'assertion';
  const ofResponse = childrenNamed(response, SIGNATURE, 'Signature');
  const ofAssertion = childrenNamed(assertion, SIGNATURE, 'Signature');
  const anywhere = (name: string) => below.filter(({ localName }) => localName === name).length;
  const counts = firstBroken([
    ['assertion_one', otherAssertions.length === 0 && anywhere('Assertion') === 1],
    ['assertion_encrypted', anywhere('EncryptedAssertion') === 0],
    ['response_one', anywhere('Response') === 0],
    ['assertion_unsigned', ofAssertion.length > 0],
    ['signature_one', ofAssertion.length === 1 && ofResponse.length <= 1],
    ['signature_place', anywhere('Signature') === ofAssertion.length + ofResponse.length],
    ['id_twice', hasUniqueIds([response, ...below])],
  ]);
  return (
    counts ??
    firstBroken([
      ...ofAssertion.flatMap((signature) => formRules(assertion, signature)),
      ...ofResponse.flatMap((signature) => formRules(response, signature)),
    ])
  );
};
