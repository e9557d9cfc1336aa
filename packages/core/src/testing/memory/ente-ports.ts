import { needsSecondFactor } from '../../operator/operator-account.ts';
import type { EnteSetup } from '../../ports/ente-setup.ts';
import type { FailedAttempts } from '../../ports/failed-attempts.ts';
import {
  MOST_BLOCKED,
  type SessionStore,
  type SessionSubject,
  type SessionTimes,
  type SignedIn,
} from '../../ports/session-store.ts';
import type { TenantDirectory } from '../../ports/tenant-directory.ts';
import { lateBefore } from '../../practice/registration-record.ts';
import type { Service } from '../../service/service.ts';
import type { TenantId } from '../../shared/ids.ts';
import { ok, refuse } from '../../shared/result.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { pendingTerms } from '../../terms/terms.ts';
import { aStoredOperator } from './account-store.ts';
import { BY_HAND } from './bulletin-store.ts';
import { blockedOf, lateOf } from './delivery-reads.ts';
import { currentTerms } from './people-stores.ts';
import { revisionKey } from './tenant-data.ts';
import type { MemoryDatabase } from './unit-of-work.ts';

const MOST_FOUND = 60;
const plain = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/gu, ' ').trim();
const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

const daysOf = (service: Service) => (service.opensOn === null && service.closesOn === null ? null : service);

export interface MemoryEnti {
  readonly tenants: TenantDirectory;
  readonly setup: EnteSetup;
}

/** The list of enti, and what puts one on it. */
export const makeMemoryEnti = (database: MemoryDatabase): MemoryEnti => {
  const ids = new Set<TenantId>();
  const tenantOf = (id: TenantId): Tenant | null => database.of(id).tenant.get('tenant')?.tenant ?? null;
  const enti = (): readonly Tenant[] => [...ids].map(tenantOf).filter((tenant) => tenant !== null);
  const once = <Id extends string, T>(items: Map<Id, T>, id: Id, item: T) => {
    if (!items.has(id)) items.set(id, item);
  };
  return {
    tenants: {
      search: async (text) =>
        enti()
          .filter(({ name, disabled }) => !disabled && plain(name).includes(plain(text)))
          .toSorted((a, b) => compare(plain(a.name), plain(b.name)) || compare(a.id, b.id))
          .slice(0, MOST_FOUND),
      bySlug: async (slug) => enti().find((ente) => ente.slug === slug) ?? null,
      byId: async (id) => (ids.has(id) ? tenantOf(id) : null),
      ids: async () => [...ids].toSorted(),
      enabledIds: async () =>
        enti()
          .filter(({ disabled }) => !disabled)
          .map(({ id }) => id)
          .toSorted(),
    },
    setup: {
      addTenant: async (tenant) => {
        ids.add(tenant.id);
        await database.change(tenant.id, (data) => once(data.tenant, 'tenant', { tenant, version: 0 }));
      },
      setDisabled: async (id, disabled) => {
        if (!ids.has(id)) return false;
        await database.change(id, ({ tenant, practices }) => {
          const known = tenant.get('tenant');
          if (known !== undefined) tenant.set('tenant', { ...known, tenant: { ...known.tenant, disabled } });
          for (const [key, stored] of disabled ? [] : practices) {
            if (stored.practice.state === 'bozza') {
              practices.set(key, { ...stored, practice: { ...stored.practice, warning: null } });
            }
          }
        });
        return true;
      },
      publishTerms: (tenantId, document) =>
        database.change(tenantId, ({ terms }) => once(terms, document.id, document)),
      publishService: (tenantId, service) =>
        database.change(tenantId, ({ services, revisions }) => {
          const { id, definition } = service;
          const key = revisionKey(id, definition.revision);
          const published = revisions.get(key) ?? definition;
          if (JSON.stringify(published) !== JSON.stringify(definition)) return refuse({ code: 'revision_published' });
          revisions.set(key, definition);
          const before = services.get(id);
          const { opensOn, closesOn } = daysOf(service) ?? before ?? service;
          if (before === undefined || before.definition.revision < definition.revision) {
            services.set(id, { ...(before ?? service), definition, opensOn, closesOn });
          }
          return ok(null);
        }),
      addOperator: (tenantId, operator, passwordHash, sealedSecret = null) =>
        database.change(tenantId, ({ operators }) => {
          const factor = sealedSecret === null ? null : { sealedSecret, lastStep: 0, codeHashes: [] };
          const kept = operators.get(operator.id) ?? aStoredOperator(operator, { passwordHash });
          operators.set(operator.id, { ...kept, factor: kept.factor ?? factor });
        }),
      addNews: (tenantId, id, bulletin) =>
        database.change(tenantId, ({ news }) => once(news, id, { ...bulletin, ...BY_HAND })),
      addDeadline: (tenantId, id, bulletin) =>
        database.change(tenantId, ({ deadlines }) => once(deadlines, id, { ...bulletin, ...BY_HAND })),
      saveRegistryChoice: (tenantId, serviceId, choice) =>
        database.change(tenantId, ({ registryChoices }) => {
          if (choice === null) registryChoices.delete(serviceId);
          else registryChoices.set(serviceId, choice);
        }),
      savePaymentChoice: (tenantId, serviceId, choice) =>
        database.change(tenantId, ({ paymentChoices }) => {
          if (choice === null) paymentChoices.delete(serviceId);
          else paymentChoices.set(serviceId, choice);
        }),
      saveAppIoKey: (tenantId, serviceId, sealed) =>
        database.change(tenantId, ({ appIoKeys }) => {
          if (sealed === null) appIoKeys.delete(serviceId);
          else appIoKeys.set(serviceId, sealed);
        }),
      saveRegistryKey: (tenantId, digest) =>
        database.change(tenantId, ({ registryKeys }) => void registryKeys.set('digest', digest)),
      saveServiceProvider: (tenantId, settings) =>
        database.change(tenantId, ({ serviceProviders }) => void serviceProviders.set(settings.federation, settings)),
      removeServiceProvider: (tenantId, federation) =>
        database.change(tenantId, ({ serviceProviders }) => void serviceProviders.delete(federation)),
      saveIdentityProviders: (tenantId, federation, providers) =>
        database.change(tenantId, ({ identityProviders }) => void identityProviders.set(federation, providers)),
    },
  };
};

