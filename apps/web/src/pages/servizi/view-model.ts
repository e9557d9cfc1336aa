import type { Service } from '@stanza/core';
import type { ServiceCardView } from '../../ui/components.ts';
import { texts } from './texts.it.ts';

export interface ServiceFilter {
  readonly search: string;
  readonly area: string;
}

/** Letter case and accents do not matter to who searches. */
const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

const matches = ({ definition }: Service, { search, area }: ServiceFilter): boolean =>
  (area === '' || definition.area === area) &&
  plain(`${definition.name} ${definition.description} ${definition.area}`).includes(plain(search));

const areaHref = (base: string, area: string): string => `${base}/servizi?area=${encodeURIComponent(area)}`;

const card = (base: string, { definition }: Service): ServiceCardView => ({
  category: definition.area,
  categoryHref: areaHref(base, definition.area),
  title: definition.name,
  description: definition.description,
  href: `${base}/servizi/${definition.slug}`,
});

/** @param services of the ente, featured first, then by area and name */
export const serviziView = (base: string, services: readonly Service[], filter: ServiceFilter) => {
  const found = services.filter((service) => matches(service, filter));
  const filtered = filter.search !== '' || filter.area !== '';
  const featured = filtered ? [] : found.filter((service) => service.featured);
  const areas = [...new Set(found.map(({ definition }) => definition.area))].toSorted((a, b) =>
    a.localeCompare(b, 'it'),
  );
  const groups = areas.map((area) => ({
    title: area,
    services: found.filter(({ definition }) => definition.area === area).map((service) => card(base, service)),
  }));
  return {
    heading: { title: texts.titolo, lead: texts.introduzione },
    action: `${base}/servizi`,
    search: filter.search,
    areas: [...new Set(services.map(({ definition }) => definition.area))]
      .toSorted((a, b) => a.localeCompare(b, 'it'))
      .map((area) => ({ value: area, label: area, selected: area === filter.area })),
    groups: [
      ...(featured.length === 0
        ? []
        : [{ title: texts.inEvidenza, services: featured.map((service) => card(base, service)) }]),
      ...groups,
    ],
    none: found.length > 0 ? null : { ...texts.nessuno, link: { label: texts.nessuno.link, href: `${base}/servizi` } },
  };
};
