import { type AmountRule, italianNumber, type ServiceDefinition } from '@stanza/core';
import { euro } from '../format/euro.ts';
import { conditionInWords, type FieldsById, nameOf, valueName } from './condition.it.ts';

type Step = Extract<ServiceDefinition['steps'][number], { readonly kind: 'payment' }>;

const amountInWords = (rule: AmountRule, fields: FieldsById): string => {
  switch (rule.rule) {
    case 'fixed':
      return euro(rule.cents);
    case 'choice': {
      const amounts = Object.entries(rule.cents).map(
        ([value, cents]) => `${valueName(rule.field, value, fields)} ${euro(cents)}`,
      );
      return `secondo ${nameOf(rule.field, fields)}: ${amounts.join(', ')}`;
    }
    case 'product': {
      const factors = rule.of.map((factor) =>
        'field' in factor
          ? nameOf(factor.field, fields)
          : `i giorni da ${nameOf(factor.from, fields)} a ${nameOf(factor.to, fields)}`,
      );
      const per = rule.per === 1 ? '' : ` ogni ${italianNumber(String(rule.per))}`;
      const least = rule.atLeast === undefined ? '' : `, almeno ${euro(rule.atLeast)}`;
      const most = rule.atMost === undefined ? '' : `, al massimo ${euro(rule.atMost)}`;
      return `${euro(rule.cents)}${per} per ${factors.join(' per ')}${least}${most}`;
    }
    case 'typed':
      return `quanto si scrive in ${nameOf(rule.field, fields)}`;
  }
};

/** `Diritti di segreteria: 16,00 €, solo se «Tipo» è «Doppia».` */
export const dueInWords = ({ label, when, stamp, amount }: Step['items'][number], fields: FieldsById): string => {
  const condition = when === undefined ? '' : `, solo se ${conditionInWords(when, fields)}`;
  return `${label}${stamp ? ' (marca da bollo)' : ''}: ${amountInWords(amount, fields)}${condition}.`;
};
