import type { Place } from '../../step-form/place.ts';
import { texts } from './texts.it.ts';

/** Steps of the way to a page of the compilation. */
export const pathTo = (place: Place, base: string, service: { readonly name: string; readonly slug: string }) =>
  place.atCounter
    ? [{ label: texts.perConto, href: `${base}/operatori/per-conto` }]
    : [
        { label: texts.servizi, href: `${base}/servizi` },
        { label: service.name, href: `${base}/servizi/${service.slug}` },
      ];
