import { filled, followed, inAssertion, text, twice, without } from '../edit-xml.ts';
import {
  attributeLines,
  instantLines,
  NOT_AN_INSTANT,
  type RefusedResponse,
  type WrongInstants,
} from './refused-response.ts';

const CONDITIONS = 'saml:Conditions';
const AUTHN = 'saml:AuthnStatement';

/** When and for whom the Assertion is good. */
export const conditionLines = ({ before, later }: WrongInstants): readonly RefusedResponse[] => [
  ['Conditions missing', 'conditions', inAssertion(without(CONDITIONS))],
  ['Conditions empty', 'audience_restriction', inAssertion(filled(CONDITIONS, ''))],
  ...attributeLines(inAssertion, CONDITIONS, 'NotBefore', 'conditions_not_before', {
    ...NOT_AN_INSTANT,
    'in the future': later,
  }),
  ...instantLines(inAssertion, CONDITIONS, 'NotOnOrAfter', 'conditions_not_on_or_after', {
    ...NOT_AN_INSTANT,
    past: before,
  }),
  ['AudienceRestriction missing', 'audience_restriction', inAssertion(without('saml:AudienceRestriction'))],
  ['AudienceRestriction empty', 'audience', inAssertion(filled('saml:AudienceRestriction', ''))],
  ['Audience empty', 'audience', inAssertion(filled('saml:Audience', ''))],
  ['Audience other', 'audience', inAssertion(filled('saml:Audience', 'https://altro.example'))],
  [
    'two AudienceRestrictions of which one is for others',
    'audience',
    inAssertion(
      followed(
        'saml:AudienceRestriction',
        '<saml:AudienceRestriction><saml:Audience>https://altro.example</saml:Audience></saml:AudienceRestriction>',
      ),
    ),
  ],
  [
    'a condition that nobody knows',
    'conditions_unknown',
    inAssertion(followed('saml:AudienceRestriction', '<saml:Condition/>')),
  ],
];

/** How the citizen has signed in. */
export const authnLines = ({ before, later }: WrongInstants): readonly RefusedResponse[] => [
  ['AuthnStatement missing', 'authn_statement', inAssertion(without(AUTHN))],
  ['AuthnStatement twice', 'authn_statement', inAssertion(twice(AUTHN))],
  ['AuthnStatement empty', 'authn_context', inAssertion(filled(AUTHN, ''))],
  ...attributeLines(inAssertion, AUTHN, 'AuthnInstant', 'authn_instant', { ...NOT_AN_INSTANT, 'in the future': later }),
  [
    'a session that is over',
    'authn_session_over',
    inAssertion(text('<saml:AuthnStatement', `<saml:AuthnStatement SessionNotOnOrAfter="${before}"`)),
  ],
  ['AuthnContext missing', 'authn_context', inAssertion(without('saml:AuthnContext'))],
  ['AuthnContext empty', 'authn_context_class', inAssertion(filled('saml:AuthnContext', ''))],
  ['AuthnContextClassRef missing', 'authn_context_class', inAssertion(without('saml:AuthnContextClassRef'))],
  ['AuthnContextClassRef empty', 'authn_context_class', inAssertion(filled('saml:AuthnContextClassRef', ''))],
  [
    'AuthnContextClassRef of the old specification',
    'authn_context_class',
    inAssertion(filled('saml:AuthnContextClassRef', 'urn:oasis:names:tc:SAML:2.0:ac:classes:SpidL2')),
  ],
  [
    'AuthnContextClassRef unknown',
    'authn_context_class',
    inAssertion(filled('saml:AuthnContextClassRef', 'https://www.spid.gov.it/SpidL4')),
  ],
];
