import type { ServiceStore } from '../../ports/unit-of-work.ts';
import type { Service } from '../../service/service.ts';
import { revisionKey, type TenantData } from './tenant-data.ts';

const inOrder = (a: Service, b: Service): number =>
  Number(b.featured) - Number(a.featured) ||
  a.definition.area.localeCompare(b.definition.area, 'it') ||
  a.settings.position - b.settings.position ||
  a.definition.name.localeCompare(b.definition.name, 'it');

const MEANINGLESS = new Set(['di', 'il', 'la', 'un', 'una', 'per', 'del', 'della', 'e', 'a', 'in']);

const wordsOf = (text: string): readonly string[] =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[a-z0-9]+/gu) ?? [];

const trigrams = (word: string): ReadonlySet<string> => {
  const padded = `  ${word} `;
  return new Set(Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3)));
};

/** From 0, not there, to 1, there as it is typed: words with the same beginning, or with half of their trigrams, are near. */
const nearness = (typed: string, words: readonly string[]): number => {
  const asked = trigrams(typed);
  const of = (word: string): number => {
    if (word.startsWith(typed)) return 1;
    const found = trigrams(word);
    const shared = [...asked].filter((part) => found.has(part)).length / asked.size;
    return shared >= 0.5 ? shared : 0;
  };
  return Math.max(0, ...words.map(of));
};

export const serviceStore = ({ services, revisions }: TenantData): ServiceStore => ({
  list: async () => [...services.values()].toSorted(inOrder),
  bySlug: async (slug) => [...services.values()].find(({ definition }) => definition.slug === slug) ?? null,
  byId: async (id) => services.get(id) ?? null,
  async search(text) {
    const words = wordsOf(text).filter((word) => !MEANINGLESS.has(word));
    const rankOf = ({ definition: { name, area, description, sheet } }: Service): number => {
      const [near, far] = [wordsOf(`${name} ${area} ${description}`), wordsOf(Object.values(sheet).flat().join(' '))];
      const ranks = words.map((word) => nearness(word, near) || nearness(word, far) / 10);
      return ranks.includes(0) ? 0 : ranks.reduce((sum, rank) => sum + rank, 1);
    };
    return [...services.values()]
      .map((service) => ({ service, rank: rankOf(service) }))
      .filter(({ rank }) => rank > 0)
      .toSorted((a, b) => b.rank - a.rank || inOrder(a.service, b.service))
      .map(({ service }) => service.id);
  },
  revision: async (id, revision) => revisions.get(revisionKey(id, revision)) ?? null,
  async saveChoices(id, choices, expectedVersion) {
    const service = services.get(id);
    if (service?.version !== expectedVersion) return false;
    services.set(id, { ...service, ...choices, version: expectedVersion + 1 });
    return true;
  },
  async insert(service) {
    const { id, definition } = service;
    if ([...services.values()].some((other) => other.definition.slug === definition.slug)) return false;
    services.set(id, service);
    revisions.set(revisionKey(id, definition.revision), definition);
    return true;
  },
  async publish(id, definition) {
    const service = services.get(id);
    if (service?.definition.slug !== definition.slug) return false;
    if (service.definition.revision !== definition.revision - 1) return false;
    services.set(id, { ...service, definition });
    revisions.set(revisionKey(id, definition.revision), definition);
    return true;
  },
  revisionsOf: async (ids) =>
    ids.toSorted().flatMap((serviceId) => {
      const newest = services.get(serviceId)?.definition.revision ?? 0;
      return Array.from({ length: newest }, (_, before) => newest - before).flatMap((revision) => {
        const definition = revisions.get(revisionKey(serviceId, revision));
        return definition === undefined ? [] : [{ serviceId, definition }];
      });
    }),
});
