import { type Availability, availabilityOn, type Service } from '@stanza/core';
import { type BadgeView, dataTable } from '../../ui/components.ts';
import { texts } from './texts.it.ts';

const BADGES: Readonly<Record<Availability['state'], BadgeView>> = {
  aperto: { label: texts.attivo, tone: 'success' },
  sospeso: { label: texts.sospeso, tone: 'warning' },
  non_ancora_aperto: { label: texts.nonAncora, tone: 'info' },
  chiuso: { label: texts.chiuso, tone: 'neutral' },
};

/**
 * @param office path of the office
 * @param today `YYYY-MM-DD` in Italy
 */
export const operatoriServiziView = (office: string, services: readonly Service[], today: string) => {
  const rows = services.map((service) => {
    const { name, slug, area, revision } = service.definition;
    const href = `${office}/servizi/${slug}`;
    return [
      service.featured ? { text: name, detail: texts.primoPiano } : { text: name },
      { text: area },
      { badge: BADGES[availabilityOn(service, today).state] },
      { text: texts.risposte[service.settings.answerFlow] },
      { text: String(revision) },
      { link: { label: texts.modifica, href, context: name } },
    ];
  });
  return {
    heading: { title: texts.titolo, lead: texts.introduzione },
    createHref: `${office}/servizi/nuovo`,
    none: rows.length > 0 ? null : { title: texts.nessuno, text: texts.nessunoTesto },
    table: rows.length === 0 ? null : dataTable(texts.tabella, texts.colonne, rows),
  };
};
