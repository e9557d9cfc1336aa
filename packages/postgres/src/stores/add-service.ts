import type { Service, ServiceDefinition, ServiceId } from '@stanza/core';
import type { TenantTransaction } from '../transaction.ts';

const SERVICE = `insert into service (tenant_id, id, slug, revision, status, featured, opens_on, closes_on, settings)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;
const REVISION = `insert into service_revision (tenant_id, service_id, revision, definition) values ($1, $2, $3, $4)
  on conflict do nothing`;

/**
 * Writes a service without its revision, which must follow in the same transaction.
 * @param onConflict what happens where it is there already: the end of the statement
 * @returns whether anything was written
 */
export const addService = async (
  transaction: TenantTransaction,
  { id, definition, status, featured, opensOn, closesOn, settings }: Service,
  onConflict: string,
): Promise<boolean> => {
  const { slug, revision } = definition;
  const choices = [status, featured, opensOn, closesOn, JSON.stringify(settings)];
  const values = [transaction.tenantId, id, slug, revision, ...choices];
  return (await transaction.change({ text: `${SERVICE} ${onConflict}`, values })) > 0;
};

/** Writes a revision of a definition; one that is there already stays as it is. */
export const addRevision = async (
  transaction: TenantTransaction,
  id: ServiceId,
  definition: ServiceDefinition,
): Promise<void> => {
  const values = [transaction.tenantId, id, definition.revision, JSON.stringify(definition)];
  await transaction.change({ text: REVISION, values });
};
