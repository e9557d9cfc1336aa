import type { Service, Tenant } from '@stanza/core';
import { UserFacingError } from '../user-facing-error.ts';
import type { Platform } from './with-platform.ts';

/** The service of an ente that a command names by its path. @throws UserFacingError when there is none */
export const serviceNamed = async ({ unitOfWork }: Platform, ente: Tenant, slug: string): Promise<Service> => {
  const found = await unitOfWork.read(ente.id, ({ services }) => services.bySlug(slug));
  if (found === null) throw new UserFacingError(`${ente.name} non ha il servizio «${slug}».`);
  return found;
};
