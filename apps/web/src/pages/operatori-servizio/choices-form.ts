import { type ChoicesInput, PROTOCOL_VALUES, type Service } from '@stanza/core';

/** Names of the fields in the form. */
export const NAMES = {
  suspended: 'sospeso',
  featured: 'primo_piano',
  opensOn: 'apertura',
  closesOn: 'chiusura',
  position: 'ordine',
  drafts: 'bozze',
  signInLevel: 'livello',
  answerFlow: 'risposta',
  bulkDecisions: 'insieme',
  office: 'ufficio',
  classification: 'classificazione',
  dossier: 'fascicolo',
  documentType: 'tipo_documento',
} as const satisfies Record<keyof ChoicesInput, string>;

/** What the form sent. @param fields by the names that they have in it */
export const inputFrom = (fields: Readonly<Record<string, string>>): ChoicesInput => {
  const text = (name: keyof ChoicesInput) => fields[NAMES[name]] ?? '';
  const ticked = (name: keyof ChoicesInput) => fields[NAMES[name]] === 'si';
  return {
    suspended: ticked('suspended'),
    featured: ticked('featured'),
    bulkDecisions: ticked('bulkDecisions'),
    opensOn: text('opensOn'),
    closesOn: text('closesOn'),
    position: text('position'),
    drafts: text('drafts'),
    signInLevel: text('signInLevel'),
    answerFlow: text('answerFlow'),
    office: text('office'),
    classification: text('classification'),
    dossier: text('dossier'),
    documentType: text('documentType'),
  };
};

/** As the form shows what is chosen already. */
export const inputOf = ({ status, featured, opensOn, closesOn, settings }: Service): ChoicesInput => ({
  suspended: status === 'sospeso',
  featured,
  opensOn: opensOn ?? '',
  closesOn: closesOn ?? '',
  position: String(settings.position),
  drafts: settings.drafts,
  signInLevel: String(settings.signInLevel),
  answerFlow: settings.answerFlow,
  bulkDecisions: settings.bulkDecisions,
  ...settings.protocol,
});

/** The fields that are shown together. */
export const GROUPS = {
  cittadini: ['suspended', 'featured', 'opensOn', 'closesOn', 'position', 'drafts', 'signInLevel'],
  lavoro: ['answerFlow', 'bulkDecisions'],
  registro: PROTOCOL_VALUES,
} as const satisfies Record<string, readonly (keyof ChoicesInput)[]>;
