import { type Charge, type FieldError, MAX_OPERATOR_NAME, type OperatorAccount, type Service } from '@stanza/core';
import { fieldErrorTexts, namedError } from '../../texts/field-errors.it.ts';
import { roleTexts } from '../../texts/staff.it.ts';
import type { FieldView } from '../../ui/fields.ts';
import { texts } from './texts.it.ts';

/** What the form of an operator sends. */
export interface TypedOperator {
  readonly name: string;
  /** Asked of a new one alone. */
  readonly email: string;
  readonly role: string;
  readonly services: readonly string[];
}

export interface OperatorForm {
  readonly action: string;
  readonly typed: TypedOperator;
  /** The version that is changed; null for a new one. */
  readonly version: number | null;
  readonly services: readonly Service[];
  /** What they have in charge. */
  readonly charge: Charge;
  readonly errors: readonly FieldError[];
  /** Instead of the sentence of the error's code. */
  readonly roleError?: string;
}

export const typedOf = ({ name, email, role, services }: OperatorAccount): TypedOperator => ({
  name,
  email,
  role,
  services,
});

const NAMES = { name: 'nome', email: 'email', role: 'ruolo-operatore' } as const;
const isNamed = (field: string): field is keyof typeof NAMES => field in NAMES;

const chargeHint = (count: number, enabled: boolean): string | undefined =>
  count === 0 ? undefined : texts.inCarico(count, enabled);

/** The services of an area as boxes. The first one of an area has the id of the field. */
const areaField = (
  area: string,
  index: number,
  services: readonly Service[],
  ticked: readonly string[],
  charge: Charge,
): FieldView => ({
  partial: 'field-checkboxes',
  id: `area-${index}`,
  name: 'servizi',
  label: texts.servizi(area),
  required: false,
  conditional: true,
  choices: services.map(({ id, definition }) => ({
    id: `servizio-${id}`,
    value: id,
    label: definition.name,
    hint: chargeHint(charge.get(id) ?? 0, ticked.includes(id)),
    checked: ticked.includes(id),
  })),
});

export const operatorFormView = ({ action, typed, version, services, charge, errors, roleError }: OperatorForm) => {
  const errorAt = (name: string) => {
    const found = errors.find(({ field }) => field === name);
    return found === undefined ? undefined : fieldErrorTexts[found.code];
  };
  const wrongRole = roleError ?? errorAt('role');
  const areas = [...new Set(services.map(({ definition }) => definition.area))].toSorted((a, b) =>
    a.localeCompare(b, 'it'),
  );
  const fields: readonly FieldView[] = [
    {
      partial: 'field-text',
      id: NAMES.name,
      name: 'nome',
      label: texts.campi.name,
      required: true,
      value: typed.name,
      maxlength: MAX_OPERATOR_NAME,
      error: errorAt('name'),
    },
    ...(version === null
      ? [
          {
            partial: 'field-email' as const,
            id: NAMES.email,
            name: 'email',
            label: texts.campi.email,
            hint: texts.aiutoEmail,
            required: true,
            value: typed.email,
            error: errorAt('email'),
          },
        ]
      : []),
    {
      partial: 'field-radio',
      id: NAMES.role,
      name: 'ruolo',
      label: texts.campi.role,
      required: true,
      error: wrongRole,
      choices: (['operatore', 'amministratore'] as const).map((role) => ({
        id: `ruolo-${role}`,
        value: role,
        label: roleTexts[role],
        hint: texts.ruoli[role],
        checked: typed.role === role,
      })),
    },
    ...areas.map((area, index) =>
      areaField(
        area,
        index,
        services.filter(({ definition }) => definition.area === area),
        typed.services,
        charge,
      ),
    ),
  ];
  const summary = errors.flatMap(({ field, code }) =>
    isNamed(field) ? [{ id: NAMES[field], message: namedError(texts.campi[field], fieldErrorTexts[code]) }] : [],
  );
  if (roleError !== undefined) summary.push({ id: NAMES.role, message: roleError });
  return {
    errors: summary.length === 0 ? null : { errors: summary },
    action,
    version,
    fields,
    submit: version === null ? texts.aggiungi : texts.salva,
  };
};
