import type { ChoiceView } from './fields.ts';

/**
 * What one can choose of, each with an id of its own: the first has that of the field, where a mistake leads to.
 * @param chosen value of the one that is ticked; another for none
 */
export const radioChoices = (
  id: string,
  chosen: string,
  options: readonly { readonly value: string; readonly label: string; readonly hint?: string | undefined }[],
): readonly ChoiceView[] =>
  options.map(({ value, label, hint }, index) => ({
    id: index === 0 ? id : `${id}-${value}`,
    value,
    label,
    hint,
    checked: value === chosen,
  }));
