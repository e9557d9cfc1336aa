import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { ROLES, type Role, roleUrl } from './roles.ts';
import { scramVerifier } from './scram-verifier.ts';

const INVALID_PASSWORD = '28P01';
/** "tuple concurrently updated": two databases of one cluster change the same role at once. */
const INTERNAL_ERROR = 'XX000';
const ATTEMPTS = 20;

const hasCode = (error: unknown, code: string): boolean => error instanceof pg.DatabaseError && error.code === code;

/**
 * Creates the roles that are absent and gives them the password that the connection strings carry. Roles belong to
 * the whole cluster, and no lock does: another database may be doing the same at this moment.
 * @throws Error when a role that was there already is above row-level security
 */
export const prepareRoles = async (admin: pg.ClientBase, adminUrl: string): Promise<void> => {
  for (const role of Object.values(ROLES)) {
    await admin.query(`do $$ begin
      if not exists (select from pg_roles where rolname = '${role}') then create role ${role} login; end if;
    exception when duplicate_object or unique_violation then null;
    end $$`);
    if (!(await canLogIn(adminUrl, role))) await setPassword(admin, adminUrl, role);
  }
  const { rows } = await admin.query<{ rolname: string }>(
    'select rolname from pg_roles where rolname = any($1) and (rolsuper or rolbypassrls)',
    [Object.values(ROLES)],
  );
  if (rows[0] !== undefined) throw new Error(`The role ${rows[0].rolname} must not be above row-level security`);
};

/** Whether a role has the password that follows from the administrator's. */
export const canLogIn = async (adminUrl: string, role: Role): Promise<boolean> => {
  const client = new pg.Client({ connectionString: roleUrl(adminUrl, role), connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    return true;
  } catch (error) {
    if (hasCode(error, INVALID_PASSWORD)) return false;
    throw error;
  } finally {
    await client.end();
  }
};

const setPassword = async (admin: pg.ClientBase, adminUrl: string, role: Role): Promise<void> => {
  const { password } = new URL(roleUrl(adminUrl, role));
  if (password === '') {
    throw new Error(`The server asks ${role} for a password: the administrator's connection string must contain one`);
  }
  const statement = `alter role ${role} with login password '${scramVerifier(password)}'`;
  for (let attempt = 1; ; attempt += 1) {
    try {
      await admin.query(statement);
      return;
    } catch (error) {
      if (!hasCode(error, INTERNAL_ERROR) || attempt === ATTEMPTS) throw error;
      await delay(25);
    }
  }
};
