export { applicantLabels } from './applicant-labels.it.ts';
export { catalogue } from './catalogue.ts';
export { partLabels } from './part-labels.it.ts';
