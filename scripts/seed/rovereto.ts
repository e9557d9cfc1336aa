import { catalogue } from '@stanza/services';
import type { DemoEnte, DemoService } from './demo-ente.ts';

const SITE = 'https://www.comune.rovereto.example';

const FEATURED = new Set([
  'attestazione-anagrafica',
  'cambio-di-residenza',
  'certificato-di-nascita',
  'iscrizione-asilo-nido',
]);

/** Nobody has to wait to see what a service looks like that is not yet open, or that has a term. */
const DAYS: Readonly<Record<string, Pick<DemoService, 'opensInDays' | 'closesInDays'>>> = {
  'iscrizione-mensa-scolastica': { opensInDays: 14, closesInDays: 75 },
  'contributo-associazioni': { opensInDays: -10, closesInDays: 30 },
};

/** Every way to answer can be seen, and practices that are decided together. */
const ANSWERS: Readonly<Record<string, Pick<DemoService, 'answerFlow' | 'bulkDecisions'>>> = {
  'attestazione-anagrafica': { answerFlow: 'documento_e_firma' },
  'stato-di-famiglia': { answerFlow: 'documento' },
  'iscrizione-mensa-scolastica': { answerFlow: 'documento', bulkDecisions: true },
};

/** An invented office under the name of a real city: no address here reaches anybody. */
export const rovereto: DemoEnte = {
  tenant: {
    slug: 'rovereto',
    name: 'Comune di Rovereto',
    region: 'Trentino-Alto Adige',
    theme: 'petrolio',
    disabled: false,
    contacts: {
      address: 'Piazza del Podestà 11, 38068 Rovereto (TN)',
      email: 'urp@comune.rovereto.example',
      pec: 'protocollo@pec.comune.rovereto.example',
      phone: '0464 000000',
      sender: null,
    },
    links: {
      website: SITE,
      privacy: `${SITE}/privacy`,
      legalNotes: `${SITE}/note-legali`,
      accessibility: 'https://form.agid.gov.it/view/dimostrazione-comune-di-rovereto',
      reportInefficiency: `${SITE}/segnala-disservizio`,
      faq: `${SITE}/domande-frequenti`,
    },
  },
  // The whole catalogue, so that it can be seen.
  services: catalogue.map(
    ({ slug }): DemoService => ({
      slug,
      status: 'attivo',
      featured: FEATURED.has(slug),
      ...DAYS[slug],
      ...ANSWERS[slug],
    }),
  ),
  news: [
    {
      key: 'certificati-online',
      title: 'I certificati si chiedono online',
      text: 'Da oggi puoi chiedere i certificati di anagrafe e stato civile senza venire allo sportello.',
      daysFromToday: 0,
      link: null,
    },
    {
      key: 'orario-anagrafe',
      title: 'Nuovo orario dell’ufficio anagrafe',
      text: 'Lo sportello dell’anagrafe è aperto anche il giovedì pomeriggio, dalle 14.30 alle 17.',
      daysFromToday: -6,
      link: `${SITE}/notizie/orario-anagrafe`,
    },
    {
      key: 'biblioteca',
      title: 'La biblioteca civica apre la sera',
      text: 'Il mercoledì le sale studio restano aperte fino alle 22.',
      daysFromToday: -15,
      link: `${SITE}/notizie/biblioteca-civica`,
    },
  ],
  deadlines: [
    {
      key: 'permesso-sosta',
      title: 'Permesso di sosta per residenti',
      text: 'Ultimo giorno per rinnovare il permesso di sosta nelle zone riservate ai residenti.',
      daysFromToday: 30,
      link: `${SITE}/scadenze/permesso-di-sosta`,
    },
    {
      key: 'attivita-per-ragazzi',
      title: 'Iscrizione alle attività per ragazzi',
      text: 'Ultimo giorno per iscrivere bambini e ragazzi alle attività organizzate dal Comune.',
      daysFromToday: 60,
      link: `${SITE}/scadenze/attivita-per-ragazzi`,
    },
  ],
  staff: [
    {
      name: 'Paola Conti',
      email: 'paola.conti@comune.rovereto.example',
      role: 'operatore',
      secondFactor: null,
      password: 'demo-operatore-rovereto',
    },
    {
      name: 'Stefano Gallo',
      email: 'stefano.gallo@comune.rovereto.example',
      role: 'amministratore',
      secondFactor: 'ROVERETOROVERETOROVERETOROVERETO',
      password: 'demo-amministratore-rovereto',
    },
  ],
};
