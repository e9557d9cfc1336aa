import type { Kysely } from 'kysely';
import { runSql } from './run-sql.ts';

/** The counter of protocol numbers only grows: set back, the next registration would ask for a number that is taken. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await runSql(
    db,
    `create function refuse_smaller_number() returns trigger language plpgsql as $$
     begin
       if new.last_number < old.last_number then
         raise exception 'the counter of a protocol only grows' using errcode = 'integrity_constraint_violation';
       end if;
       return new;
     end $$;
     create trigger only_grows before update on protocol_counter for each row execute function refuse_smaller_number();`,
  );
};
