import { refuse } from '@stanza/core';

/** Name of a rule for the log, and whether a message keeps it. */
export type Rule = readonly [name: string, isKept: boolean];

/** The name of the first rule that is broken; null when all are kept. */
export const firstBroken = (rules: readonly Rule[]): string | null => rules.find(([, isKept]) => !isKept)?.[0] ?? null;

const MESSAGE_ID = /^[A-Za-z_][\w.-]{0,255}$/u;

/** Whether a text can be the ID of a message (`xs:ID`), of a length that is kept in a database. */
export const isMessageId = (text: string | null): text is string => text !== null && MESSAGE_ID.test(text);

/** @param rule what is broken, for the log */
export const notValid = (rule: string) => refuse({ code: 'not_valid', rule });
