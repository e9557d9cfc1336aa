import {
  applicantFacts,
  type Citizen,
  type FieldError,
  lacksContacts,
  mayTypeContacts,
  mayTypeIdentity,
  type OpeningId,
  type Service,
} from '@stanza/core';
import { applicantLabels } from '@stanza/services';
import { citizenErrors, citizenGroups, knownContacts, knownIdentity, type Typed } from './citizen-fields.ts';
import { texts } from './texts.it.ts';

/** What was just typed, and what is wrong with it; null when the page shows what is known. */
export interface TypedAgain {
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
}

export interface CitizenForm {
  readonly service: Service;
  /** Null when the ente does not know them. */
  readonly citizen: Citizen | null;
  readonly codiceFiscale: string;
  /** Of this page: sent twice, it opens one practice. */
  readonly opening: OpeningId;
  readonly again: TypedAgain | null;
}

/** Who may still write what of this citizen. */
const introOf = (citizen: Citizen | null): string => {
  if (citizen === null) return texts.nuovo;
  if (mayTypeIdentity(citizen)) return texts.nonVerificato;
  return mayTypeContacts(citizen) ? texts.verificato : texts.noto;
};

const factsOf = (citizen: Citizen) => ({
  title: '',
  editHref: null,
  rows: applicantFacts(citizen).map(({ fact, value }) => ({ term: applicantLabels[fact], value })),
});

const NO_CONTACTS = { contacts: { email: null, telefono: null }, residenza: null, domicilio: null };

/**
 * Who is at the counter, before a practice is opened for them: the contacts that the ente has are not shown yet.
 * @param base the ente's path
 * @param href of the first page
 */
export const citizenView = (
  base: string,
  href: string,
  { service, citizen, codiceFiscale, opening, again }: CitizenForm,
) => {
  const asks = {
    identity: mayTypeIdentity(citizen),
    contacts: mayTypeContacts(citizen) && lacksContacts(citizen),
  };
  const typed = again?.typed ?? (citizen === null ? {} : knownIdentity(citizen));
  const errors = again?.errors ?? [];
  const code = { term: texts.codiceFiscale, value: citizen?.identity.codiceFiscale ?? codiceFiscale.toUpperCase() };
  return {
    heading: { title: texts.cittadino, lead: service.definition.name },
    errors: citizenErrors(errors),
    intro: introOf(citizen),
    later: asks.contacts ? null : texts.recapitiDopo,
    action: href,
    apertura: opening,
    servizio: service.definition.slug,
    codiceFiscale,
    known:
      citizen === null || asks.identity
        ? { title: '', editHref: null, rows: [code] }
        : factsOf({ ...citizen, ...NO_CONTACTS }),
    groups: citizenGroups(asks, typed, errors, base),
  };
};

/**
 * The data of a citizen whom the operator has opened a practice for.
 * @param base the ente's path
 * @param href of the practice at the counter
 */
export const applicantView = (base: string, href: string, citizen: Citizen, again: TypedAgain | null) => {
  const asks = { identity: mayTypeIdentity(citizen), contacts: mayTypeContacts(citizen) };
  const typed = again?.typed ?? { ...knownIdentity(citizen), ...knownContacts(citizen) };
  const errors = again?.errors ?? [];
  const shown = asks.contacts ? { ...citizen, ...NO_CONTACTS } : citizen;
  const code = { term: texts.codiceFiscale, value: citizen.identity.codiceFiscale };
  return {
    heading: { title: texts.cittadino },
    errors: citizenErrors(errors),
    intro: introOf(citizen),
    action: `${href}/cittadino`,
    backHref: `${href}/compila`,
    known: asks.identity ? { title: '', editHref: null, rows: [code] } : factsOf(shown),
    groups: citizenGroups(asks, typed, errors, base),
  };
};
