import { z } from 'zod';

/** Whose identities citizens sign in with. Both speak SAML 2.0, with rules of their own (reference spid.md). */
export const FEDERATIONS = ['spid', 'cie'] as const;
export const federationSchema = z.enum(FEDERATIONS);
export type Federation = z.infer<typeof federationSchema>;

/** SpidL1 (password), SpidL2 (password and a second factor), SpidL3 (a key in hardware). */
export const SIGN_IN_LEVELS = [1, 2, 3] as const;
export const signInLevelSchema = z.literal(SIGN_IN_LEVELS);
export type SignInLevel = z.infer<typeof signInLevelSchema>;

/** What the portal asks of everybody: a password and a second factor. A service may ask for more, or be content with less. */
export const USUAL_SIGN_IN_LEVEL = 2;

/**
 * What somebody signs in for, each with an attribute set of its own (data minimisation): `access` asks for what the portal
 * needs to know of a person; `confirmation` only for who it is, of somebody who is signed in and needs a higher level.
 */
export const SIGN_IN_PURPOSES = ['access', 'confirmation'] as const;
export type SignInPurpose = (typeof SIGN_IN_PURPOSES)[number];
