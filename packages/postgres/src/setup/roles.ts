import { createHmac } from 'node:crypto';

/**
 * Web and worker work as `stanza_app`, which owns nothing and is held by row-level security. `stanza_queue` owns the
 * schema `graphile_worker` and nothing else: the tables of the queue have row-level security without policies, so
 * that only their owner can use them.
 */
export const ROLES = { app: 'stanza_app', queue: 'stanza_queue' } as const;
export type Role = (typeof ROLES)[keyof typeof ROLES];

/**
 * The connection string of a role, from the administrator's: the same server and database, and a password derived
 * from the administrator's by HMAC-SHA256, so that one secret is kept and the roles' cannot be turned back into it.
 *
 * Where the administrator's connection string has no password (the server trusts the connection, or asks the system
 * who it is) the role has none either: one derived from nothing would be known to everybody.
 */
export const roleUrl = (adminUrl: string, role: Role): string => {
  const url = new URL(adminUrl);
  url.username = role;
  if (url.password !== '') {
    url.password = createHmac('sha256', decodeURIComponent(url.password)).update(role).digest('base64url');
  }
  return url.href;
};

/** The connection strings of the portal, from the administrator's: `appUrl` for web and worker, `queueUrl` for the jobs. */
export const portalUrls = (adminUrl: string): { appUrl: string; queueUrl: string } => ({
  appUrl: roleUrl(adminUrl, ROLES.app),
  queueUrl: roleUrl(adminUrl, ROLES.queue),
});
