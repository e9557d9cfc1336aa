import { type Registration, RegistryError } from '@stanza/core';
import { jsonBody } from '@stanza/gateways';
import { orElse } from '../service-values.ts';
import { call, type Line, mustBe } from './call.ts';
import type { PitreSettings } from './settings.ts';

type Project = NonNullable<PitreSettings['project']>;

/** For humans and for searches: what is written of a practice names it. */
export const objectOf = ({ subject, practiceCode }: Registration): string =>
  subject.includes(practiceCode) ? subject : `${subject} - pratica ${practiceCode}`;

/**
 * The fascicolo that a document goes into: that of the service, else the general one of its classification, or that of the ente;
 * or the node of the titolario where each practice has one of its own. Null where there is none.
 * @throws RegistryError `settings` where the id of the titolario is not known, without which P.I.Tre takes no code
 */
export const chosenProject = ({ project }: PitreSettings, { values }: Registration): Project | null => {
  const code = orElse(values.dossier, orElse(values.classification, null));
  if (code === null) return project;
  if (project === null) throw new RegistryError('settings', 'The fascicolo of the service has no titolario');
  return { ...project, code, perPractice: project.perPractice && values.dossier === '' };
};

/** @returns the id of the first fascicolo that names the practice; null where there is none */
const findFor = async (line: Line, { practiceCode }: Registration): Promise<string | null> => {
  const named = { Name: 'PROJECT_DESCRIPTION', Value: practiceCode, Type: 0 }; // a text, and part of one
  const { Projects, TotalProjectsNumber } = await call(line, 'SearchProjects', jsonBody({ Filters: [named] }));
  // Where none was found the list may be missing: no member of the answer is compulsory.
  const none = (TotalProjectsNumber ?? 0) === 0 ? [] : null;
  // The newest comes first. A second one is somebody else's, or was made by a request that arrived late.
  const first = mustBe(Projects ?? none, 'list of fascicoli').findLast(({ Description }) =>
    Description?.includes(practiceCode),
  );
  return first === undefined ? null : mustBe(first.Id, 'id of a fascicolo');
};

const createFor = async (line: Line, { code, scheme }: Project, registration: Registration): Promise<string> => {
  const made = {
    Description: objectOf(registration),
    CodeNodeClassification: code,
    ClassificationScheme: { Id: scheme },
  };
  const { Project } = await call(line, 'CreateProject', jsonBody({ Project: made }));
  return mustBe(Project?.Id, 'id of the fascicolo');
};

/**
 * How P.I.Tre is told of the fascicolo. That of a practice is made with the first document of it, and found again by the practice's
 * code in its description: before each document, so that one whose answer was lost is not made twice.
 */
export const referenceTo = async (line: Line, project: Project, registration: Registration) => {
  if (!project.perPractice) return { CodeProject: project.code, ClassificationSchemeId: project.scheme };
  const found = await findFor(line, registration);
  return { IdProject: found ?? (await createFor(line, project, registration)) };
};
