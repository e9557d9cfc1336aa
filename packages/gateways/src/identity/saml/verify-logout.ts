import {
  type AskedLogout,
  type IdentityFederation,
  type IdentityProviderEntry,
  type LogoutMessage,
  ok,
  type Result,
  type ServiceProviderSettings,
  type SignInRefusal,
} from '@stanza/core';
import { logoutUrl } from './addresses.ts';
import { instantOf, isNotOver } from './instant.ts';
import { attributeOf, childrenNamed, onlyChild, textOf } from './parse-xml.ts';
import { type ReadLogout, readLogout, verifiedLogout } from './read-logout.ts';
import { statusRefusal } from './response-status.ts';
import { firstBroken, isMessageId, notValid, type Rule } from './rules.ts';
import { NAME_FORMATS, NAMESPACES } from './saml-names.ts';

const { assertion: ASSERTION, protocol: PROTOCOL } = NAMESPACES;

/** A message about a logout is sent at once; nothing remembers those that were seen. */
const WINDOW_MS = 5 * 60 * 1000;

/** Who a message has to be from, whom for, and when it came. */
interface Expected {
  readonly settings: ServiceProviderSettings;
  readonly provider: IdentityProviderEntry;
  readonly now: Date;
}

const isRecent = (text: string | null, now: Date): boolean => {
  const instant = instantOf(text);
  return instant !== null && Math.abs(now.getTime() - instant) <= WINDOW_MS;
};

const headRules = (root: Element, { settings, provider, now }: Expected): readonly Rule[] => {
  const issuer = onlyChild(root, ASSERTION, 'Issuer');
  const format = attributeOf(issuer, 'Format');
  return [
    ['logout_id', isMessageId(attributeOf(root, 'ID'))],
    ['logout_version', attributeOf(root, 'Version') === '2.0'],
    ['logout_issue_instant', isRecent(attributeOf(root, 'IssueInstant'), now)],
    ['logout_destination', attributeOf(root, 'Destination') === logoutUrl(settings)],
    ['logout_issuer', textOf(issuer) === provider.entityId],
    ['logout_issuer_format', format === null || format === NAME_FORMATS.entity],
  ];
};

/** The signed part of a message of the kind that was expected, its head in order. */
const verified = async (
  kind: ReadLogout['kind'],
  message: LogoutMessage,
  expected: Expected,
): Promise<Result<{ readonly root: Element; readonly relayState: string | null }, SignInRefusal>> => {
  const read = readLogout(message);
  if (!read.ok) return read;
  if (read.value.kind !== kind) return notValid('logout_kind');
  const root = await verifiedLogout(read.value, expected.provider);
  if (root === null) return notValid('logout_signature');
  const flaw = firstBroken(headRules(root, expected));
  return flaw === null ? ok({ root, relayState: read.value.relayState }) : notValid(flaw);
};

/** @see IdentityFederation.senderOfLogout */
export const senderOfLogout: IdentityFederation['senderOfLogout'] = (message) => {
  const read = readLogout(message);
  if (!read.ok) return read;
  const { kind, root } = read.value;
  const provider = textOf(onlyChild(root, ASSERTION, 'Issuer'));
  return provider === '' ? notValid('logout_issuer') : ok({ kind, provider });
};

/** @see IdentityFederation.verifyLogoutRequest */
export const verifyLogoutRequest: IdentityFederation['verifyLogoutRequest'] = async (
  settings,
  provider,
  message,
  now,
) => {
  const good = await verified('request', message, { settings, provider, now });
  if (!good.ok) return good;
  const { root, relayState } = good.value;
  const nameId = textOf(onlyChild(root, ASSERTION, 'NameID')).trim();
  const sessionIndexes = childrenNamed(root, PROTOCOL, 'SessionIndex').map(textOf);
  const end = attributeOf(root, 'NotOnOrAfter');
  const flaw = firstBroken([
    ['logout_name_id', nameId !== ''],
    ['logout_session_index', !sessionIndexes.includes('')],
    ['logout_not_on_or_after', end === null || isNotOver(end, now)],
  ]);
  if (flaw !== null) return notValid(flaw);
  const asked: AskedLogout = { requestId: attributeOf(root, 'ID') ?? '', nameId, sessionIndexes, relayState };
  return ok(asked);
};

/** @see IdentityFederation.verifyLogoutAnswer */
export const verifyLogoutAnswer: IdentityFederation['verifyLogoutAnswer'] = async (
  settings,
  provider,
  message,
  now,
) => {
  const good = await verified('response', message, { settings, provider, now });
  if (!good.ok) return good;
  const { root } = good.value;
  const requestId = attributeOf(root, 'InResponseTo') ?? '';
  if (!isMessageId(requestId)) return notValid('logout_in_response_to');
  return statusRefusal(root) ?? ok({ requestId });
};
