import type { Address } from '@stanza/core';
import { addressTexts, statoAiuto } from '../texts/address.it.ts';
import type { FieldView, TextFieldView } from './fields.ts';

/** What a page says of each box; whether it is compulsory abroad as well is for `addressFields`. */
export interface AddressBox {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly required: boolean;
  readonly conditional?: boolean;
  readonly autocomplete?: string | undefined;
  readonly error: string | undefined;
}

/**
 * The boxes of an address in Italy or abroad, in order. The country is never compulsory; postal code and provincia are so in Italy
 * alone, and their hints say what is to be done abroad.
 * @param base the ente's path
 */
export const addressFields = (
  base: string,
  hints: Readonly<Record<'cap' | 'provincia', string>>,
  box: (part: keyof Address) => AddressBox,
): readonly FieldView[] => {
  const labelled = (part: keyof Address) => ({ ...box(part), label: addressTexts[part] });
  const line = (part: keyof Address, maxlength: number): TextFieldView => ({
    partial: 'field-text',
    ...labelled(part),
    maxlength,
  });
  const inItaly = (part: 'cap' | 'provincia', maxlength: number): TextFieldView => ({
    ...line(part, maxlength),
    required: false,
    conditional: true,
    hint: hints[part],
  });
  return [
    {
      partial: 'field-place',
      ...labelled('stato'),
      required: false,
      conditional: false,
      hint: statoAiuto,
      suggestions: `${base}/luoghi?tipo=stato&cerca=`,
    },
    line('via', 120),
    line('civico', 20),
    inItaly('cap', 12),
    line('comune', 120),
    inItaly('provincia', 2),
  ];
};
