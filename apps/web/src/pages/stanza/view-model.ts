import {
  type Citizen,
  italianDate,
  longDay,
  type PracticeRow,
  type PublishedBulletin,
  type Service,
} from '@stanza/core';
import { dayOnly } from '../../format/moment.ts';
import { outsideLink } from '../../texts/outside-link.it.ts';
import { stateTexts } from '../../texts/practice-states.it.ts';
import { serviceCard } from '../../ui/service-card.ts';
import { texts } from './texts.it.ts';

interface Facts {
  /** `YYYY-MM-DD` in Italy */
  readonly today: string;
  readonly news: readonly PublishedBulletin[];
  readonly deadlines: readonly PublishedBulletin[];
  /** Practices that wait for the citizen. */
  readonly toIntegrate: readonly PracticeRow[];
  readonly practices: readonly PracticeRow[];
  readonly services: readonly Service[];
}

/** How much of a text the list shows, in characters: all of it is in its page. */
const BEGINNING = 300;

const beginningOf = (text: string): string => {
  const characters = [...text];
  return characters.length <= BEGINNING ? text : `${characters.slice(0, BEGINNING).join('').trimEnd()}…`;
};

/** Links of one kind must not all have the same name for who hears them. */
const outsideOf = ({ title, link }: PublishedBulletin) => {
  const outside = outsideLink(link);
  return outside === null ? null : { ...outside, about: `${texts.su} ${title}` };
};

/** @param base where the pages of its kind are */
const bulletin = (base: string, when: (day: string) => string) => (item: PublishedBulletin) => ({
  title: item.title,
  text: beginningOf(item.text),
  datetime: item.day,
  when: when(italianDate(item.day)),
  href: `${base}/${encodeURIComponent(item.id)}`,
  link: outsideOf(item),
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
            due: dueDate === null ? '' : texts.rispondiEntro(longDay(dueDate)),
            href: `${base}/pratiche/${id}/integrazione`,
          })),
        },
  news: facts.news.map(bulletin(`${base}/avvisi`, texts.pubblicato)),
  deadlines: facts.deadlines.map(bulletin(`${base}/scadenze`, texts.entro)),
  services: facts.services.map((service) => serviceCard(base, service, facts.today)),
  practices: facts.practices.map((row) => ({
    service: row.serviceName,
    code: row.code,
    date: texts.del(dayOnly(row.date)),
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
  paymentsHref: `${base}/pagamenti`,
});
