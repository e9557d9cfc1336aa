import {
  availabilityOn,
  type DueItemDefinition,
  type PaymentChoice,
  type Service,
  type ServiceDefinition,
  type Tenant,
  USUAL_SIGN_IN_LEVEL,
  wayOf,
} from '@stanza/core';
import { euro } from '../../format/euro.ts';
import { signInHref } from '../../http/sign-in-level.ts';
import { feedbackTexts } from '../../texts/feedback.it.ts';
import { availabilityText } from '../../texts/service-availability.it.ts';
import { sheetTitles } from '../../texts/service-sheet.it.ts';
import { notice, rating } from '../../ui/components.ts';
import { areaHref } from '../../ui/service-card.ts';
import { texts } from './texts.it.ts';

type SheetPart = keyof ServiceDefinition['sheet'];

/** The eight sections in the order of the national model, with the name that its checker looks for. */
const SECTIONS: readonly { readonly part: SheetPart; readonly id: string; readonly element: string }[] = [
  { part: 'aChi', id: 'a-chi', element: 'service-addressed' },
  { part: 'comeFare', id: 'come-fare', element: 'service-how-to' },
  { part: 'cosaServe', id: 'cosa-serve', element: 'service-needed' },
  { part: 'cosaSiOttiene', id: 'cosa-si-ottiene', element: 'service-achieved' },
  { part: 'tempi', id: 'tempi', element: 'service-calendar-text' },
  { part: 'accedi', id: 'accedi', element: 'service-generic-access' },
  { part: 'condizioni', id: 'condizioni', element: 'service-terms' },
  { part: 'contatti', id: 'contatti', element: 'service-contacts' },
];

/** What the sheet says of a part, and with it what the ente's settings add. */
const paragraphsOf = (part: SheetPart, { definition, settings }: Service): readonly string[] => {
  const paragraphs = definition.sheet[part];
  return part === 'accedi' && settings.signInLevel === 3 ? [...paragraphs, texts.livello] : paragraphs;
};

/** Where it begins. Where it asks for another level than is usual the sign-in comes first: nobody has to go through two. */
const startOf = (base: string, { definition, settings }: Service): string => {
  const compile = `${base}/servizi/${definition.slug}/compila`;
  return settings.signInLevel !== USUAL_SIGN_IN_LEVEL ? signInHref(base, settings.signInLevel, compile) : compile;
};

/** How much an item is, where that is known before anything is answered. */
const howMuch = ({ amount, when }: DueItemDefinition): string => {
  if (amount.rule !== 'fixed') return texts.secondoRisposte;
  return when === undefined ? euro(amount.cents) : texts.soloInCerti(euro(amount.cents));
};

/** That the service costs something, and how much where that is known before anything is answered (manual §6). */
const paymentWarning = ({ steps }: ServiceDefinition, choice: PaymentChoice | null) => {
  const step = steps.find(({ kind }) => kind === 'payment');
  const items = step?.kind === 'payment' ? step.items.filter((item) => wayOf(item, choice) !== null) : [];
  if (items.length === 0) return null;
  const isStamp = (item: DueItemDefinition): boolean => wayOf(item, choice) === 'bollo';
  return {
    about: notice('warning', {
      title: texts.siPaga,
      text: items.some(isStamp) ? `${texts.quandoSiPaga} ${texts.primaLaMarca}` : texts.quandoSiPaga,
    }),
    owed: {
      title: '',
      editHref: null,
      rows: items.map((item) => ({
        term: isStamp(item) ? texts.conMarca(item.label) : item.label,
        value: howMuch(item),
      })),
    },
  };
};

/**
 * @param choice where the ente has it paid; null where it asks for nothing
 * @param all the services of the ente: those of the same area are listed beside this one
 * @param today `YYYY-MM-DD` in Italy
 */
export const servizioView = (
  base: string,
  service: Service,
  all: readonly Service[],
  choice: PaymentChoice | null,
  today: string,
) => {
  const { definition } = service;
  const availability = availabilityOn(service, today);
  const startHref = availability.state === 'aperto' ? startOf(base, service) : null;
  return {
    title: definition.name,
    description: definition.description,
    introduction: definition.introduction,
    status: availabilityText(availability),
    active: startHref !== null,
    startHref,
    payment: paymentWarning(definition, choice),
    area: { label: definition.area, href: areaHref(base, definition.area) },
    office: definition.office,
    sections: SECTIONS.map(({ part, id, element }) => ({
      id,
      element,
      title: sheetTitles[part],
      paragraphs: paragraphsOf(part, service),
      access: part === 'accedi' && startHref !== null ? { href: startHref } : null,
    })),
    rating: rating(`${base}/servizi/${definition.slug}/valutazione`, feedbackTexts.domandaScheda, null),
    similar: all
      .filter((other) => other.definition.area === definition.area)
      .map((other) => ({
        label: other.definition.name,
        href: `${base}/servizi/${other.definition.slug}`,
        current: other.id === service.id,
      })),
  };
};

/** The service as machines read it (schema.org, GovernmentService). */
export const serviceJsonLd = (ente: Tenant, { definition, opensOn, closesOn }: Service): object => ({
  '@context': 'https://schema.org',
  '@type': 'GovernmentService',
  name: definition.name,
  description: definition.description,
  serviceType: definition.area,
  serviceOperator: { '@type': 'GovernmentOrganization', name: ente.name, url: ente.links.website },
  areaServed: ente.name,
  ...(opensOn === null && closesOn === null
    ? {}
    : {
        hoursAvailable: {
          '@type': 'OpeningHoursSpecification',
          ...(opensOn === null ? {} : { validFrom: opensOn }),
          ...(closesOn === null ? {} : { validThrough: closesOn }),
        },
      }),
});
