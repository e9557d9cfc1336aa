import type { Service, ServiceDefinition, ServiceId, ServiceStore } from '@stanza/core';
import { isStorable } from '../is-storable.ts';
import type { QueryBuilder } from '../query-builder.ts';
import { searchName } from '../search-name.ts';
import type { TenantTransaction } from '../transaction.ts';
import { addRevision, addService } from './add-service.ts';
import type { DefinitionCache } from './definition-cache.ts';
import type { ServiceListCache } from './service-list-cache.ts';

const LIST = `select id, revision, status, featured, opens_on as "opensOn", closes_on as "closesOn", settings, version
  from service where tenant_id = $1`;
// As one text: the whole list costs less to compare with the one before than its rows cost to read.
const LIST_TEXT = `select coalesce(json_agg(found order by id), '[]')::text as list from (${LIST}) as found`;
const BY_SLUG = `${LIST} and slug = $2`;
const BY_ID = `${LIST} and id = $2`;
const REVISIONS_OF = `select service_id as id, revision from service_revision where tenant_id = $1 and service_id = any($2::uuid[])
  order by service_id, revision desc`;
const REVISION = 'select definition from service_revision where tenant_id = $1 and service_id = $2 and revision = $3';

const SAVE_CHOICES = `update service
  set (status, featured, opens_on, closes_on, settings, version) = ($4, $5, $6, $7, $8, version + 1)
  where tenant_id = $1 and id = $2 and version = $3`;

// Whoever comes second waits for the first here, and then finds no such row.
const USE_REVISION = `update service set revision = $4 where tenant_id = $1 and id = $2 and slug = $3 and revision = $4 - 1`;

/** Words of a search that count; nobody types more to find a service. */
const MOST_WORDS = 10;

// Below a similarity of one half it is another word.
const SEARCH = `with word as (
    select text, to_tsquery('stanza_it', text || ':*') as stem from unnest($2::text[]) as text
  ), counting as (select * from word where numnode(stem) > 0)
  select service.id from service
  join service_revision using (tenant_id, revision) where service.id = service_revision.service_id and tenant_id = $1
    and not exists (select from counting
      where not (search @@ stem or word_similarity(text, search_words) >= 0.5))
  order by (select sum(ts_rank(search, stem) + word_similarity(text, search_words)) from counting) desc nulls last, name`;

/** What is kept of services from one transaction to the next. */
export interface ServiceCaches {
  readonly definitions: DefinitionCache;
  readonly lists: ServiceListCache;
}

interface RevisionKey {
  readonly id: ServiceId;
  readonly revision: number;
}
type ServiceColumns = Omit<Service, 'definition'> & RevisionKey;

export const serviceStore = (
  transaction: TenantTransaction,
  db: QueryBuilder,
  { definitions, lists }: ServiceCaches,
): ServiceStore => {
  const { tenantId } = transaction;
  const revision = async (id: ServiceId, number: number): Promise<ServiceDefinition | null> => {
    const known = definitions.get(tenantId, id, number);
    if (known !== undefined) return known;
    const [row] = await transaction.query<{ definition: unknown }>({
      name: 'service_revision',
      text: REVISION,
      values: [tenantId, id, number],
    });
    return row === undefined ? null : definitions.add(tenantId, id, number, row.definition);
  };

  /** Reads, in one query, those definitions that are not known yet. */
  const learn = async (rows: readonly RevisionKey[]): Promise<void> => {
    const unknown = rows.filter((row) => definitions.get(tenantId, row.id, row.revision) === undefined);
    if (unknown.length === 0) return;
    const read = await transaction.run(
      db
        .selectFrom('service_revision')
        .where('tenant_id', '=', tenantId)
        .where(({ eb, refTuple, tuple }) =>
          eb(
            refTuple('service_id', 'revision'),
            'in',
            unknown.map((row) => tuple(row.id, row.revision)),
          ),
        )
        .select(['service_id', 'revision', 'definition']),
    );
    for (const row of read) definitions.add(tenantId, row.service_id, row.revision, row.definition);
  };

  const definitionOf = async ({ id, revision: number }: RevisionKey): Promise<ServiceDefinition> => {
    const definition = await revision(id, number);
    if (definition === null) throw new Error(`Revision ${number} of service ${id} is not there`);
    return definition;
  };

  const toService = async ({ revision: number, ...row }: ServiceColumns): Promise<Service> => {
    return { ...row, definition: await definitionOf({ id: row.id, revision: number }) };
  };

  return {
    async list() {
      const query = { name: 'service_list', text: LIST_TEXT, values: [tenantId] };
      const [row] = await transaction.query<{ list: string }>(query);
      if (row === undefined) throw new Error('A list gave no row');
      const known = lists.get(tenantId, row.list);
      if (known !== undefined) return known;
      const rows: readonly ServiceColumns[] = JSON.parse(row.list);
      await learn(rows);
      const list = await Promise.all(rows.map(toService));
      return lists.add(tenantId, row.list, list.toSorted(inOrder));
    },
    async bySlug(slug) {
      if (!isStorable(slug)) return null;
      const values = [tenantId, slug];
      const [row] = await transaction.query<ServiceColumns>({ name: 'service_by_slug', text: BY_SLUG, values });
      return row === undefined ? null : toService(row);
    },
    async byId(id) {
      const [row] = await transaction.query<ServiceColumns>({
        name: 'service_by_id',
        text: BY_ID,
        values: [tenantId, id],
      });
      return row === undefined ? null : toService(row);
    },
    async search(text) {
      const words = searchName(text).match(/[a-z0-9]+/gu) ?? [];
      const values = [tenantId, words.slice(0, MOST_WORDS)];
      const rows = await transaction.query<{ id: ServiceId }>({ name: 'service_search', text: SEARCH, values });
      return rows.map(({ id }) => id);
    },
    revision,
    async saveChoices(id, { status, featured, opensOn, closesOn, settings }, expectedVersion) {
      const values = [tenantId, id, expectedVersion, status, featured, opensOn, closesOn, JSON.stringify(settings)];
      return (await transaction.change({ text: SAVE_CHOICES, values })) > 0;
    },
    async insert(service) {
      if (!(await addService(transaction, service, 'on conflict (tenant_id, slug) do nothing'))) return false;
      await addRevision(transaction, service.id, service.definition);
      return true;
    },
    async publish(id, definition) {
      const values = [tenantId, id, definition.slug, definition.revision];
      if ((await transaction.change({ text: USE_REVISION, values })) === 0) return false;
      await addRevision(transaction, id, definition);
      return true;
    },
    async revisionsOf(ids) {
      const values = [tenantId, ids];
      const keys = await transaction.query<RevisionKey>({ name: 'service_revisions', text: REVISIONS_OF, values });
      await learn(keys);
      return Promise.all(keys.map(async (key) => ({ serviceId: key.id, definition: await definitionOf(key) })));
    },
  };
};

/** Sorted here: which collations a server has, and what they say of accents, varies. */
const inOrder = (a: Service, b: Service): number =>
  Number(b.featured) - Number(a.featured) ||
  a.definition.area.localeCompare(b.definition.area, 'it') ||
  a.settings.position - b.settings.position ||
  a.definition.name.localeCompare(b.definition.name, 'it');
