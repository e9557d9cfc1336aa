import { idsContract } from '@stanza/core/testing/contracts';
import { makeUuidV7Ids } from './make-uuid-v7-ids.ts';

idsContract('UUID version 7', makeUuidV7Ids);
