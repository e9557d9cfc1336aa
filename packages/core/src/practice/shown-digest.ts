import { applicantFacts } from '../person/applicant-facts.ts';
import type { Citizen } from '../person/citizen.ts';
import type { Answers } from '../service/journey.ts';
import { fingerprint } from '../shared/fingerprint.ts';

/**
 * What "Controllo e conferma" shows, in short: the page carries it, so that what is sent is what was read (manual §6.3).
 * @returns the same digest for the same answers, in whatever order, of the same applicant
 */
export const shownDigest = (
  answers: Answers,
  applicant: Pick<Citizen, 'identity' | 'contacts' | 'residenza' | 'domicilio'>,
): string => {
  const sorted = Object.entries(answers).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return fingerprint(JSON.stringify([sorted, applicantFacts(applicant)]));
};
