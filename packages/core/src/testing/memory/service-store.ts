import type { ServiceStore } from '../../ports/unit-of-work.ts';
import type { Service } from '../../service/service.ts';
import { revisionKey, type TenantData } from './tenant-data.ts';

const inOrder = (a: Service, b: Service): number =>
  Number(b.featured) - Number(a.featured) ||
  a.definition.area.localeCompare(b.definition.area, 'it') ||
  a.definition.name.localeCompare(b.definition.name, 'it');

export const serviceStore = ({ services, revisions }: TenantData): ServiceStore => ({
  list: async () => [...services.values()].toSorted(inOrder),
  bySlug: async (slug) => [...services.values()].find(({ definition }) => definition.slug === slug) ?? null,
  revision: async (id, revision) => revisions.get(revisionKey(id, revision)) ?? null,
});
