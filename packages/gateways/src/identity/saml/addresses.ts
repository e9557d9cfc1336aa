import type { ServiceProviderSettings } from '@stanza/core';

type Addressed = Pick<ServiceProviderSettings, 'baseUrl' | 'federation'>;

const under = ({ baseUrl, federation }: Addressed, last: string): string => `${baseUrl}/${federation}/${last}`;

/** Where the metadata of an ente is read. */
export const metadataUrl = (settings: Addressed): string => under(settings, 'metadata');

/** Where providers send the browser back with a Response (AssertionConsumerService). */
export const acsUrl = (settings: Addressed): string => under(settings, 'acs');

/** Where providers send requests to end a session, and their answers to ours (SingleLogoutService). */
export const logoutUrl = (settings: Addressed): string => under(settings, 'logout');

/** The ente's part of the portal's addresses. */
export const slugOf = ({ baseUrl }: ServiceProviderSettings): string => baseUrl.slice(baseUrl.lastIndexOf('/') + 1);
