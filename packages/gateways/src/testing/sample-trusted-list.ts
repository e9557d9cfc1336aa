import { SignedXml } from 'xml-crypto';
import { ALGORITHMS } from '../identity/saml/saml-names.ts';
import type { SigningKey } from '../identity/saml/signing-key.ts';

const SERVICES = 'http://uri.etsi.org/TrstSvc';
const PROPERTIES = 'http://uri.etsi.org/01903/v1.3.2#';

export interface SampleService {
  /** PEM. */
  readonly certificate: string;
  readonly type?: 'CA/QC' | 'TSA/QTST';
  readonly status?: 'granted' | 'withdrawn';
  readonly use?: 'ForeSignatures' | 'ForWebSiteAuthentication';
}

const base64Of = (pem: string): string => pem.replaceAll(/-----[^-]+-----|\s/gu, '');

const serviceXml = ({
  certificate,
  type = 'CA/QC',
  status = 'granted',
  use = 'ForeSignatures',
}: SampleService): string =>
  `<TSPService><ServiceInformation><ServiceTypeIdentifier>${SERVICES}/Svctype/${type}</ServiceTypeIdentifier>` +
  `<ServiceDigitalIdentity><DigitalId><X509Certificate>${base64Of(certificate)}</X509Certificate></DigitalId>` +
  `</ServiceDigitalIdentity><ServiceStatus>${SERVICES}/TrustedList/Svcstatus/${status}</ServiceStatus>` +
  `<ServiceInformationExtensions><Extension Critical="true"><AdditionalServiceInformation>` +
  `<URI xml:lang="en">${SERVICES}/TrustedList/SvcInfoExt/${use}</URI></AdditionalServiceInformation></Extension>` +
  '</ServiceInformationExtensions></ServiceInformation></TSPService>';

/** A trusted list (ETSI TS 119 612), with no more in it than what is read. */
export const trustedListXml = (services: readonly SampleService[], nextUpdate = '2099-01-01T00:00:00Z'): string =>
  '<?xml version="1.0" encoding="UTF-8"?>' +
  '<TrustServiceStatusList xmlns="http://uri.etsi.org/02231/v2#" Id="elenco"><SchemeInformation>' +
  '<ListIssueDateTime>2026-11-02T10:00:00Z</ListIssueDateTime>' +
  `<NextUpdate><dateTime>${nextUpdate}</dateTime></NextUpdate></SchemeInformation><TrustServiceProviderList>` +
  `<TrustServiceProvider><TSPServices>${services.map(serviceXml).join('')}</TSPServices></TrustServiceProvider>` +
  '</TrustServiceProviderList></TrustServiceStatusList>';

/** The same with an enveloped signature as trusted lists have it (XAdES): over the whole, and over properties of its own. */
export const signTrustedList = (xml: string, { privateKeyPem, certificatePem }: SigningKey): string => {
  const signature = new SignedXml({
    privateKey: privateKeyPem,
    publicCert: certificatePem,
    signatureAlgorithm: ALGORITHMS.rsaSha256,
    canonicalizationAlgorithm: ALGORITHMS.exclusive,
    objects: [
      {
        content:
          `<xades:QualifyingProperties xmlns:xades="${PROPERTIES}" Target="#firma">` +
          '<xades:SignedProperties Id="proprieta"><xades:SignedSignatureProperties/></xades:SignedProperties>' +
          '</xades:QualifyingProperties>',
      },
    ],
  });
  const digestAlgorithm = ALGORITHMS.sha256;
  signature.addReference({
    xpath: '/*',
    transforms: [ALGORITHMS.enveloped, ALGORITHMS.exclusive],
    digestAlgorithm,
    uri: '',
    isEmptyUri: true,
  });
  signature.addReference({
    xpath: "//*[local-name(.)='SignedProperties']",
    transforms: [ALGORITHMS.exclusive],
    digestAlgorithm,
  });
  signature.computeSignature(xml, { prefix: 'ds', location: { reference: '/*', action: 'append' } });
  return signature.getSignedXml();
};
