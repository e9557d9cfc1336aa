import type { Tenant, TenantDirectory, TenantId } from '@stanza/core';
import type pg from 'pg';
import { isStorable } from './is-storable.ts';
import { searchName } from './search-name.ts';

const COLUMNS = 'tenant_id as id, slug, name, region, contacts, links';
const MOST_FOUND = 60;

/** The list of enti: the one table that is read without a tenant. */
export const makeTenantDirectory = (pool: pg.Pool): TenantDirectory => {
  const read = async (name: string, rest: string, value: string): Promise<readonly Tenant[]> => {
    if (!isStorable(value)) return [];
    const { rows } = await pool.query<Tenant>({ name, text: `select ${COLUMNS} from tenant ${rest}`, values: [value] });
    return rows;
  };
  return {
    search: (text) =>
      read(
        'tenant_search',
        `where strpos(search_name, $1) > 0 order by search_name collate "C", tenant_id limit ${MOST_FOUND}`,
        searchName(text),
      ),
    bySlug: async (slug) => (await read('tenant_by_slug', 'where slug = $1', slug))[0] ?? null,
    byId: async (id) => (await read('tenant_by_id', 'where tenant_id = $1', id))[0] ?? null,
    async ids() {
      const { rows } = await pool.query<{ id: TenantId }>('select tenant_id as id from tenant order by tenant_id');
      return rows.map(({ id }) => id);
    },
  };
};
