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

/** Shown in capitals; the value is sent as it was typed. */
export interface CodiceFiscaleFieldView extends FieldBase {
  readonly partial: 'field-codice-fiscale';
  readonly value: string;
}

export interface EmailFieldView extends TypedField {
  readonly partial: 'field-email';
}

/** The password one has. Never shows what was typed before: a wrong one is typed anew. */
export interface PasswordFieldView extends FieldBase {
  readonly partial: 'field-password';
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
  /** Value sent under `removeName` by the "Togli" box; without it the file can only be replaced. */
  readonly removeName?: string | undefined;
}

export interface FileFieldView extends FieldBase {
  readonly partial: 'field-file';
  /** For the `accept` attribute: ".pdf,.jpg". */
  readonly accept: string;
  /** A sentence: "PDF o JPG, al massimo 10 MB." */
  readonly limits: string;
  readonly current: CurrentFileView | null;
}

/** A datum the person cannot change here: text, not a disabled box. */
export interface ReadonlyFieldView {
  readonly partial: 'field-readonly';
  readonly label: string;
  readonly value: string;
  readonly hint?: string | undefined;
}

export type FieldView =
  | TextFieldView
  | CodiceFiscaleFieldView
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
