import {
  type DataListView,
  dataTable,
  type EmptyStateView,
  type FileItemView,
  type PaginationView,
  type ServiceCardView,
  type TabsView,
  type TimelineView,
} from '../components.ts';

const services = [
  [
    'Anagrafe e stato civile',
    'Certificato di nascita',
    'Richiedi online il certificato che attesta la nascita di una persona.',
  ],
  [
    'Tributi, finanze e contravvenzioni',
    'Richiedere agevolazione TARI',
    'Chiedi la riduzione della tassa sui rifiuti.',
  ],
  [
    'Educazione e formazione',
    'Iscriversi alla scuola dell’infanzia',
    'Iscrivi tua figlia o tuo figlio alla scuola comunale.',
  ],
] as const satisfies readonly (readonly [string, string, string])[];

/** The components that show many things. */
export function galleryLists() {
  return {
    services: services.map(
      ([category, title, description], index): ServiceCardView => ({
        category,
        categoryHref: '/area',
        title,
        description,
        note: index === 1 ? 'Si potrà compilare dal 1º dicembre 2026' : null,
        href: `/servizi/${index}`,
      }),
    ),
    pagination: {
      label: 'Pagine dei servizi',
      previous: '/?p=1',
      next: '/?p=3',
      position: 'Pagina 2 di 7',
    } satisfies PaginationView,
    tabs: {
      label: 'Pratiche per stato',
      items: [
        'In bozza',
        'Inviate',
        'In elaborazione',
        'Accettate',
        'Rifiutate',
        'Da integrare',
        'Aperte per mio conto',
      ].map((label, index) => ({
        label,
        href: `/?s=${index}`,
        count: index,
        current: index === 1,
        alert: index === 5,
      })),
    } satisfies TabsView,
    table: dataTable(
      'Pratiche inviate, dalla più recente',
      ['Servizio', 'Categoria', 'Protocollo', 'Data', 'Stato', 'Azioni'],
      [
        [
          { text: 'Certificato di nascita' },
          { text: 'Anagrafe' },
          { text: '2026/0001234' },
          { text: '12/03/2026' },
          { badge: { label: 'Inviata', tone: 'info' } },
          {
            link: {
              label: 'Vedi dettaglio',
              href: '/p/1',
              context: 'della pratica Certificato di nascita del 12/03/2026',
            },
          },
        ],
        [
          { text: 'Agevolazione TARI' },
          { text: 'Tributi' },
          { text: 'In attesa di protocollazione' },
          { text: '10/03/2026' },
          { badge: { label: 'Da integrare', tone: 'warning' } },
          {
            link: { label: 'Vedi dettaglio', href: '/p/2', context: 'della pratica Agevolazione TARI del 10/03/2026' },
          },
        ],
        [
          { text: 'Iscrizione al nido' },
          { text: 'Scuola' },
          { text: '2026/0001200' },
          { text: '01/03/2026' },
          { badge: { label: 'Accettata', tone: 'success' } },
          { badge: { label: 'Rifiutata', tone: 'danger' } },
        ],
        [
          { text: 'Cambio di residenza' },
          { text: 'Anagrafe' },
          { text: '–' },
          { text: '01/03/2026' },
          { badge: { label: 'Bozza', tone: 'neutral' } },
          {
            links: [
              { label: 'Riprendi compilazione', href: '/p/3', context: 'Cambio di residenza' },
              { label: 'Elimina la bozza', href: '/p/3/elimina', context: 'Cambio di residenza' },
            ],
          },
        ],
      ],
    ),
    empty: {
      title: 'Nessuna pratica',
      text: 'Quando invierai una pratica la troverai qui.',
      link: { label: 'Vai ai servizi', href: '/servizi' },
    } satisfies EmptyStateView,
    data: [
      {
        title: 'Richiedente',
        editHref: '/passo/2',
        rows: [
          { term: 'Nome', value: 'Maria' },
          { term: 'Codice fiscale', value: 'RSSMRA80A41H501Y' },
          { term: 'Domicilio', value: '' },
        ],
      },
      {
        title: 'Allegati',
        editHref: null,
        rows: [{ term: 'Documento di identità', value: 'carta-identita.pdf', href: '/file/1' }],
      },
    ] satisfies DataListView[],
    timeline: {
      events: [
        { label: 'Bozza', datetime: '2026-03-10T09:00:00+01:00', when: '10 marzo 2026, ore 9:00', current: false },
        { label: 'Inviata', datetime: '2026-03-10T09:30:00+01:00', when: '10 marzo 2026, ore 9:30', current: false },
        {
          label: 'Protocollata',
          datetime: '2026-03-10T09:31:00+01:00',
          when: '10 marzo 2026, ore 9:31',
          note: 'Protocollo 2026/0001234',
          current: true,
        },
      ],
    } satisfies TimelineView,
    files: [
      {
        name: 'carta-identita.pdf',
        href: '/file/1',
        details: 'PDF, 1,2 MB',
        description: 'Documento di identità',
        usedBy: [{ label: 'Certificato di nascita', href: '/p/1', badge: { label: 'Inviata', tone: 'info' } }],
      },
      {
        name: 'un-nome-di-file-davvero-molto-lungo-che-non-finisce-mai-e-non-ha-spazi.pdf',
        href: '/file/2',
        details: 'PDF, 80 kB',
        description: '',
        usedBy: [],
        deleteHref: '/file/2/elimina',
      },
    ] satisfies FileItemView[],
  };
}
