/**
 * A SAML identity provider for development and tests. It lives behind a door of its own (`@stanza/gateways/test-provider`), so
 * that nothing of it is loaded where citizens sign in for real.
 */
export { attributeSets } from '../saml/attribute-sets.ts';
export * from '../test-citizens.ts';
export * from './answer-logout.ts';
export * from './authn-request.ts';
export * from './error-response.ts';
export * from './make-test-federation.ts';
export * from './person-attributes.ts';
export * from './provider-key.ts';
export type { AnswerFacts } from './response-frame.ts';
export * from './sign-in-response.ts';
export * from './sign-response.ts';
