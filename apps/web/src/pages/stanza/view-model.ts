import { type Bulletin, type Citizen, italianDate, type PracticeRow, type Service } from '@stanza/core';
import { dayOnly } from '../../format/moment.ts';
import { stateTexts } from '../../texts/practice-states.it.ts';
import { texts } from './texts.it.ts';

interface Facts {
  readonly news: readonly Bulletin[];
  readonly deadlines: readonly Bulletin[];
  readonly practices: readonly PracticeRow[];
  readonly services: readonly Service[];
}

const bulletin = (when: (day: string) => string) => (item: Bulletin) => ({
  title: item.title,
  text: item.text,
  datetime: item.day,
  when: when(italianDate(item.day)),
  href: item.link,
});

export const stanzaView = (base: string, citizen: Citizen, facts: Facts) => ({
  heading: { title: texts.titolo, lead: texts.saluto(citizen.identity.nome) },
  news: facts.news.map(bulletin(texts.pubblicato)),
  deadlines: facts.deadlines.map(bulletin(texts.entro)),
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
