import { tenantDirectoryContract } from '@stanza/core/testing/contracts';
import { openPostgres } from './testing/open-postgres.ts';

tenantDirectoryContract('PostgreSQL', openPostgres);
