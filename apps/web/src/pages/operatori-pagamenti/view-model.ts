import {
  dayAndTime,
  inEuro,
  mayWorkOn,
  type Operator,
  type Payment,
  type PaymentChoice,
  type Service,
  type ServiceId,
} from '@stanza/core';
import { gatewayErrors } from '../../texts/office-payments.it.ts';
import { dataTable } from '../../ui/components.ts';
import type { TextFieldView } from '../../ui/fields.ts';
import { officePaymentBadge } from '../../ui/office-payment-views.ts';
import { settingsView } from './settings-view.ts';
import { texts } from './texts.it.ts';

/** What administrators see besides. */
export interface AdministratorFacts {
  readonly choices: readonly { readonly serviceId: ServiceId | null; readonly choice: PaymentChoice }[];
  readonly failing: readonly Payment[];
  readonly services: readonly Service[];
}

/** A number that was typed and not found. */
export interface TypedNotice {
  readonly value: string;
  readonly problem: 'nonValido' | 'nonTrovato' | null;
}

/** @param most as many are listed */
const failingView = (office: string, operator: Operator, failing: readonly Payment[], most: number) => ({
  text: failing.length < most ? texts.nonRiesconoTesto : `${texts.nonRiesconoTesto} ${texts.primi(most)}`,
  table:
    failing.length === 0
      ? null
      : dataTable(
          texts.nonRiescono,
          texts.colonne,
          failing.map((payment) => {
            const { id, practiceCode, serviceId, amount, lastError, createdAt } = payment;
            const link = { label: practiceCode, href: `${office}/pagamenti/${id}`, context: texts.apri };
            return [
              mayWorkOn(operator, serviceId) ? { link } : { text: practiceCode },
              { text: inEuro(amount) },
              { badge: officePaymentBadge(payment) },
              { text: lastError === null ? '' : gatewayErrors[lastError] },
              { text: dayAndTime(createdAt) },
            ];
          }),
        ),
  retries: failing.map(({ id, practiceCode }) => ({
    action: `${office}/pagamenti/${id}/riprova`,
    label: texts.riprova(practiceCode),
  })),
});

const settingsViews = ({ choices, services }: AdministratorFacts) => {
  const others = choices.length === 1 ? texts.perTutti : texts.perGliAltri;
  const nameOf = (serviceId: ServiceId | null): string =>
    serviceId === null ? others : (services.find(({ id }) => id === serviceId)?.definition.name ?? '');
  return choices.map(({ serviceId, choice }) => settingsView(choice, nameOf(serviceId)));
};

/** @param office path of the office @param facts null for who is no administrator */
export const operatoriPagamentiView = (
  office: string,
  operator: Operator,
  typed: TypedNotice,
  facts: AdministratorFacts | null,
  most: number,
) => {
  const error = typed.problem === null ? undefined : texts.problemi[typed.problem];
  const field: TextFieldView = {
    partial: 'field-text',
    id: 'avviso',
    name: 'avviso',
    label: texts.avviso,
    hint: texts.avvisoAiuto,
    required: true,
    value: typed.value,
    maxlength: 40,
    error,
  };
  return {
    heading: { title: texts.titolo, lead: texts.introduzione },
    errors: error === undefined ? null : { errors: [{ id: 'avviso', message: error }] },
    action: `${office}/pagamenti`,
    field,
    administrator:
      facts === null
        ? null
        : {
            reconciliationHref: `${office}/pagamenti/riconciliazione`,
            failing: failingView(office, operator, facts.failing, most),
            settings: settingsViews(facts),
          },
  };
};