export const makeMemorySessions = (database: MemoryDatabase): SessionStore => {
  const sessions = new Map<string, SessionTimes & { readonly subject: SessionSubject }>();
  const open = (key: string, now: Date) => {
    const session = sessions.get(key);
    return session === undefined || session.expiresAt <= now ? null : session;
  };
  const signedInAs = (tenantId: TenantId, subject: SessionSubject, now: Date): SignedIn | null => {
    const data = database.of(tenantId);
    if (subject.kind === 'operator') {
      const found = data.operators.get(subject.id);
      if (found?.operator.enabled !== true || found.epoch !== subject.epoch) return null;
      const { operator, epoch, factor } = found;
      const awaits = factor === null && needsSecondFactor(operator) ? 'second_factor' : null;
      const waiting = blockedOf(data, operator.id).length + lateOf(data, operator.id, lateBefore(now)).length;
      const blocked = Math.min(waiting, MOST_BLOCKED);
      return { kind: 'operator', operator, epoch, awaits: subject.awaitsCode ? 'code' : awaits, blocked };
    }
    const citizen = data.citizens.get(subject.id);
    if (citizen === undefined) return null;
    const pending = pendingTerms(currentTerms(data), data.acceptances.get(citizen.id) ?? []);
    return { kind: 'citizen', citizen, level: subject.level, termsPending: pending.length > 0 };
  };
  return {
    async create(tenantId, tokenHash, subject, { expiresAt, endsAt }) {
      sessions.set(`${tenantId}/${tokenHash}`, { subject, expiresAt, endsAt });
    },
    async find(tenantId, tokenHash, now) {
      const session = open(`${tenantId}/${tokenHash}`, now);
      const signedIn = session === null ? null : signedInAs(tenantId, session.subject, now);
      if (session === null || signedIn === null) return null;
      return { signedIn, expiresAt: session.expiresAt, endsAt: session.endsAt };
    },
    async prolong(tenantId, tokenHash, now, expiresAt) {
      const key = `${tenantId}/${tokenHash}`;
      const session = open(key, now);
      if (session === null || session.expiresAt >= expiresAt) return;
      const until = new Date(Math.min(expiresAt.getTime(), session.endsAt.getTime()));
      sessions.set(key, { ...session, expiresAt: until });
    },
    async end(tenantId, tokenHash) {
      const key = `${tenantId}/${tokenHash}`;
      const subject = sessions.get(key)?.subject;
      sessions.delete(key);
      return subject?.kind === 'citizen' ? subject.provider : null;
    },
    async endOfProvider(tenantId, { federation, provider, nameId }, sessionIndexes) {
      const ended = [...sessions].filter(([key, { subject }]) => {
        const known = subject.kind === 'citizen' ? subject.provider : null;
        if (known === null || !key.startsWith(`${tenantId}/`)) return false;
        const meant =
          sessionIndexes.length === 0 || known.sessionIndex === null || sessionIndexes.includes(known.sessionIndex);
        const isOfPerson = known.federation === federation && known.provider === provider && known.nameId === nameId;
        return isOfPerson && meant;
      });
      for (const [key] of ended) sessions.delete(key);
      return ended.length;
    },
  };
};

export const makeMemoryFailedAttempts = (): FailedAttempts => {
  const counts = new Map<string, { readonly failures: number; readonly windowEndsAt: Date }>();
  return {
    async add(tenantId, keys, now, windowEndsAt) {
      return keys.map((key) => {
        const known = counts.get(`${tenantId}/${key}`);
        const goesOn = known !== undefined && known.windowEndsAt > now;
        const count = goesOn ? { ...known, failures: known.failures + 1 } : { failures: 1, windowEndsAt };
        counts.set(`${tenantId}/${key}`, count);
        return count.failures;
      });
    },
    async takeBack(tenantId, keys) {
      for (const key of keys) {
        const known = counts.get(`${tenantId}/${key}`);
        if (known === undefined || known.failures === 0) continue;
        counts.set(`${tenantId}/${key}`, { ...known, failures: known.failures - 1 });
      }
    },
  };
};
