/** Names of what a Response may say. */
export const BEARER = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';

/** What comes before the name of a status. */
export const STATUS = 'urn:oasis:names:tc:SAML:2.0:status:';
