import type { Registration } from '../../ports/protocol-registry.ts';
import type { Practice } from '../../practice/practice.ts';

/** What every registration says of its practice and of whom it is from, or for. */
export const registeredOf = (
  { id, code, serviceId }: Practice,
  { identity, contacts }: NonNullable<Practice['applicant']>,
): Pick<Registration, 'correspondent' | 'practiceId' | 'practiceCode' | 'serviceId'> => ({
  correspondent: {
    nome: identity.nome,
    cognome: identity.cognome,
    codiceFiscale: identity.codiceFiscale,
    email: contacts.email,
  },
  practiceId: id,
  practiceCode: code,
  serviceId,
});
