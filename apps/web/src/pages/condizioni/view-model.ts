import { pendingTerms, type TermsAcceptance, type TermsDocument } from '@stanza/core';
import { texts } from './texts.it.ts';

interface Facts {
  readonly documents: readonly TermsDocument[];
  readonly acceptances: readonly TermsAcceptance[];
}

/** @param again the page is shown again because a mandatory document is missing */
export const condizioniView = (
  action: string,
  destination: string,
  { documents, acceptances }: Facts,
  again: boolean,
) => {
  const accepted = new Set(acceptances.map(({ termsId }) => termsId));
  const pending = new Set(pendingTerms(documents, acceptances).map(({ id }) => id));
  const missing = again ? documents.filter(({ id }) => pending.has(id)) : [];
  return {
    heading: { title: texts.titolo, lead: texts.introduzione },
    action,
    destination,
    errors:
      missing.length === 0
        ? null
        : { errors: missing.map(({ id, title }) => ({ id: `c-${id}`, message: texts.manca(title) })) },
    documents: documents.map((document) => ({
      title: document.title,
      body: document.body,
      field: {
        partial: 'field-checkbox' as const,
        id: `c-${document.id}`,
        name: 'condizione',
        value: document.id,
        label: texts.accetto(document.title),
        required: document.mandatory,
        checked: accepted.has(document.id),
        error: again && pending.has(document.id) ? texts.spunta : undefined,
      },
    })),
  };
};
