import type { AttachmentStorage, Tenant } from '@stanza/core';
import { inTenant, type Pool } from '@stanza/postgres';
import type { RenderDailyRegister } from '../pdf/write-daily-register.ts';
import { readDailyRegister } from './daily-register-json.ts';

interface Row {
  readonly day: string;
  readonly content: string;
  readonly sha256: string;
}

const NEXT = `select day, content, sha256 from protocol_daily_register r
  where tenant_id = $1 and format = 'json' and not exists (
    select from protocol_register_pdf p where p.tenant_id = r.tenant_id and p.day = r.day)
    and ($2::date is null or day > $2)
  order by day limit 1`;
// Two workers have made the same bytes.
const WRITE = `insert into protocol_register_pdf (tenant_id, day, sha256, size) values ($1, $2, $3, $4) on conflict do nothing`;

export interface KeepRegisterPdfsDeps {
  readonly pool: Pool;
  readonly storage: AttachmentStorage;
  readonly render: RenderDailyRegister;
  /** Address of the portal, printed on the documents. */
  readonly portalUrl: string;
}

/**
 * Makes and stores the PDF of each register of an ente that has none yet: outside of the lock of the protocol, which a long day would hold up.
 * @throws AggregateError when some could not be made, after the others were
 */
export const keepRegisterPdfs = async (
  { pool, storage, render, portalUrl }: KeepRegisterPdfsDeps,
  { id, slug, contacts }: Tenant,
): Promise<void> => {
  const read = (after: string | null) =>
    inTenant(pool, id, ({ query }) => query<Row>({ text: NEXT, values: [id, after] }));
  const keep = async ({ day, content, sha256 }: Row) => {
    const register = readDailyRegister(content);
    const head = { ente: register.ente, address: contacts.address, portalUrl: `${portalUrl}/${slug}` };
    const bytes = await render({ register, sha256, head });
    const source = async function* () {
      yield bytes;
    };
    const stored = await storage.put(id, source(), bytes.length);
    if (stored === 'too-large') throw new Error('A document is larger than itself');
    const values = [id, day, stored.sha256, stored.size];
    await inTenant(pool, id, ({ change }) => change({ text: WRITE, values }));
  };
  const failures: unknown[] = [];
  for (let [row] = await read(null); row !== undefined; [row] = await read(row.day)) {
    await keep(row).catch((error: unknown) => failures.push(error));
  }
  const [cause] = failures;
  if (failures.length > 0) throw new AggregateError(failures, 'Some registers have no PDF', { cause });
};
