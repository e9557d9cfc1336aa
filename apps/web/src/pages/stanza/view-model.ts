import { type Citizen, italianDate, type PracticeRow, type PublishedBulletin, type Service } from '@stanza/core';
import { dayOnly, longDay } from '../../format/moment.ts';
import { stateTexts } from '../../texts/practice-states.it.ts';
import { texts } from './texts.it.ts';

interface Facts {
  readonly news: readonly PublishedBulletin[];
  readonly deadlines: readonly PublishedBulletin[];
  /** Practices that wait for the citizen. */
  readonly toIntegrate: readonly PracticeRow[];
  readonly practices: readonly PracticeRow[];
  readonly services: readonly Service[];
}

/** @param base where the pages of its kind are */
const bulletin = (base: string, when: (day: string) => string) => (item: PublishedBulletin) => ({
  title: item.title,
  text: item.text,
  datetime: item.day,
  when: when(italianDate(item.day)),
  href: `${base}/${encodeURIComponent(item.id)}`,
  link: item.link,
});

export const stanzaView = (base: string, citizen: Citizen, facts: Facts) => ({
  heading: { title: texts.titolo, lead: texts.saluto(citizen.identity.nome) },
  toIntegrate:
    facts.toIntegrate.length === 0
      ? null
      : {
          title: texts.daIntegrare(facts.toIntegrate.length),
          requests: facts.toIntegrate.map(({ id, serviceName, code, dueDate }) => ({
            service: serviceName,
            code,
            datetime: dueDate ?? '',
            due: dueDate === null ? '' : longDay(dueDate),
            href: `${base}/pratiche/${id}/integrazione`,
          })),
        },
  news: facts.news.map(bulletin(`${base}/avvisi`, texts.pubblicato)),
  deadlines: facts.deadlines.map(bulletin(`${base}/scadenze`, texts.entro)),
  services: facts.services.map(({ definition }) => ({
    category: definition.area,
    categoryHref: `${base}/servizi?area=${encodeURIComponent(definition.area)}`,
    title: definition.name,
    description: definition.description,
    href: `${base}/servizi/${definition.slug}`,
  })),
  practices: facts.practices.map((row) => ({
    service: row.serviceName,
    code: row.code,
    date: dayOnly(row.date),
    datetime: row.date.toISOString(),
    badge: stateTexts[row.state],
    href: `${base}/pratiche/${row.id}`,
  })),
  noPractices:
    facts.practices.length > 0
      ? null
      : {
          title: texts.nessunaPratica,
          text: texts.nessunaPraticaTesto,
          link: { label: texts.vaiAiServizi, href: `${base}/servizi` },
        },
  allServicesHref: `${base}/servizi`,
  allPracticesHref: `${base}/pratiche`,
});
