import type { z } from 'zod';
import { cleanText } from '../../shared/text.ts';
import { type CapField, capFieldSchema, capKind } from './cap.ts';
import { type CheckboxField, checkboxFieldSchema, checkboxKind } from './checkbox.ts';
import { type CodiceFiscaleField, codiceFiscaleFieldSchema, codiceFiscaleKind } from './codice-fiscale.ts';
import { type CountryField, countryFieldSchema, countryKind } from './country.ts';
import { type DateField, dateFieldSchema, dateKind } from './date.ts';
import { type DocumentField, documentFieldSchema, documentKind } from './document.ts';
import { type EmailField, emailFieldSchema, emailKind } from './email.ts';
import type { DisplayFacts, FieldKind, ValidationFacts } from './field-kind.ts';
import { type FileField, fileFieldSchema, fileKind } from './file.ts';
import { type FilesField, filesFieldSchema, filesKind } from './files.ts';
import { type IbanField, ibanFieldSchema, ibanKind } from './iban.ts';
import { type InfoField, infoFieldSchema, infoKind } from './info.ts';
import { type IntegerField, integerFieldSchema, integerKind } from './integer.ts';
import { type MoneyField, moneyFieldSchema, moneyKind } from './money.ts';
import { type MunicipalityField, municipalityFieldSchema, municipalityKind } from './municipality.ts';
import { type NumberField, numberFieldSchema, numberKind } from './number.ts';
import { type PartitaIvaField, partitaIvaFieldSchema, partitaIvaKind } from './partita-iva.ts';
import { type PhoneField, phoneFieldSchema, phoneKind } from './phone.ts';
import { type ProvinciaField, provinciaFieldSchema, provinciaKind } from './provincia.ts';
import { type RadioField, radioFieldSchema, radioKind } from './radio.ts';
import { type ReadonlyField, readonlyFieldSchema, readonlyKind } from './readonly.ts';
import { type SelectField, selectFieldSchema, selectKind } from './select.ts';
import { type TextField, textFieldSchema, textKind } from './text.ts';
import { type TextareaField, textareaFieldSchema, textareaKind } from './textarea.ts';
import { type TimeField, timeFieldSchema, timeKind } from './time.ts';
import { type UrlField, urlFieldSchema, urlKind } from './url.ts';

/** The register of kinds that have one answer: a new kind is a new file and three lines here. */
interface KindMap {
  text: TextField;
  textarea: TextareaField;
  number: NumberField;
  integer: IntegerField;
  money: MoneyField;
  date: DateField;
  time: TimeField;
  email: EmailField;
  phone: PhoneField;
  url: UrlField;
  cap: CapField;
  provincia: ProvinciaField;
  codice_fiscale: CodiceFiscaleField;
  partita_iva: PartitaIvaField;
  iban: IbanField;
  select: SelectField;
  radio: RadioField;
  checkbox: CheckboxField;
  municipality: MunicipalityField;
  country: CountryField;
  file: FileField;
  files: FilesField;
  document: DocumentField;
  readonly: ReadonlyField;
  info: InfoField;
}

const KINDS: { readonly [K in keyof KindMap]: FieldKind<KindMap[K]> } = {
  text: textKind,
  textarea: textareaKind,
  number: numberKind,
  integer: integerKind,
  money: moneyKind,
  date: dateKind,
  time: timeKind,
  email: emailKind,
  phone: phoneKind,
  url: urlKind,
  cap: capKind,
  provincia: provinciaKind,
  codice_fiscale: codiceFiscaleKind,
  partita_iva: partitaIvaKind,
  iban: ibanKind,
  select: selectKind,
  radio: radioKind,
  checkbox: checkboxKind,
  municipality: municipalityKind,
  country: countryKind,
  file: fileKind,
  files: filesKind,
  document: documentKind,
  readonly: readonlyKind,
  info: infoKind,
};

export const leafSchemas = [
  textFieldSchema,
  textareaFieldSchema,
  numberFieldSchema,
  integerFieldSchema,
  moneyFieldSchema,
  dateFieldSchema,
  timeFieldSchema,
  emailFieldSchema,
  phoneFieldSchema,
  urlFieldSchema,
  capFieldSchema,
  provinciaFieldSchema,
  codiceFiscaleFieldSchema,
  partitaIvaFieldSchema,
  ibanFieldSchema,
  selectFieldSchema,
  radioFieldSchema,
  checkboxFieldSchema,
  municipalityFieldSchema,
  countryFieldSchema,
  fileFieldSchema,
  filesFieldSchema,
  documentFieldSchema,
  readonlyFieldSchema,
  infoFieldSchema,
] as const;

type FieldOf<K extends keyof KindMap> = { [P in K]: KindMap[P] & { readonly kind: P } }[K];
/** A field with one answer, of any kind. */
export type Field = FieldOf<keyof KindMap>;

/** Which block of a form a field is part of. */
export interface FieldGroup {
  readonly id: string;
  readonly label: string;
  readonly hint: string | undefined;
  /** From 0, where the block is repeated; null where it is not. */
  readonly row: number | null;
}

/** A field tied to its kind: what the journey and the pages work with. */
export interface BoundField {
  readonly field: Field;
  readonly group: FieldGroup | null;
  normalise(typed: string): string;
  readonly schema: z.ZodType<string>;
  /** What the input holds for a value. */
  typed(value: string): string;
  display(value: string, facts: DisplayFacts): string;
  /** Without an answer it is left out of what is shown: there is nothing to say. */
  readonly shownOnlyAnswered?: true;
}

/** Builds the field's schema: to be done once for each revision of a definition, not at each request. */
export const bindLeaf = <K extends keyof KindMap>(
  field: FieldOf<K>,
  facts: ValidationFacts,
  group: FieldGroup | null,
): BoundField => {
  const kind: FieldKind<KindMap[K]> = KINDS[field.kind];
  return {
    field,
    group,
    // Again at the end: capitals of some letters are several, and without spaces an accent finds its letter.
    normalise: (typed) => cleanText(kind.normalise(cleanText(typed), field, facts)),
    schema: kind.schema(field, facts),
    typed: (value) => kind.typed?.(field, value, facts) ?? value,
    display: (value, display) => kind.display(field, value, { ...display, ...facts }),
  };
};

/** Kinds that ask nothing: they show something and have no answer. */
const SILENT: ReadonlySet<Field['kind']> = new Set(['readonly', 'info']);
export const asksNothing = ({ kind }: Field): boolean => SILENT.has(kind);

/** Kinds whose answer is set by a use case, never read from what was typed. */
const ATTACHED: ReadonlySet<Field['kind']> = new Set(['file', 'files', 'document']);
export const holdsFiles = ({ kind }: Field): boolean => ATTACHED.has(kind);
