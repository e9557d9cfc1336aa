import pg from 'pg';

/** What PostgreSQL would do by itself a little later, and takes longer than a statement of the portal may. */
export const tidyUp = async (adminUrl: string): Promise<void> => {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  await client.query('vacuum (analyze)').finally(() => client.end());
};
