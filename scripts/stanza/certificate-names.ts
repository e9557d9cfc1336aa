import { LONGEST_NAME_IN_CERTIFICATE, type ServiceProviderSettings, serviceProviderSettingsSchema } from '@stanza/core';
import { UserFacingError } from '../user-facing-error.ts';

const { organization } = serviceProviderSettingsSchema.shape;
const { name, displayName } = organization.shape;

/** What an ente is in a federation, with names that can be in a certificate: as it is given, not as it was kept before. */
export const givenSettingsSchema = serviceProviderSettingsSchema.extend({
  organization: organization.extend({
    name: name.max(LONGEST_NAME_IN_CERTIFICATE),
    displayName: displayName.max(LONGEST_NAME_IN_CERTIFICATE),
  }),
});

/** @throws UserFacingError when no certificate can say what the settings say */
export const assertNamesFit = (settings: ServiceProviderSettings): void => {
  const names = [settings.organization.name, settings.organization.displayName];
  if (names.every(({ length }) => length <= LONGEST_NAME_IN_CERTIFICATE)) return;
  throw new UserFacingError(
    `In un certificato un nome ha al massimo ${LONGEST_NAME_IN_CERTIFICATE} caratteri: accorciate «nome» e «nomeMostrato» con «stanza spid:ente».`,
  );
};
