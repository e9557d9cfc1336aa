/** What two ways of writing one e-mail address have in common: letter case does not count. */
export const emailKey = (email: string): string => email.normalize('NFC').toLowerCase();
