import { availabilityOn, type Service } from '@stanza/core';
import { availabilityNote } from '../texts/service-availability.it.ts';
import type { ServiceCardView } from './components.ts';

/** Where the services of an area are. @param base path of the ente */
export const areaHref = (base: string, area: string): string => `${base}/servizi?area=${encodeURIComponent(area)}`;

/** A service among others. @param base path of the ente @param today `YYYY-MM-DD` in Italy */
export const serviceCard = (base: string, service: Service, today: string): ServiceCardView => {
  const { definition } = service;
  return {
    category: definition.area,
    categoryHref: areaHref(base, definition.area),
    title: definition.name,
    description: definition.description,
    note: availabilityNote(availabilityOn(service, today)),
    href: `${base}/servizi/${definition.slug}`,
  };
};
