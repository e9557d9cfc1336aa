import { type Due, missingStamp, type Payment, STAMP_FIELDS, settledBy } from '@stanza/core';
import { euro } from '../format/euro.ts';
import type { FormFields } from '../http/form.ts';
import { namedError } from '../texts/field-errors.it.ts';
import { paymentStepTexts as texts } from '../texts/payment-step.it.ts';
import type { FieldView } from './fields.ts';

const NAMES: ReadonlyMap<string, string> = new Map([
  [STAMP_FIELDS.number, texts.marcaNumero],
  [STAMP_FIELDS.day, texts.marcaData],
]);

/** The sentence of an error where its field cannot be seen; as it is when it is of another field. */
export const namedStampError = (field: string, sentence: string): string => {
  const name = NAMES.get(field);
  return name === undefined ? sentence : namedError(name, sentence);
};

/** The two fields of the next stamp to declare; null when none is missing. */
export const stampFields = (
  due: Due | null,
  payments: readonly Payment[],
  typed: FormFields,
  sentence: (field: string) => string | undefined,
  today: string,
) => {
  const part = due?.parts.find(({ kind }) => kind === 'bollo');
  const missing = part === undefined ? undefined : missingStamp(part, settledBy(payments).bollo);
  if (missing === undefined) return null;
  const { number, day } = STAMP_FIELDS;
  const fields: readonly FieldView[] = [
    {
      partial: 'field-code',
      id: number,
      name: number,
      label: texts.marcaNumero,
      hint: texts.marcaNumeroAiuto,
      required: true,
      value: typed[number] ?? '',
      error: sentence(number),
      maxlength: 25,
      capitals: false,
      digits: true,
      short: false,
    },
    {
      partial: 'field-date',
      id: day,
      name: day,
      label: texts.marcaData,
      hint: texts.marcaDataAiuto,
      required: true,
      value: typed[day] ?? '',
      error: sentence(day),
      max: today,
    },
  ];
  return { title: texts.marcaTitolo(euro(missing.amount)), text: texts.marcaTesto, label: texts.dichiara, fields };
};
