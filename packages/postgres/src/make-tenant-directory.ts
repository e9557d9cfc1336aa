import type { Tenant, TenantDirectory, TenantId } from '@stanza/core';
import type pg from 'pg';
import { isStorable } from './is-storable.ts';
import { searchName } from './search-name.ts';

const COLUMNS = 'tenant_id as id, slug, name, region, contacts, links, theme, disabled';
const MOST_FOUND = 60;
/** An ente's name and contacts change once in years, and every page asks for them. */
const REMEMBERED_MS = 10_000;
/** More than there are Comuni in Italy. */
const MOST_REMEMBERED = 10_000;

/** Enti found lately, by slug. Those that were not found are asked for again: one may just have been added. */
const makeMemory = () => {
  const known = new Map<string, { readonly tenant: Tenant; readonly until: number }>();
  return {
    get(slug: string): Tenant | undefined {
      const found = known.get(slug);
      return found !== undefined && found.until > Date.now() ? found.tenant : undefined;
    },
    add(tenant: Tenant): Tenant {
      if (known.size >= MOST_REMEMBERED) known.clear();
      known.set(tenant.slug, { tenant, until: Date.now() + REMEMBERED_MS });
      return tenant;
    },
  };
};

/** The list of enti: the one table that is read without a tenant. An ente found by its slug is remembered for 10 s. */
export const makeTenantDirectory = (pool: pg.Pool): TenantDirectory => {
  const read = async (name: string, rest: string, value: string): Promise<readonly Tenant[]> => {
    if (!isStorable(value)) return [];
    const { rows } = await pool.query<Tenant>({ name, text: `select ${COLUMNS} from tenant ${rest}`, values: [value] });
    return rows;
  };
  const idsOf = async (where: string): Promise<readonly TenantId[]> => {
    const { rows } = await pool.query<{ id: TenantId }>(
      `select tenant_id as id from tenant ${where} order by tenant_id`,
    );
    return rows.map(({ id }) => id);
  };
  const memory = makeMemory();
  return {
    search: (text) =>
      read(
        'tenant_search',
        `where not disabled and strpos(search_name, $1) > 0 order by search_name collate "C", tenant_id limit ${MOST_FOUND}`,
        searchName(text),
      ),
    async bySlug(slug) {
      const remembered = memory.get(slug);
      if (remembered !== undefined) return remembered;
      const [found] = await read('tenant_by_slug', 'where slug = $1', slug);
      return found === undefined ? null : memory.add(found);
    },
    byId: async (id) => (await read('tenant_by_id', 'where tenant_id = $1', id))[0] ?? null,
    ids: () => idsOf(''),
    enabledIds: () => idsOf('where not disabled'),
  };
};
