import type { Address } from '../person/address.ts';
import { applicantFacts } from '../person/applicant-facts.ts';
import type { Citizen } from '../person/citizen.ts';
import { type BoundField, holdsFiles } from './field-kinds/index.ts';
import type { Answers, CompiledService } from './journey.ts';

type Applicant = Pick<Citizen, 'identity' | 'contacts' | 'residenza' | 'domicilio'>;

/** An address under the id of its block: `<id>.via`… */
const partsOf = (id: string, address: Address | null): readonly (readonly [string, string])[] =>
  Object.entries(address ?? {}).map(([part, value]) => [`${id}.${part}`, value]);

/** What the profile says for the fields that ask for it. */
const fromProfile = (service: CompiledService, applicant: Applicant): ReadonlyMap<string, string> => {
  const facts = new Map(applicantFacts(applicant).map(({ fact, value }) => [fact, value]));
  const fields = service.steps.flatMap((step) => (step.definition.kind === 'form' ? step.definition.fields : []));
  return new Map(
    fields.flatMap((field): readonly (readonly [string, string])[] => {
      if (field.kind === 'address') {
        // Who lives where they are registered has no other address.
        const { residenza, domicilio } = applicant;
        if (field.prefill === undefined) return [];
        const address = field.prefill === 'domicilio' ? (domicilio ?? residenza) : residenza;
        return field.inItaly && address?.stato !== undefined ? [] : partsOf(field.id, address);
      }
      const fact = 'prefill' in field ? field.prefill : undefined;
      const value = fact === undefined ? undefined : facts.get(fact);
      return value === undefined ? [] : [[field.id, value]];
    }),
  );
};

/**
 * What a new draft begins with: what the portal knows already is not asked again. It comes from the profile and, for the
 * fields that say `remember`, from the citizen's last sent practice of the same service. All of it can be changed.
 */
export const initialAnswers = (service: CompiledService, applicant: Applicant, last: Answers | null): Answers => {
  const known = fromProfile(service, applicant);
  const remembered = ({ field }: BoundField): string => {
    const answer = field.remember ? last?.[field.id] : undefined;
    return typeof answer === 'string' ? answer : '';
  };
  // A block is of one source: half of an address of then and half of one of now is nobody's address.
  const entryOf = ({ field }: BoundField): string => field.id.split('.', 1)[0] ?? field.id;
  const fromLast = new Set(
    service.steps.flatMap(({ fields }) => fields.filter((bound) => remembered(bound) !== '').map(entryOf)),
  );
  const answers: Record<string, string> = {};
  for (const step of service.steps) {
    for (const bound of step.fields.filter(({ field }) => !holdsFiles(field))) {
      const value = fromLast.has(entryOf(bound)) ? remembered(bound) : bound.normalise(known.get(bound.field.id) ?? '');
      if (value !== '') answers[bound.field.id] = value;
    }
    for (const entry of step.entries) {
      if (entry.kind !== 'rows' || !entry.rows.rows.remember) continue;
      const count = last?.[entry.rows.rows.id];
      if (typeof count === 'string') answers[entry.rows.rows.id] = count;
    }
  }
  return answers;
};
