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
sessionStoreContract('memory', openMemory);
