const base64 = (content: string | Uint8Array) => Buffer.from(content).toString('base64');

/** What is no Response at all: the rule that it breaks, and the field, made from a good one. */
export const REFUSED_TEXTS: readonly (readonly [what: string, rule: string, make: (valid: string) => string])[] = [
  ['nothing', 'message_base64', () => ''],
  ['no base64', 'message_base64', () => 'PGEvPg%3D%3D'],
  ['base64 with something in it', 'message_base64', (valid: string) => `${valid.slice(0, 40)} !${valid.slice(40)}`],
  ['base64 of addresses', 'message_base64', () => 'PD-_'],
  ['5 MB', 'message_size', () => base64('<a>'.padEnd(5_000_000, ' '))],
  ['a byte too much', 'message_size', () => base64(`<a>${' '.repeat(64 * 1024)}</a>`)],
  ['bytes that are no UTF-8', 'message_encoding', () => base64(Uint8Array.of(60, 97, 47, 62, 0xff))],
  ['another encoding', 'message_xml', () => base64('<?xml version="1.0" encoding="ISO-8859-1"?><a/>')],
  ['no XML', 'message_xml', () => base64('ciao')],
  ['XML without end', 'message_xml', () => base64('<a><b></a>')],
  ['an attribute without quotes', 'message_xml', () => base64('<a b=c/>')],
  ['an attribute twice', 'message_xml', () => base64('<a b="1" b="2"/>')],
  ['a prefix without namespace', 'message_response', () => base64('<samlp:Response/>')],
  ['a character that XML forbids', 'message_xml', () => base64('<a>&#0;</a>')],
  ['an entity that nobody declared', 'message_xml', () => base64('<a>&ciao;</a>')],
  ['a processing instruction', 'message_xml', () => base64('<a><?php echo 1 ?></a>')],
  ['very deep XML', 'message_xml', () => base64('<a>'.repeat(60) + '</a>'.repeat(60))],
  ['very many elements', 'message_xml', () => base64(`<a>${'<b/>'.repeat(5000)}</a>`)],
  ['an end tag too much', 'message_xml', () => base64('<a><b></b></c></a>')],
  ['text behind the end', 'message_xml', () => base64('<a></a>ciao')],
  ['a tag in a value', 'message_xml', () => base64('<a b="<c>"/>')],
  ['two roots', 'message_xml', () => base64('<a/><b/>')],
  [
    'another message',
    'message_response',
    () => base64('<samlp:LogoutResponse xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"/>'),
  ],
  [
    'a Response of SAML 1',
    'message_response',
    () => base64('<Response xmlns="urn:oasis:names:tc:SAML:1.0:protocol"/>'),
  ],
];

/** What nothing may begin with. */
export const DOCUMENT_TYPES = [
  '<!DOCTYPE samlp:Response>',
  '<!DOCTYPE r [<!ENTITY e "DLLNCL92S30L378E">]>',
  '<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/hostname">]>',
  '<!doctype r>',
];
