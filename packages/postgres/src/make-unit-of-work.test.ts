import { unitOfWorkContract } from '@stanza/core/testing/contracts';
import { openPostgres } from './testing/open-postgres.ts';

unitOfWorkContract('PostgreSQL', openPostgres);
