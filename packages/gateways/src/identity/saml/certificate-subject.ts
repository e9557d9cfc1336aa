import type { ServiceProviderSettings } from '@stanza/core';

/** A part of a distinguished name, by its object identifier. */
export interface NamePart {
  readonly type: string;
  /** What people call it. */
  readonly label: string;
  readonly value: string;
}

export const COUNTRY = '2.5.4.6';

/** What the certificate of an ente says of it, no more (Avviso 29 v3, spid.md 2.2): in the order of AgID's own generator. */
export const certificateSubject = (settings: ServiceProviderSettings): readonly NamePart[] => [
  { type: '2.5.4.10', label: 'O (nome completo)', value: settings.organization.name },
  { type: '2.5.4.3', label: 'CN (nome mostrato)', value: settings.organization.displayName },
  { type: '2.5.4.83', label: 'uri (entityID)', value: settings.entityId },
  { type: '2.5.4.97', label: 'organizationIdentifier (codice IPA)', value: `PA:IT-${settings.ipaCode}` },
  { type: COUNTRY, label: 'C (paese)', value: 'IT' },
  { type: '2.5.4.7', label: 'L (città)', value: settings.city },
];

/** Policies of the certificate of a public service provider, each with its notice (Avviso 29 v3). */
export const CERTIFICATE_POLICIES = [
  { id: '1.3.76.16.6', notice: 'agIDcert' },
  { id: '1.3.76.16.4.2.1', notice: 'cert_SP_Pub' },
] as const;

export const EXTENSIONS = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  certificatePolicies: '2.5.29.32',
} as const;
