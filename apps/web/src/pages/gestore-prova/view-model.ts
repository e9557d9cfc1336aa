import { CITIZEN_ERRORS, fullName, SIGN_IN_LEVELS, type SignInLevel } from '@stanza/core';
import { type ParsedAuthnRequest, type PersonAttributes, testCitizens } from '@stanza/gateways/test-provider';
import { notice } from '../../ui/components.ts';
import { radioChoices } from '../../ui/radio-choices.ts';
import { texts } from './texts.it.ts';

/** The faults of our request that a provider may answer with (spid.md 2.4). */
const FAULTS = [8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18] as const;

/** The ErrorCodes that a provider may answer with: those about the citizen, and those about us. */
export const TEST_ERRORS = [...CITIZEN_ERRORS, ...FAULTS] as const;

const failure = (error: (typeof TEST_ERRORS)[number]) => ({ value: String(error), label: texts.errore(error) });

export const levelOf = (text: string): SignInLevel | undefined =>
  SIGN_IN_LEVELS.find((level) => String(level) === text);

/** The request goes with the form, field by field: this provider keeps nothing. */
const carried = (query: string) => [...new URLSearchParams(query)].map(([name, value]) => ({ name, value }));

/** What is chosen on the page; the rest of the query is the request. */
const CHOSEN: readonly string[] = ['persona', 'livello', 'scelta', 'errore'];

/** @param missing a person was asked for and none was chosen */
export const doorView = (query: string, asked: ParsedAuthnRequest, missing: boolean) => ({
  heading: { title: texts.titolo },
  warning: notice('warning', { text: texts.avviso }),
  errors: missing ? { errors: [{ id: 'persona', message: texts.scegli }] } : null,
  carried: carried(query).filter(({ name }) => !CHOSEN.includes(name)),
  people: {
    partial: 'field-radio' as const,
    id: 'persona',
    name: 'persona',
    label: texts.persona,
    required: true,
    error: missing ? texts.scegli : undefined,
    choices: radioChoices(
      'persona',
      '',
      testCitizens.map(({ key, verified: { identity } }) => ({
        value: key,
        label: fullName(identity),
        hint: identity.codiceFiscale,
      })),
    ),
  },
  levels: {
    partial: 'field-radio' as const,
    id: 'livello',
    name: 'livello',
    label: texts.livello,
    required: true,
    choices: radioChoices(
      'livello',
      String(asked.level),
      SIGN_IN_LEVELS.map((level) => ({ value: String(level), label: texts.livelli[level] })),
    ),
  },
  failures: CITIZEN_ERRORS.map(failure),
  faults: FAULTS.map(failure),
});

/** What the citizen reads, and after it what a developer looks for in the answer. */
const dataLabels: ReadonlyMap<string, string> = new Map(Object.entries(texts.dati));
const dataLabel = (name: string): string => {
  const label = dataLabels.get(name);
  return label === undefined ? name : `${label} (${name})`;
};

/** A form that takes the answer back to the Comune (HTTP-POST binding). */
export const answerForm = (asked: ParsedAuthnRequest, response: string, label: string, primary: boolean) => ({
  action: asked.acsUrl,
  response,
  relayState: asked.relayState,
  label,
  primary,
});

export const consentView = (
  ente: string,
  attributes: PersonAttributes,
  forms: readonly ReturnType<typeof answerForm>[],
) => ({
  heading: { title: texts.consenso.titolo, lead: texts.consenso.testo(ente) },
  data: Object.entries(attributes).map(([name, value]) => ({ name: dataLabel(name), value })),
  forms,
});
