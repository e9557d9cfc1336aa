import { enteSetupContract } from '@stanza/core/testing/contracts';
import { openPostgres } from './testing/open-postgres.ts';

enteSetupContract('PostgreSQL', openPostgres);
