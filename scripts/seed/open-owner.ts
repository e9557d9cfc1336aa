import pg from 'pg';

/**
 * One connection of the owner of the tables, on which a statement takes as long as it takes: on those of the portal it may not.
 * Whoever calls ends it.
 */
export const openOwner = (adminUrl: string): pg.Pool => new pg.Pool({ connectionString: adminUrl, max: 1 });
