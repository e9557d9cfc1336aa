import type { DemoEnte } from './demo-ente.ts';

const SITE = 'https://www.comune.treville.example';

/** An invented office under the name of a real municipality: no address here reaches anybody. */
export const treVille: DemoEnte = {
  tenant: {
    slug: 'tre-ville',
    name: 'Comune di Tre Ville',
    region: 'Trentino-Alto Adige',
    theme: 'verde',
    disabled: false,
    contacts: {
      address: 'Piazza del Municipio 1, 38095 Tre Ville (TN)',
      email: 'segreteria@comune.treville.example',
      pec: 'protocollo@pec.comune.treville.example',
      phone: '0465 000000',
      sender: null,
    },
    links: {
      website: SITE,
      privacy: `${SITE}/privacy`,
      legalNotes: `${SITE}/note-legali`,
      accessibility: 'https://form.agid.gov.it/view/dimostrazione-comune-di-tre-ville',
      reportInefficiency: `${SITE}/segnala-disservizio`,
      faq: `${SITE}/domande-frequenti`,
    },
  },
  services: [
    { slug: 'certificato-di-nascita', status: 'attivo', featured: true },
    { slug: 'stato-di-famiglia', status: 'attivo', featured: false },
    { slug: 'attestazione-anagrafica', status: 'sospeso', featured: false },
  ],
  news: [
    {
      key: 'attestazioni-sospese',
      title: 'Attestazione anagrafica sospesa online',
      text: 'Per qualche settimana l’attestazione anagrafica si chiede soltanto allo sportello: stiamo riordinando l’archivio.',
      daysFromToday: -2,
      link: null,
    },
    {
      key: 'strade-innevate',
      title: 'Strade di montagna: informati prima di partire',
      text: 'Sul sito del Comune trovi lo stato delle strade verso i masi e i rifugi.',
      daysFromToday: -9,
      link: `${SITE}/notizie/strade-di-montagna`,
    },
  ],
  deadlines: [
    {
      key: 'assegnazione-legna',
      title: 'Assegnazione della legna',
      text: 'Ultimo giorno per chiedere la parte di legna che spetta alle famiglie residenti.',
      daysFromToday: 45,
      link: `${SITE}/scadenze/assegnazione-della-legna`,
    },
  ],
  staff: [
    {
      name: 'Marta Leonardi',
      email: 'marta.leonardi@comune.treville.example',
      role: 'operatore',
      secondFactor: null,
      password: 'demo-operatore-tre-ville',
    },
    {
      name: 'Davide Serafini',
      email: 'davide.serafini@comune.treville.example',
      role: 'amministratore',
      secondFactor: 'TREVILLETREVILLETREVILLETREVILLE',
      password: 'demo-amministratore-tre-ville',
    },
  ],
};
