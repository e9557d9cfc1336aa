import type { FieldView, GroupFieldView } from '../fields.ts';

/** What the mistaken fields say. */
export const MISTAKE = 'Scrivi il tuo nome come appare sul documento.';

const aFile = (name: string, removeId: string) => ({
  name,
  size: '1,2 MB',
  href: '/file/1',
  removeName: `togli:${name}`,
  removeId,
});

const aGroup = (id: string, label: string, remove: GroupFieldView['remove']): GroupFieldView => ({
  partial: 'field-group',
  id,
  label,
  hint: undefined,
  fields: [
    { partial: 'field-text', id: `${id}-via`, name: `${id}.via`, label: 'Via', required: true, value: 'Via Roma' },
    {
      partial: 'field-text',
      id: `${id}-civico`,
      name: `${id}.civico`,
      label: 'Numero civico',
      required: true,
      value: '',
    },
  ],
  remove,
});

/** Every field, then the same ones with their mistakes. */
export function galleryFields(): FieldView[] {
  const correct: FieldView[] = [
    {
      partial: 'field-text',
      id: 'nome',
      name: 'nome',
      label: 'Nome',
      required: true,
      value: 'Maria',
      autocomplete: 'given-name',
      maxlength: 80,
    },
    {
      partial: 'field-code',
      id: 'cf',
      name: 'cf',
      label: 'Codice fiscale',
      required: true,
      value: 'rssmra80a41h501y',
      hint: '16 caratteri, lo trovi sulla tessera sanitaria.',
      maxlength: 16,
      capitals: true,
      digits: false,
      short: false,
    },
    {
      partial: 'field-code',
      id: 'cap',
      name: 'cap',
      label: 'CAP',
      required: true,
      value: '38068',
      maxlength: 5,
      capitals: false,
      digits: true,
      short: true,
      autocomplete: 'postal-code',
    },
    {
      partial: 'field-place',
      id: 'comune',
      name: 'comune',
      label: 'Comune di provenienza',
      required: true,
      value: 'Rovereto (TN)',
      suggestions: '/luoghi?tipo=comune&cerca=',
    },
    { partial: 'field-url', id: 'sito', name: 'sito', label: 'Sito', required: false, value: 'https://www.esempio.it' },
    {
      partial: 'field-time',
      id: 'ora',
      name: 'ora',
      label: 'Ora di inizio',
      required: true,
      value: '09:30',
    },
    {
      partial: 'field-email',
      id: 'email',
      name: 'email',
      label: 'Indirizzo e-mail',
      required: true,
      value: '',
      autocomplete: 'email',
    },
    {
      partial: 'field-tel',
      id: 'tel',
      name: 'tel',
      label: 'Telefono',
      required: false,
      value: '',
      autocomplete: 'tel',
    },
    {
      partial: 'field-date',
      id: 'data',
      name: 'data',
      label: 'Data di nascita',
      required: true,
      value: '1980-01-01',
      autocomplete: 'bday',
      max: '2026-01-01',
    },
    {
      partial: 'field-number',
      id: 'isee',
      name: 'isee',
      label: 'Valore ISEE',
      required: false,
      value: '12000,50',
      unit: '€',
      decimals: true,
    },
    {
      partial: 'field-textarea',
      id: 'motivo',
      name: 'motivo',
      label: 'Motivo della richiesta',
      required: false,
      value: '',
      rows: 4,
      maxlength: 500,
    },
    {
      partial: 'field-radio',
      id: 'uso-bollo',
      name: 'uso',
      label: 'Uso del certificato',
      required: true,
      hint: 'Chiedi all’ufficio a cui serve.',
      choices: [
        { id: 'uso-bollo', value: 'bollo', label: 'In bollo', hint: 'Costa 16 euro.', checked: true },
        { id: 'uso-libero', value: 'libero', label: 'In carta libera', checked: false },
      ],
    },
    {
      partial: 'field-checkboxes',
      id: 'giorni-lun',
      name: 'giorni',
      label: 'Giorni preferiti',
      required: false,
      choices: [
        { id: 'giorni-lun', value: 'lun', label: 'Lunedì', checked: true },
        { id: 'giorni-mar', value: 'mar', label: 'Martedì', checked: false },
      ],
    },
    {
      partial: 'field-checkbox',
      id: 'consenso',
      name: 'consenso',
      label: 'Ho letto e accetto le istruzioni',
      required: true,
      value: 'si',
      checked: true,
    },
    {
      partial: 'field-select',
      id: 'tipo',
      name: 'tipo',
      label: 'Tipo di certificato',
      required: true,
      placeholder: 'Scegli…',
      options: [
        { value: 'e', label: 'Estratto di nascita', selected: true },
        { value: 'c', label: 'Copia integrale', selected: false },
      ],
    },
    {
      partial: 'field-file',
      id: 'doc',
      name: 'doc',
      label: 'Documento di identità',
      required: true,
      accept: '.pdf,.jpg',
      limits: 'PDF o JPG, al massimo 10 MB.',
      multiple: false,
      current: [aFile('carta-identita.pdf', 'doc-togli-1')],
      currentHint: 'Per sostituirlo scegli un altro file.',
      reuse: {
        id: 'doc-riusa',
        name: 'riusa:doc',
        options: [{ value: '2', label: 'patente.pdf (800 kB), Documento di identità', selected: false }],
      },
    },
    {
      partial: 'field-file',
      id: 'tavole',
      name: 'tavole',
      label: 'Elaborati grafici',
      required: false,
      accept: '.pdf,.p7m',
      limits: 'PDF o P7M. Al massimo 10 file, di 10 MB ciascuno.',
      multiple: true,
      current: [aFile('pianta.pdf', 'tavole-togli-1'), aFile('prospetti.pdf.p7m', 'tavole-togli-2')],
      currentHint: 'I file che scegli si aggiungono a questi.',
      reuse: null,
    },
    {
      partial: 'field-info',
      label: 'Vincoli sul territorio',
      paragraphs: ['Carica solo i documenti che riguardano i tuoi lavori.'],
    },
    aGroup('residenza', 'Residenza', null),
    {
      ...aGroup('recapito', 'Indirizzo per le comunicazioni, all’estero', null),
      fields: [
        {
          partial: 'field-place',
          id: 'recapito-stato',
          name: 'recapito.stato',
          label: 'Stato estero',
          required: false,
          value: 'Germania',
          suggestions: '/rovereto/luoghi?tipo=stato&cerca=',
        },
        {
          partial: 'field-text',
          id: 'recapito-cap',
          name: 'recapito.cap',
          label: 'Codice postale',
          required: false,
          value: 'SW1A 1AA',
          maxlength: 12,
        },
      ],
    },
    {
      partial: 'field-rows',
      id: 'nucleo',
      label: 'Nucleo familiare',
      hint: 'Una riga per ogni persona.',
      rows: [
        aGroup('nucleo-0', 'Componente 1', { action: 'togli:nucleo:0', label: 'Togli Componente 1' }),
        aGroup('nucleo-1', 'Componente 2', { action: 'togli:nucleo:1', label: 'Togli Componente 2' }),
      ],
      add: { action: 'aggiungi:nucleo', label: 'Aggiungi componente' },
    },
    { partial: 'field-readonly', label: 'Cognome', value: 'Rossi', hint: 'Dato ricevuto da SPID.' },
    { partial: 'field-readonly', label: 'Domicilio', value: '' },
  ];
  return [...correct, ...correct.filter(({ partial }) => !WITHOUT_MISTAKE.has(partial)).map(mistaken)];
}

/** Fields with no mistake of their own: they ask nothing, or their parts have it. */
const WITHOUT_MISTAKE = new Set<FieldView['partial']>(['field-readonly', 'field-info', 'field-group', 'field-rows']);

function mistaken(field: FieldView): FieldView {
  if (field.partial === 'field-radio' || field.partial === 'field-checkboxes') {
    const choices = field.choices.map((choice) => ({ ...choice, id: `${choice.id}-e`, checked: false }));
    return { ...field, id: `${field.id}-e`, name: `${field.name}-e`, choices, error: MISTAKE };
  }
  if (field.partial === 'field-file') {
    return { ...field, id: `${field.id}-e`, hint: 'Fronte e retro.', current: [], reuse: null, error: MISTAKE };
  }
  return 'error' in field || 'name' in field
    ? { ...field, id: `${field.id}-e`, hint: 'Come sul documento.', error: MISTAKE }
    : field;
}
