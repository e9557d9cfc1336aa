import {
  enteSetupContract,
  failedAttemptsContract,
  sessionStoreContract,
  signInRequestsContract,
  tenantDirectoryContract,
} from '../contracts/index.ts';
import { openMemory } from './open-memory.ts';

enteSetupContract('memory', openMemory);
tenantDirectoryContract('memory', openMemory);
signInRequestsContract('memory', openMemory);
failedAttemptsContract('memory', openMemory);
sessionStoreContract('memory', async () => {
  const memory = await openMemory();
  return {
    ...memory,
    async disable(tenantId, id) {
      const { operators } = memory.database.of(tenantId);
      const found = operators.get(id);
      if (found !== undefined) operators.set(id, { ...found, operator: { ...found.operator, enabled: false } });
    },
  };
});
