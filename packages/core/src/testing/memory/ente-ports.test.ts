import {
  enteSetupContract,
  failedAttemptsContract,
  paymentReportStoreContract,
  paymentStoreContract,
  registrationStoreContract,
  sessionStoreContract,
  signInStoreContract,
  tenantDirectoryContract,
} from '../contracts/index.ts';
import { openMemory } from './open-memory.ts';

enteSetupContract('memory', openMemory);
tenantDirectoryContract('memory', openMemory);
failedAttemptsContract('memory', openMemory);
sessionStoreContract('memory', openMemory);
registrationStoreContract('memory', openMemory);
paymentStoreContract('memory', openMemory);
paymentReportStoreContract('memory', openMemory);
signInStoreContract('memory', openMemory);
