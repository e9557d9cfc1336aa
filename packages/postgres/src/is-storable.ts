/**
 * Whether a text can be in the database at all: PostgreSQL's text has no NUL. One that cannot is looked up in vain,
 * which is an answer and not an error.
 */
export const isStorable = (text: string): boolean => !text.includes('\u0000');
