import { ALGORITHMS } from '../../saml-names.ts';
import { type Edit, filled, text } from '../edit-xml.ts';

const SIGNATURE = /<ds:Signature.*?<\/ds:Signature>/su;

/** What is changed in a signature after it was made, or in how it is made. */
export const CHANGED_SIGNATURES: readonly (readonly [what: string, rule: string, edit: Edit])[] = [
  [
    'a transform XSLT',
    'signature_transforms',
    text(
      `Transform Algorithm="${ALGORITHMS.exclusive}"`,
      'Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"',
    ),
  ],
  [
    'a transform XPath',
    'signature_transforms',
    text(
      `Transform Algorithm="${ALGORITHMS.enveloped}"`,
      'Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"',
    ),
  ],
  [
    'a third transform',
    'signature_transforms',
    text('</ds:Transforms>', `<ds:Transform Algorithm="${ALGORITHMS.exclusive}"/></ds:Transforms>`),
  ],
  ['no transform', 'signature_transforms', filled('ds:Transforms', '')],
  [
    'c14n with comments',
    'signature_canonicalization',
    text(
      `CanonicalizationMethod Algorithm="${ALGORITHMS.exclusive}`,
      `CanonicalizationMethod Algorithm="${ALGORITHMS.exclusive}WithComments`,
    ),
  ],
  ['RSA-SHA1', 'signature_method', text(ALGORITHMS.rsaSha256, 'http://www.w3.org/2000/09/xmldsig#rsa-sha1')],
  ['RSA-SHA384', 'signature_method', text('#rsa-sha256', '#rsa-sha384')],
  [
    'HMAC with the certificate as the secret',
    'signature_method',
    text(ALGORITHMS.rsaSha256, 'http://www.w3.org/2000/09/xmldsig#hmac-sha1'),
  ],
  ['a digest SHA-1', 'signature_digest', text(ALGORITHMS.sha256, 'http://www.w3.org/2000/09/xmldsig#sha1')],
  ['no reference', 'signature_reference', text(/ URI="[^"]*"/u, '')],
  ['a reference to nothing', 'signature_reference', text(/ URI="[^"]*"/u, ' URI=""')],
  ['a reference to something else', 'signature_reference', text(/ URI="[^"]*"/u, ' URI="#_altro"')],
  ['a reference by XPointer', 'signature_reference', text(/ URI="[^"]*"/u, ' URI="#xpointer(/)"')],
  ['two references', 'signature_parts', (xml) => xml.replace(/<ds:Reference.*<\/ds:Reference>/su, (it) => it + it)],
  [
    'a second SignedInfo',
    'signature_parts',
    (xml) => xml.replace(/<ds:SignedInfo>.*<\/ds:SignedInfo>/su, (it) => it + it),
  ],
  ['an object', 'signature_parts', text('</ds:Signature>', '<ds:Object/></ds:Signature>')],
  ['a comment in the digest', 'signature_comment', text('<ds:DigestValue>', '<ds:DigestValue><!-- x -->')],
  ['a second signature', 'signature_one', (xml) => xml.replace(SIGNATURE, (it) => it + it)],
  [
    'a signature elsewhere',
    'signature_place',
    text('</saml:Subject>', '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/></saml:Subject>'),
  ],
  ['another digest', 'signature', filled('ds:DigestValue', Buffer.alloc(32).toString('base64'))],
  ['another value', 'signature', filled('ds:SignatureValue', Buffer.alloc(256).toString('base64'))],
  ['no value', 'signature', filled('ds:SignatureValue', '')],
];
