import { AUDIENCES, type Service, type ServiceId } from '@stanza/core';
import { serviceCard } from '../../ui/service-card.ts';
import { texts } from './texts.it.ts';

export interface ServiceFilter {
  readonly search: string;
  readonly area: string;
  readonly audience: string;
}

const byItalian = (a: string, b: string): number => a.localeCompare(b, 'it');

const isFor = ({ definition }: Service, { area, audience }: ServiceFilter): boolean =>
  (area === '' || definition.area === area) && (audience === '' || definition.audience.some((one) => one === audience));

/** What is shown: a list, best first, to who searches; otherwise those in evidence and then each area. */
const groupsOf = (base: string, found: readonly Service[], filter: ServiceFilter, today: string) => {
  const group = (title: string, services: readonly Service[]) => ({
    title,
    services: services.map((service) => serviceCard(base, service, today)),
  });
  if (filter.search !== '') return found.length === 0 ? [] : [group(texts.risultati(found.length), found)];
  const areas = [...new Set(found.map(({ definition }) => definition.area))].toSorted(byItalian);
  const byArea = areas.map((area) =>
    group(
      area,
      found.filter(({ definition }) => definition.area === area),
    ),
  );
  const featured = filter.area === '' && filter.audience === '' ? found.filter((service) => service.featured) : [];
  return featured.length === 0 ? byArea : [group(texts.inEvidenza, featured), ...byArea];
};

/**
 * @param services of the ente, featured first, then by area and name
 * @param matches ids of those found by the words of the search, best first
 * @param today `YYYY-MM-DD` in Italy
 */
export const serviziView = (
  base: string,
  services: readonly Service[],
  matches: readonly ServiceId[],
  filter: ServiceFilter,
  today: string,
) => {
  const byId = new Map(services.map((service) => [service.id, service]));
  const searched = filter.search === '' ? services : matches.flatMap((id) => byId.get(id) ?? []);
  const found = searched.filter((service) => isFor(service, filter));
  const areas = [...new Set(services.map(({ definition }) => definition.area))].toSorted(byItalian);
  const offered = AUDIENCES.filter((audience) =>
    services.some(({ definition }) => definition.audience.includes(audience)),
  );
  return {
    heading: { title: texts.titolo, lead: texts.introduzione },
    action: `${base}/servizi`,
    search: filter.search,
    areas: areas.map((area) => ({ value: area, label: area, selected: area === filter.area })),
    audiences: offered.map((audience) => ({
      value: audience,
      label: texts.destinatari[audience],
      selected: audience === filter.audience,
    })),
    groups: groupsOf(base, found, filter, today),
    none: found.length > 0 ? null : { ...texts.nessuno, link: { label: texts.nessuno.link, href: `${base}/servizi` } },
  };
};
