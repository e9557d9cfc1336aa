import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { ServiceProviderSettings } from '@stanza/core';
import * as asn1js from 'asn1js';
import { BasicConstraints, Certificate, CertificatePolicies, type Extension, type PolicyInformation } from 'pkijs';
import { CERTIFICATE_POLICIES, certificateSubject, EXTENSIONS } from './certificate-subject.ts';
import type { SigningKey } from './signing-key.ts';

const MIN_BITS = 2048;
/** RSA (PKCS #1 v1.5) with SHA-256, with SHA-512. */
const SIGNATURES = ['1.2.840.113549.1.1.11', '1.2.840.113549.1.1.13'];
/** digitalSignature and nonRepudiation: the first two bits, and no other. */
const KEY_USAGE_BITS = 0b1100_0000;
/**
 * surname, name, givenName, initials, generationQualifier, familyInformation, pseudonym, e-mail address (Avviso 29; technical manual
 * of CIE, "Struttura dei certificati di federazione").
 */
const PERSONAL = ['4', '41', '42', '43', '44', '64', '65']
  .map((part) => `2.5.4.${part}`)
  .concat('1.2.840.113549.1.9.1');

const subjectProblems = (settings: ServiceProviderSettings, { subject }: Certificate): string[] => {
  const parts = subject.typesAndValues.map(({ type, value }) => ({ type, value: String(value.valueBlock.value) }));
  const wrong = certificateSubject(settings).flatMap(({ type, label, value }) => {
    const found = parts.filter((part) => part.type === type).map((part) => part.value);
    if (found.length === 1 && found[0] === value) return [];
    const said = found.length === 0 ? 'manca' : `è «${found.join(', ')}»`;
    return [`${label} ${said}, doveva essere «${value}»`];
  });
  const personal = parts.some(({ type }) => PERSONAL.includes(type));
  return personal ? [...wrong, 'il soggetto nomina una persona: non deve'] : wrong;
};

const keyProblems = ({ privateKeyPem }: SigningKey, certificate: X509Certificate): string[] => {
  const { asymmetricKeyType: kind, asymmetricKeyDetails: details } = certificate.publicKey;
  const problems = kind === 'rsa' ? [] : ['la chiave non è RSA'];
  if (kind === 'rsa' && (details?.modulusLength ?? 0) < MIN_BITS) {
    problems.push(`la chiave ha ${details?.modulusLength ?? 0} bit, meno di ${MIN_BITS}`);
  }
  try {
    if (!certificate.checkPrivateKey(createPrivateKey(privateKeyPem)))
      problems.push('la chiave è di un altro certificato');
  } catch {
    problems.push('la chiave privata non si legge');
  }
  return problems;
};

const timeProblems = ({ validFromDate, validToDate }: X509Certificate, now: Date): string[] => {
  if (now < validFromDate) return [`il certificato vale soltanto dal ${validFromDate.toISOString()}`];
  return now > validToDate ? [`il certificato è scaduto il ${validToDate.toISOString()}`] : [];
};

const isUsageRight = (extension: Extension): boolean => {
  const { parsedValue } = extension;
  if (!extension.critical || !(parsedValue instanceof asn1js.BitString)) return false;
  const [first, ...others] = parsedValue.valueBlock.valueHexView;
  return first === KEY_USAGE_BITS && others.every((octet) => octet === 0);
};

/** The texts of a policy's notices for people (`explicitText` of UserNotice, RFC 5280 4.2.1.4). */
const noticesOf = ({ policyQualifiers = [] }: PolicyInformation): readonly string[] =>
  policyQualifiers
    .map(({ qualifier }): unknown => qualifier)
    .flatMap((qualifier) => (qualifier instanceof asn1js.Sequence ? qualifier.valueBlock.value : []))
    .flatMap((part) => (part instanceof asn1js.BaseStringBlock ? [part.getValue()] : []));

const hasPolicies = ({ critical, parsedValue }: Extension): boolean => {
  if (critical || !(parsedValue instanceof CertificatePolicies)) return false;
  const found = new Map(parsedValue.certificatePolicies.map((one) => [one.policyIdentifier, noticesOf(one)]));
  return CERTIFICATE_POLICIES.every(({ id, notice }) => found.get(id)?.includes(notice));
};

const isKeyIdentifier = ({ critical, parsedValue }: Extension): boolean =>
  !critical && parsedValue instanceof asn1js.OctetString && parsedValue.valueBlock.valueHexView.length > 0;

const isNoAuthority = ({ critical, parsedValue }: Extension): boolean =>
  !critical && parsedValue instanceof BasicConstraints && !parsedValue.cA;

const EXTENSION_RULES: readonly (readonly [string, string, (extension: Extension) => boolean])[] = [
  [EXTENSIONS.basicConstraints, 'basicConstraints (non critica, CA falso)', isNoAuthority],
  [EXTENSIONS.keyUsage, 'keyUsage (critica, digitalSignature e nonRepudiation)', isUsageRight],
  [EXTENSIONS.certificatePolicies, 'certificatePolicies (non critica, agIDcert e cert_SP_Pub)', hasPolicies],
  [EXTENSIONS.subjectKeyIdentifier, 'subjectKeyIdentifier (non critica)', isKeyIdentifier],
];

const extensionProblems = ({ extensions = [] }: Certificate): string[] =>
  EXTENSION_RULES.flatMap(([id, label, isRight]) => {
    const [found, ...others] = extensions.filter(({ extnID }) => extnID === id);
    return found !== undefined && others.length === 0 && isRight(found) ? [] : [`l’estensione non va: ${label}`];
  });

/**
 * What of a key and its certificate is against Avviso 29 v3 or differs from the settings (spid.md 2.2), in Italian for who
 * runs the portal; none is what it should be. A changed entityID or IPA code needs a new certificate.
 */
export const certificateProblems = (
  settings: ServiceProviderSettings,
  key: SigningKey,
  now: Date,
): readonly string[] => {
  let read: { readonly x509: X509Certificate; readonly certificate: Certificate };
  try {
    const x509 = new X509Certificate(key.certificatePem);
    read = { x509, certificate: Certificate.fromBER(Uint8Array.from(x509.raw).buffer) };
  } catch {
    return ['il certificato non si legge'];
  }
  const { x509, certificate } = read;
  const signature = SIGNATURES.includes(certificate.signatureAlgorithm.algorithmId)
    ? []
    : ['il certificato non è firmato con SHA-256 o SHA-512'];
  return [
    ...subjectProblems(settings, certificate),
    ...keyProblems(key, x509),
    ...timeProblems(x509, now),
    ...signature,
    ...extensionProblems(certificate),
  ];
};
