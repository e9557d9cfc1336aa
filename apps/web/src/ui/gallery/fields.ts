import type { FieldView } from '../fields.ts';

/** What the mistaken fields say. */
export const MISTAKE = 'Scrivi il tuo nome come appare sul documento.';

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
      partial: 'field-codice-fiscale',
      id: 'cf',
      name: 'cf',
      label: 'Codice fiscale',
      required: true,
      value: 'rssmra80a41h501y',
      hint: '16 caratteri, lo trovi sulla tessera sanitaria.',
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
      current: { name: 'carta-identita.pdf', size: '1,2 MB', href: '/file/1', removeName: 'togli-doc' },
    },
    { partial: 'field-readonly', label: 'Cognome', value: 'Rossi', hint: 'Dato ricevuto da SPID.' },
    { partial: 'field-readonly', label: 'Domicilio', value: '' },
  ];
  return [...correct, ...correct.map(mistaken)];
}

function mistaken(field: FieldView): FieldView {
  if (field.partial === 'field-readonly') return field;
  if (field.partial === 'field-radio' || field.partial === 'field-checkboxes') {
    const choices = field.choices.map((choice) => ({ ...choice, id: `${choice.id}-e`, checked: false }));
    return { ...field, id: `${field.id}-e`, name: `${field.name}-e`, choices, error: MISTAKE };
  }
  if (field.partial === 'field-file')
    return { ...field, id: `${field.id}-e`, hint: 'Fronte e retro.', current: null, error: MISTAKE };
  return { ...field, id: `${field.id}-e`, hint: 'Come sul documento.', error: MISTAKE };
}
