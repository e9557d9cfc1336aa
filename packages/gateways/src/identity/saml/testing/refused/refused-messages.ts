import { aroundAssertion, attribute, filled, followed, inAssertion, text, twice, without } from '../edit-xml.ts';
import {
  attributeLines,
  instantLines,
  NOT_AN_INSTANT,
  type RefusedResponse,
  type WrongInstants,
} from './refused-response.ts';

const RESPONSE = 'samlp:Response';
const ASSERTION = 'saml:Assertion';
const NAME_ID = 'saml:NameID';
const CONFIRMATION = 'saml:SubjectConfirmation';
const DATA = 'saml:SubjectConfirmationData';
const STATUS = 'urn:oasis:names:tc:SAML:2.0:status:';

/** What no IssueInstant can be. */
const issued = (before: string, later: string) => ({
  ...NOT_AN_INSTANT,
  'before the request': before,
  'in the future': later,
});

/** What is around the Assertion. */
export const aroundLines = ({ before, later }: WrongInstants): readonly RefusedResponse[] => [
  ...attributeLines(aroundAssertion, RESPONSE, 'ID', 'response_id', { malformed: '1 2' }),
  ...attributeLines(aroundAssertion, RESPONSE, 'Version', 'response_version', { other: '1.1' }),
  ...attributeLines(aroundAssertion, RESPONSE, 'IssueInstant', 'response_issue_instant', issued(before, later)),
  ...attributeLines(aroundAssertion, RESPONSE, 'InResponseTo', 'response_in_response_to', { other: '_altra' }),
  ...attributeLines(aroundAssertion, RESPONSE, 'Destination', 'response_destination', {
    other: 'https://altro.example/acs',
  }),
  [
    'samlp:Response Destination with more behind it',
    'response_destination',
    aroundAssertion((xml) => xml.replace(/( Destination="[^"]*)"/u, '$1/"')),
  ],
  ['Status missing', 'response_status', aroundAssertion(without('samlp:Status'))],
  ['Status twice', 'response_status', aroundAssertion(twice('samlp:Status'))],
  ['Status empty', 'response_status_code', aroundAssertion(filled('samlp:Status', ''))],
  ...attributeLines(aroundAssertion, 'samlp:StatusCode', 'Value', 'response_status_code', {
    unknown: `${STATUS}Qualcosa`,
    'of the second level': `${STATUS}AuthnFailed`,
  }),
  ['Issuer empty', 'response_issuer', aroundAssertion(filled('saml:Issuer', ''))],
  ['Issuer missing', 'response_issuer', aroundAssertion(without('saml:Issuer'))],
  ['Issuer twice', 'response_issuer', aroundAssertion(twice('saml:Issuer'))],
  ['Issuer other', 'response_issuer', aroundAssertion(filled('saml:Issuer', 'https://altro.example'))],
  ['Issuer Format empty', 'response_issuer_format', aroundAssertion(attribute('saml:Issuer', 'Format', ''))],
  ['Issuer Format other', 'response_issuer_format', aroundAssertion(attribute('saml:Issuer', 'Format', 'urn:altro'))],
  ['something unknown', 'response_parts', aroundAssertion(followed('samlp:Status', '<samlp:Altro/>'))],
  [
    'an encrypted assertion beside',
    'response_encrypted',
    aroundAssertion(followed('samlp:Status', '<saml:EncryptedAssertion/>')),
  ],
];

/** The Assertion and its Issuer. */
export const assertionLines = ({ before, later }: WrongInstants): readonly RefusedResponse[] => [
  ...attributeLines(inAssertion, ASSERTION, 'Version', 'assertion_version', { other: '1.1' }),
  ...instantLines(inAssertion, ASSERTION, 'IssueInstant', 'assertion_issue_instant', issued(before, later)),
  ['Issuer empty', 'assertion_issuer', inAssertion(filled('saml:Issuer', ''))],
  ['Issuer missing', 'assertion_issuer', inAssertion(without('saml:Issuer'))],
  ['Issuer other', 'assertion_issuer', inAssertion(filled('saml:Issuer', 'https://altro.example'))],
  ...attributeLines(inAssertion, 'saml:Issuer', 'Format', 'assertion_issuer_format', { other: 'urn:altro' }),
];

/** Whom the Assertion is about, and who may bring it. */
export const subjectLines = ({ before, later }: WrongInstants): readonly RefusedResponse[] => [
  ['Subject missing', 'subject', inAssertion(without('saml:Subject'))],
  ['Subject empty', 'name_id', inAssertion(filled('saml:Subject', ''))],
  ['NameID missing', 'name_id', inAssertion(without(NAME_ID))],
  ['NameID empty', 'name_id', inAssertion(filled(NAME_ID, ''))],
  ['NameID blank', 'name_id', inAssertion(filled(NAME_ID, ' \n '))],
  ['NameID too long', 'name_id', inAssertion(filled(NAME_ID, 'n'.repeat(257)))],
  ['NameID twice', 'name_id', inAssertion(twice(NAME_ID))],
  ...attributeLines(inAssertion, NAME_ID, 'Format', 'name_id_format', {
    other: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  }),
  ...attributeLines(inAssertion, NAME_ID, 'NameQualifier', 'name_id_qualifier', {}),
  ['SubjectConfirmation missing', 'subject_confirmation', inAssertion(without(CONFIRMATION))],
  ['SubjectConfirmation twice', 'subject_confirmation', inAssertion(twice(CONFIRMATION))],
  ['SubjectConfirmation empty', 'subject_confirmation_data', inAssertion(filled(CONFIRMATION, ''))],
  ...attributeLines(inAssertion, CONFIRMATION, 'Method', 'subject_confirmation_method', {
    other: 'urn:oasis:names:tc:SAML:2.0:cm:sender-vouches',
  }),
  ['SubjectConfirmationData missing', 'subject_confirmation_data', inAssertion(without(DATA))],
  ...attributeLines(inAssertion, DATA, 'Recipient', 'subject_recipient', { other: 'https://altro.example/acs' }),
  ...attributeLines(inAssertion, DATA, 'InResponseTo', 'subject_in_response_to', { other: '_altra' }),
  ...instantLines(inAssertion, DATA, 'NotOnOrAfter', 'subject_not_on_or_after', { ...NOT_AN_INSTANT, past: before }),
  [
    'SubjectConfirmationData NotBefore in the future',
    'subject_not_before',
    inAssertion(text(' Recipient=', ` NotBefore="${later}" Recipient=`)),
  ],
];
