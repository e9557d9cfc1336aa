import { CITIZEN_ERRORS, refuse, type SignInRefusal } from '@stanza/core';
import { attributeOf, onlyChild, textOf } from './parse-xml.ts';
import { STATUS } from './response-names.ts';
import { notValid } from './rules.ts';
import { NAMESPACES } from './saml-names.ts';

/** The statuses on top that SAML knows besides Success (SAML core 3.2.2.2). */
const FAILURES: readonly string[] = ['Requester', 'Responder', 'VersionMismatch'].map((name) => `${STATUS}${name}`);
const ERROR_CODE = /^\s*ErrorCode nr\s?(\d{1,3})\b/u;

/**
 * What a Response says of itself by its Status: null for a success, else the refusal. The text of a StatusMessage is never passed
 * on. It may be unsigned, also where a signature is asked: it opens nothing.
 */
export const statusRefusal = (response: Element): { readonly ok: false; readonly error: SignInRefusal } | null => {
  const status = onlyChild(response, NAMESPACES.protocol, 'Status');
  if (status === null) return notValid('response_status');
  const code = attributeOf(onlyChild(status, NAMESPACES.protocol, 'StatusCode'), 'Value');
  if (code === `${STATUS}Success`) return null;
  if (code === null || !FAILURES.includes(code)) return notValid('response_status_code');
  const written = ERROR_CODE.exec(textOf(onlyChild(status, NAMESPACES.protocol, 'StatusMessage')))?.[1];
  const number = written === undefined ? null : Number(written);
  const error = CITIZEN_ERRORS.find((known) => known === number);
  return error === undefined
    ? refuse({ code: 'provider_fault', error: number })
    : refuse({ code: 'not_signed_in', error });
};
