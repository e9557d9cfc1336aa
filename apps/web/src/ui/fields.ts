/** View models of the form fields. `{{> field}}` draws any of them: `partial` says which template does. */

interface FieldBase {
  /** Also the anchor of the error summary (`#id`). Letters, digits, `-`, `_`. */
  readonly id: string;
  readonly name: string;
  readonly label: string;
  /** Optional fields say "(facoltativo)" in their label. */
  readonly required: boolean;
  /** Compulsory in a case that the page explains: the label says neither. */
  readonly conditional?: boolean | undefined;
  readonly hint?: string | undefined;
  /** A whole sentence that says how to mend it. */
  readonly error?: string | undefined;
}

interface TypedField extends FieldBase {
  readonly value: string;
  /** Token of the HTML standard (`given-name`, `street-address` ...): WCAG 1.3.5 asks it for data about the person. */
  readonly autocomplete?: string | undefined;
}

export interface TextFieldView extends TypedField {
  readonly partial: 'field-text';
  readonly maxlength?: number | undefined;
}

/** A code: codice fiscale, partita IVA, IBAN, CAP, province. The value is sent as it was typed. */
export interface CodeFieldView extends TypedField {
  readonly partial: 'field-code';
  readonly maxlength: number;
  /** Shown in capitals. */
  readonly capitals: boolean;
  /** The phone shows digits only. */
  readonly digits: boolean;
  /** As wide as the longest value. */
  readonly short: boolean;
}

/** A municipality or a country: a box with suggestions, which script fetches while one types. */
export interface PlaceFieldView extends TypedField {
  readonly partial: 'field-place';
  /** Address of the suggestions, to which script adds what was typed. */
  readonly suggestions: string;
}

export interface EmailFieldView extends TypedField {
  readonly partial: 'field-email';
}

/** A password. Never shows what was typed before: a wrong one is typed anew. */
export interface PasswordFieldView extends FieldBase {
  readonly partial: 'field-password';
  /** It is being chosen: a browser does not fill in the one that one has. */
  readonly isNew?: boolean | undefined;
}

export interface UrlFieldView extends TypedField {
  readonly partial: 'field-url';
}

export interface TelFieldView extends TypedField {
  readonly partial: 'field-tel';
}

export interface NumberFieldView extends FieldBase {
  readonly partial: 'field-number';
  readonly value: string;
  /** Shown after the box: "€", "mq". */
  readonly unit?: string | undefined;
  /** Accepts a comma; otherwise the phone shows digits only. */
  readonly decimals: boolean;
}

export interface DateFieldView extends TypedField {
  readonly partial: 'field-date';
  /** `value`, `min`, `max`: YYYY-MM-DD. */
  readonly min?: string | undefined;
  readonly max?: string | undefined;
}

export interface TimeFieldView extends FieldBase {
  readonly partial: 'field-time';
  /** `HH:MM` */
  readonly value: string;
}

export interface TextareaFieldView extends FieldBase {
  readonly partial: 'field-textarea';
  readonly value: string;
  readonly rows: number;
  /** Characters; with it the field counts them while one types. */
  readonly maxlength?: number | undefined;
}

export interface ChoiceView {
  /** Unique in the page. */
  readonly id: string;
  readonly value: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly checked: boolean;
}

/** The error summary must point to the first choice: its `id` is the field's. */
export interface RadioFieldView extends FieldBase {
  readonly partial: 'field-radio';
  readonly choices: readonly ChoiceView[];
}

/** More than one choice, all with the field's `name`. */
export interface CheckboxesFieldView extends FieldBase {
  readonly partial: 'field-checkboxes';
  readonly choices: readonly ChoiceView[];
}

/** One box: a declaration or a consent. */
export interface CheckboxFieldView extends FieldBase {
  readonly partial: 'field-checkbox';
  /** Sent when checked. */
  readonly value: string;
  readonly checked: boolean;
}

export interface OptionView {
  readonly value: string;
  readonly label: string;
  readonly selected: boolean;
}

export interface SelectFieldView extends FieldBase {
  readonly partial: 'field-select';
  /** Text of the empty first option: "Scegli…". */
  readonly placeholder: string;
  readonly options: readonly OptionView[];
  readonly autocomplete?: string | undefined;
}

/** A file already received. */
export interface CurrentFileView {
  readonly name: string;
  /** As people read it: "1,2 MB". */
  readonly size: string;
  readonly href: string;
  /** Name and `id` of the "Togli" box. */
  readonly removeName: string;
  readonly removeId: string;
}

/** A file to upload, or more of them under one heading. */
export interface FileFieldView extends FieldBase {
  readonly partial: 'field-file';
  /** For the `accept` attribute: ".pdf,.jpg". */
  readonly accept: string;
  /** A sentence: "PDF o JPG, al massimo 10 MB." */
  readonly limits: string;
  /** More than one may be chosen. */
  readonly multiple: boolean;
  /** Those already received. */
  readonly current: readonly CurrentFileView[];
  /** What choosing one more does to those that are there. */
  readonly currentHint: string;
  /** Files that were uploaded before, to be used again; null when there are none. */
  readonly reuse: { readonly id: string; readonly name: string; readonly options: readonly OptionView[] } | null;
}

/** A datum the person cannot change here: text, not a disabled box. */
export interface ReadonlyFieldView {
  readonly partial: 'field-readonly';
  readonly label: string;
  readonly value: string;
  readonly hint?: string | undefined;
}

/** Text between the fields. */
export interface InfoFieldView {
  readonly partial: 'field-info';
  /** Empty: no heading. */
  readonly label: string;
  readonly paragraphs: readonly string[];
}

/** A button of the form that is sent as `azione`. */
export interface FormButtonView {
  readonly action: string;
  readonly label: string;
}

/** Fields that belong together: an address, a person, one row of a block that is repeated. */
export interface GroupFieldView {
  readonly partial: 'field-group';
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly fields: readonly FieldView[];
  /** "Togli", in the rows that may be taken away. */
  readonly remove: FormButtonView | null;
}

/** A block that is repeated, a row at a time. Works without script: its buttons send the form. */
export interface RowsFieldView {
  readonly partial: 'field-rows';
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly rows: readonly GroupFieldView[];
  /** "Aggiungi", unless there are as many as there may be. */
  readonly add: FormButtonView | null;
}

export type FieldView =
  | TextFieldView
  | CodeFieldView
  | PlaceFieldView
  | UrlFieldView
  | TimeFieldView
  | InfoFieldView
  | GroupFieldView
  | RowsFieldView
  | EmailFieldView
  | PasswordFieldView
  | TelFieldView
  | NumberFieldView
  | DateFieldView
  | TextareaFieldView
  | RadioFieldView
  | CheckboxesFieldView
  | CheckboxFieldView
  | SelectFieldView
  | FileFieldView
  | ReadonlyFieldView;
