import { failedAttemptsContract } from '@stanza/core/testing/contracts';
import { openPostgres } from './testing/open-postgres.ts';

failedAttemptsContract('PostgreSQL', openPostgres);
