import type { Attachment } from '../attachment/attachment.ts';
import { applicantFacts } from '../person/applicant-facts.ts';
import type { Citizen } from '../person/citizen.ts';
import type { DisplayFacts } from '../service/field-kinds/field-kind.ts';

/** What displays look up. @param applicant the citizen, or the copy that a sent practice keeps; null when there is none */
export const displayFacts = (
  applicant: Pick<Citizen, 'identity' | 'contacts' | 'residenza' | 'domicilio'> | null,
  files: readonly Attachment[],
): DisplayFacts => ({
  fileNames: new Map(files.map(({ id, fileName }) => [String(id), fileName])),
  applicant: new Map(applicant === null ? [] : applicantFacts(applicant).map(({ fact, value }) => [fact, value])),
});
