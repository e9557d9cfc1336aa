import type { ServiceProviderSettings } from '@stanza/core';
import { element, xmlText } from './element.ts';
import { NAME_FORMATS } from './saml-names.ts';

/** Who a message is from, as SPID wants it written: the entityID, also as its own qualifier. */
export const issuer = ({ entityId }: ServiceProviderSettings): string =>
  element('saml:Issuer', { Format: NAME_FORMATS.entity, NameQualifier: entityId }, xmlText(entityId));
