import type { Tenant } from '@stanza/core';
import { texts } from './texts.it.ts';

export const comuniView = (enti: readonly Tenant[], search: string) => ({
  heading: { title: texts.titolo, lead: texts.introduzione },
  search,
  enti: enti.map((ente) => ({
    name: ente.name,
    region: ente.region,
    enter: texts.entra(ente.name),
    href: `/${ente.slug}/servizi`,
  })),
  none: enti.length === 0 ? { title: texts.nessuno.titolo, text: texts.nessuno.testo } : null,
});
