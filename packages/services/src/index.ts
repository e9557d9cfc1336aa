export { applicantLabels } from './applicant-labels.it.ts';
export { catalogue } from './catalogue.ts';
export { definitionProblemPlace, definitionProblemSentence } from './definition-problems.it.ts';
export { partLabels } from './part-labels.it.ts';
export { type FileProblem, type InvalidDefinition, readDefinitionFile } from './read-definition-file.ts';
