/** `npm run docs`: writes again the parts of the documentation that are generated; a test fails when they are out of date. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withMachine } from './docs/architecture.ts';
import { routesAndRoles } from './docs/routes-and-roles.ts';
import { serviceSchema } from './docs/service-schema.ts';

const docs = join(import.meta.dirname, '../docs');
const architecture = join(docs, 'architecture.md');
writeFileSync(architecture, withMachine(readFileSync(architecture, 'utf8')));
writeFileSync(join(docs, 'service.schema.json'), serviceSchema());
writeFileSync(join(docs, 'routes-and-roles.md'), routesAndRoles());
