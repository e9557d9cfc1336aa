import type { Kysely } from 'kysely';
import { runSql } from './run-sql.ts';

/**
 * What the services are searched by: Italian word stems without accents, and the words themselves for typing mistakes. An ente
 * has some tens of services, all read by its own key: an index on words would only slow down publishing.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await runSql(
    db,
    `create extension if not exists unaccent;
     create extension if not exists pg_trgm;
     create text search configuration stanza_it (copy = italian);
     alter text search configuration stanza_it
       alter mapping for asciiword, asciihword, hword_asciipart, word, hword, hword_part with unaccent, italian_stem;
     -- "unaccent" is only stable because its dictionary could change; ours does not.
     create function plain_text(text) returns text language sql immutable parallel safe
       return lower(unaccent('unaccent', $1));
     alter table service_revision
       add column search tsvector not null generated always as (
         setweight(to_tsvector('stanza_it', definition ->> 'name'), 'A') ||
         setweight(to_tsvector('stanza_it', (definition ->> 'area') || ' ' || (definition ->> 'description')), 'B') ||
         setweight(to_tsvector('stanza_it', definition -> 'introduction'), 'C') ||
         setweight(to_tsvector('stanza_it', definition -> 'sheet'), 'D')
       ) stored,
       add column search_words text not null generated always as (
         plain_text((definition ->> 'name') || ' ' || (definition ->> 'area') || ' ' || (definition ->> 'description'))
       ) stored;`,
  );
};
