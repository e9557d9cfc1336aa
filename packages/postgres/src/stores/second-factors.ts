import type { AccountStore } from '@stanza/core';
import type { TenantTransaction } from '../transaction.ts';

const FIND = `select f.sealed_secret as "sealedSecret", (select count(*)::int from operator_recovery_code c
    where c.tenant_id = f.tenant_id and c.operator_id = f.operator_id) as "recoveryCodes"
  from operator_second_factor f where f.tenant_id = $1 and f.operator_id = $2`;
const DELETE = 'delete from operator_second_factor where tenant_id = $1 and operator_id = $2';
const SAVE =
  'insert into operator_second_factor (tenant_id, operator_id, sealed_secret, last_step) values ($1, $2, $3, $4)';
const DELETE_CODES = 'delete from operator_recovery_code where tenant_id = $1 and operator_id = $2';
const SAVE_CODES = `insert into operator_recovery_code (tenant_id, operator_id, code_hash)
  select $1, $2, code_hash from unnest($3::text[]) as code_hash`;
// Of two at once the second waits for the first, and then finds that the step is used.
const USE_STEP = `update operator_second_factor set last_step = $3
  where tenant_id = $1 and operator_id = $2 and last_step < $3`;
const USE_CODE = 'delete from operator_recovery_code where tenant_id = $1 and operator_id = $2 and code_hash = $3';
const END_SESSIONS = 'update operator set epoch = epoch + 1 where tenant_id = $1 and id = $2';

type SecondFactorStore = Pick<
  AccountStore,
  'secondFactor' | 'saveSecondFactor' | 'deleteSecondFactor' | 'saveRecoveryCodes' | 'useStep' | 'useRecoveryCode'
>;

export const secondFactorStore = ({ tenantId, query, change }: TenantTransaction): SecondFactorStore => {
  const run = (text: string, ...values: readonly unknown[]) => change({ text, values: [tenantId, ...values] });
  return {
    async secondFactor(id) {
      const rows = await query<{ sealedSecret: string; recoveryCodes: number }>({ text: FIND, values: [tenantId, id] });
      return rows[0] ?? null;
    },
    async saveSecondFactor(id, sealedSecret, step, codeHashes) {
      // The row of the operator first: of two at once the second waits for the first.
      await run(END_SESSIONS, id);
      await run(DELETE, id);
      await run(SAVE, id, sealedSecret, step);
      await run(SAVE_CODES, id, codeHashes);
    },
    async deleteSecondFactor(id) {
      await run(END_SESSIONS, id);
      await run(DELETE, id);
    },
    async saveRecoveryCodes(id, codeHashes) {
      await run(DELETE_CODES, id);
      await run(SAVE_CODES, id, codeHashes);
    },
    useStep: async (id, step) => (await run(USE_STEP, id, step)) > 0,
    useRecoveryCode: async (id, codeHash) => (await run(USE_CODE, id, codeHash)) > 0,
  };
};
