import {
  accountStoreContract,
  appIoStoreContract,
  attachmentStoreContract,
  auditLogContract,
  bulletinStoreContract,
  citizenStoreContract,
  commentStoreContract,
  deliveryStoreContract,
  emergencyStoreContract,
  feedbackStoreContract,
  integrationStoreContract,
  invitationStoreContract,
  lookupStoreContract,
  operatorStoreContract,
  personalDataStoreContract,
  practiceStoreContract,
  protocolBookContract,
  readModelsContract,
  serviceStoreContract,
  tenantStoreContract,
  termsStoreContract,
  timelineStoreContract,
  unitOfWorkContract,
} from '../contracts/index.ts';
import { openMemory } from './open-memory.ts';

unitOfWorkContract('memory', openMemory);
citizenStoreContract('memory', openMemory);
termsStoreContract('memory', openMemory);
serviceStoreContract('memory', openMemory);
practiceStoreContract('memory', openMemory);
timelineStoreContract('memory', openMemory);
tenantStoreContract('memory', openMemory);
attachmentStoreContract('memory', openMemory);
auditLogContract('memory', openMemory);
operatorStoreContract('memory', openMemory);
appIoStoreContract('memory', openMemory);
accountStoreContract('memory', openMemory);
invitationStoreContract('memory', openMemory);
deliveryStoreContract('memory', openMemory);
bulletinStoreContract('memory', openMemory);
feedbackStoreContract('memory', openMemory);
integrationStoreContract('memory', openMemory);
lookupStoreContract('memory', openMemory);
commentStoreContract('memory', openMemory);
personalDataStoreContract('memory', openMemory);
protocolBookContract('memory', openMemory);
emergencyStoreContract('memory', openMemory);
readModelsContract('memory', openMemory);
