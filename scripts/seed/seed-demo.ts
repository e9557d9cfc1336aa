import {
  DEFAULT_SERVICE_SETTINGS,
  type EnteSetup,
  factorContext,
  operatorIdSchema,
  type PasswordHasher,
  type SecretBox,
  type ServiceDefinition,
  type ServiceId,
  serviceIdSchema,
  type TenantId,
  tenantIdSchema,
} from '@stanza/core';
import { catalogue } from '@stanza/services';
import { daysAfter } from './days-after.ts';
import type { DemoCredential } from './demo-credential.ts';
import type { DemoEnte } from './demo-ente.ts';
import { demoId } from './demo-id.ts';
import { demoTerms } from './demo-terms.ts';
import { rovereto } from './rovereto.ts';
import { treVille } from './tre-ville.ts';

const ENTI: readonly DemoEnte[] = [rovereto, treVille];

interface Seeding {
  readonly setup: EnteSetup;
  readonly hasher: PasswordHasher;
  /** Seals the second factors of the administrators. */
  readonly secretBox: SecretBox;
  /** The day in Italy, `YYYY-MM-DD`: at the first start, news and deadlines are dated from it. */
  readonly today: string;
  /** Tells whoever starts the portal, in Italian. */
  readonly say: (text: string) => void;
}

/**
 * Puts the two enti of the demonstration on the portal. Doing it again, on any later day, changes nothing.
 *
 * The passwords and the keys of the second factors are published: never to be called in production mode.
 *
 * @returns how to sign in as a member of staff, in the order in which they are shown
 */
export async function seedDemo(seeding: Seeding): Promise<readonly DemoCredential[]> {
  for (const ente of ENTI) await seedEnte(seeding, ente);
  return demoCredentials();
}

/** The enti of the demonstration, as they are known to everybody. */
export const demoEnti = (): readonly { readonly id: TenantId; readonly name: string }[] =>
  ENTI.map(({ tenant: { slug, name } }) => ({ id: tenantIdSchema.parse(demoId(slug)), name }));

/** How to sign in as a member of the staff of the demonstration, in the order in which it is shown. */
export function demoCredentials(): readonly DemoCredential[] {
  return ENTI.flatMap(({ tenant, staff }) =>
    staff.map(({ role, email, password, secondFactor }) => ({
      ente: tenant.name,
      role,
      username: email,
      password,
      secondFactor,
    })),
  );
}

async function seedEnte({ setup, hasher, secretBox, today, say }: Seeding, ente: DemoEnte): Promise<void> {
  const { slug } = ente.tenant;
  const tenantId = tenantIdSchema.parse(demoId(slug));
  await setup.addTenant({ ...ente.tenant, id: tenantId });
  for (const document of demoTerms(ente.tenant)) await setup.publishTerms(tenantId, document);
  const services = await publishServices({ setup, today, say }, tenantId, ente);
  for (const { password, secondFactor, ...person } of ente.staff) {
    const id = operatorIdSchema.parse(demoId(slug, 'personale', person.email));
    const sealed = secondFactor === null ? null : secretBox.seal(factorContext(tenantId, id), secondFactor);
    const operator = { ...person, id, services, enabled: true };
    await setup.addOperator(tenantId, operator, await hasher.hash(password), sealed);
  }
  for (const { key, daysFromToday, ...news } of ente.news) {
    await setup.addNews(tenantId, demoId(slug, 'avvisi', key), { ...news, day: daysAfter(today, daysFromToday) });
  }
  for (const { key, daysFromToday, ...deadline } of ente.deadlines) {
    const day = daysAfter(today, daysFromToday);
    await setup.addDeadline(tenantId, demoId(slug, 'scadenze', key), { ...deadline, day });
  }
}

async function publishServices(
  { setup, today, say }: Pick<Seeding, 'setup' | 'today' | 'say'>,
  tenantId: TenantId,
  { tenant, services }: DemoEnte,
): Promise<readonly ServiceId[]> {
  const ids: ServiceId[] = [];
  const dayIn = (days: number | undefined) => (days === undefined ? null : daysAfter(today, days));
  for (const {
    slug,
    status,
    featured,
    opensInDays,
    closesInDays,
    answerFlow = 'firma',
    bulkDecisions = false,
  } of services) {
    const id = serviceIdSchema.parse(demoId(tenant.slug, 'servizi', slug));
    const days = { opensOn: dayIn(opensInDays), closesOn: dayIn(closesInDays) };
    const settings = { ...DEFAULT_SERVICE_SETTINGS, answerFlow, bulkDecisions };
    const service = { id, definition: definitionOf(slug), status, featured, ...days, settings, version: 0 };
    const published = await setup.publishService(tenantId, service);
    if (!published.ok) say(unpublished(slug, service.definition.revision));
    ids.push(id);
  }
  return ids;
}

const unpublished = (slug: string, revision: number): string =>
  `La definizione del servizio «${slug}» è cambiata, ma la revisione ${revision} è già pubblicata e resta com’era: per pubblicarla serve una nuova revisione.`;

function definitionOf(slug: string): ServiceDefinition {
  const definition = catalogue.find((candidate) => candidate.slug === slug);
  if (definition === undefined) throw new Error(`The catalogue has no service "${slug}"`);
  return definition;
}
