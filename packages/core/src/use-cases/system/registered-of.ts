import type { Registration } from '../../ports/protocol-registry.ts';
import type { Stores } from '../../ports/unit-of-work.ts';
import type { Practice } from '../../practice/practice.ts';
import type { ProtocolValues } from '../../service/service.ts';

/** What the ente has written of the service of a practice for its registry, as it is now. */
export const protocolValuesOf = async (
  { services }: Pick<Stores, 'services'>,
  { serviceId }: Practice,
): Promise<ProtocolValues> => {
  const service = await services.byId(serviceId);
  if (service === null) throw new Error(`Service ${serviceId} of a practice is not there`);
  return service.settings.protocol;
};

/** What every registration says of its practice and of whom it is from, or for. */
export const registeredOf = (
  { id, code, serviceId }: Practice,
  { identity, contacts }: NonNullable<Practice['applicant']>,
  values: ProtocolValues,
): Pick<Registration, 'correspondent' | 'practiceId' | 'practiceCode' | 'serviceId' | 'values'> => ({
  correspondent: {
    nome: identity.nome,
    cognome: identity.cognome,
    codiceFiscale: identity.codiceFiscale,
    email: contacts.email,
  },
  practiceId: id,
  practiceCode: code,
  serviceId,
  values,
});
