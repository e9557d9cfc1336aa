import {
  compareDefinitions,
  DEFINITION_LIMITS,
  type DefinitionChange,
  type Service,
  type ServiceDefinition,
} from '@stanza/core';
import { definitionProblemPlace, definitionProblemSentence, type InvalidDefinition } from '@stanza/services';
import { sheetTitles } from '../../texts/service-sheet.it.ts';
import type { FieldView } from '../../ui/fields.ts';
import { texts } from './texts.it.ts';

const MOST_ROWS = 20;

export interface DefinitionForm {
  /** Path of the office. */
  readonly office: string;
  readonly action: string;
  /** The service that it is a revision of; null for a new one. */
  readonly service: Service | null;
  /** In use when the page was made; null for a new service. */
  readonly revision: number | null;
  /** What was pasted, or was in the file. */
  readonly text: string;
  readonly invalid: InvalidDefinition | null;
}

const problemsView = ({ problems, left }: InvalidDefinition) => ({
  title: texts.errori(problems.length + left),
  left: left === 0 ? null : texts.altriErrori(left),
  items: problems.map((problem) => ({
    place: definitionProblemPlace(problem),
    sentence: definitionProblemSentence(problem),
  })),
});

const linksOf = (office: string, slug: string) => {
  const here = `${office}/servizi/${slug}`;
  return [
    { label: texts.scarica, href: `${here}/definizione.json`, download: true },
    { label: texts.testi, href: `${here}/testi`, download: false },
    { label: texts.impostazioni, href: here, download: false },
  ];
};

/** Where a definition is chosen or pasted. */
export const definitionFormView = ({ office, action, service, revision, text, invalid }: DefinitionForm) => {
  const file: FieldView = {
    partial: 'field-file',
    id: 'file',
    name: 'file',
    label: texts.fileCampo,
    required: true,
    accept: '.json,application/json',
    limits: texts.fileLimiti,
    multiple: false,
    current: [],
    currentHint: '',
    reuse: null,
  };
  const area: FieldView = {
    partial: 'field-textarea',
    id: 'definizione',
    name: 'definizione',
    label: texts.campo,
    hint: texts.campoAiuto,
    required: true,
    value: text,
    rows: MOST_ROWS,
  };
  return {
    heading:
      service === null
        ? { title: texts.nuovo, lead: texts.nuovoIntroduzione }
        : {
            title: texts.revisione(service.definition.name),
            lead: texts.revisioneIntroduzione(service.definition.revision),
          },
    problems: invalid === null ? null : problemsView(invalid),
    links: service === null ? [] : linksOf(office, service.definition.slug),
    action,
    revision: revision ?? '',
    file,
    text: area,
  };
};

const isSection = (key: string): key is keyof typeof sheetTitles => key in sheetTitles;

const namesOf = (keys: readonly string[]): string =>
  keys.map((key) => (Object.hasOwn(texts.proprieta, key) ? texts.proprieta[key] : `«${key}»`)).join(', ');

const changeText = (change: DefinitionChange): string => {
  const { servizio, scheda, passo, campo, ordinePassi, ordineCampi } = texts.modifica;
  if (change.of === 'order') return change.step === null ? ordinePassi : ordineCampi(change.step);
  if (change.of === 'service') {
    const section = change.key.replace(/^sheet\./u, '');
    return change.key.startsWith('sheet.') && isSection(section)
      ? scheda(sheetTitles[section])
      : servizio(namesOf([change.key]));
  }
  if (change.of === 'step') return passo[change.change](change.step, namesOf(change.keys));
  return campo[change.change](change.step, change.field, namesOf(change.keys));
};

/** What differs from the revision in use. @param before null for a new service */
export const changeTexts = (before: ServiceDefinition | null, after: ServiceDefinition): readonly string[] =>
  before === null ? [] : compareDefinitions(before, after).map(changeText);

export const MAX_FILE_BYTES = DEFINITION_LIMITS.bytes;
