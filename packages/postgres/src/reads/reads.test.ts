import { readModelsContract } from '@stanza/core/testing/contracts';
import { openPostgres } from '../testing/open-postgres.ts';

readModelsContract('PostgreSQL', openPostgres);
