import { attribute, type Edit } from '../edit-xml.ts';

/** A Response that is to be refused: what is changed in a good one before it is signed again, and the rule that it breaks then. */
export type RefusedResponse = readonly [what: string, rule: string, edit: Edit];

/** Instants at which a Response is not good. */
export interface WrongInstants {
  /** Before the request, by more than clocks may differ. */
  readonly before: string;
  /** In the future, likewise. */
  readonly later: string;
}

/** An attribute of a message that is empty, missing, or something else than it has to be. */
export const attributeLines = (
  where: (edit: Edit) => Edit,
  element: string,
  name: string,
  rule: string,
  wrong: Readonly<Record<string, string>>,
): readonly RefusedResponse[] => [
  [`${element} ${name} empty`, rule, where(attribute(element, name, ''))],
  [`${element} ${name} missing`, rule, where(attribute(element, name, null))],
  ...Object.entries(wrong).map(
    ([what, value]): RefusedResponse => [`${element} ${name} ${what}`, rule, where(attribute(element, name, value))],
  ),
];

export const NOT_AN_INSTANT = {
  malformed: '02/03/2026 10:00',
  'of a day that is none': '2026-02-30T10:00:00.000Z',
  'without its zone': '2026-03-02T10:00:20.000',
  'of another zone': '2026-03-02T11:00:20.000+01:00',
};
/** An instant that the library itself looks at before we do, and stumbles when it has none. */
const LIBRARY_LOOKS = / (?:empty|missing)$/u;
export const instantLines = (...line: Parameters<typeof attributeLines>): readonly RefusedResponse[] =>
  attributeLines(...line).map(([what, rule, edit]) => [what, LIBRARY_LOOKS.test(what) ? 'assertion_form' : rule, edit]);
