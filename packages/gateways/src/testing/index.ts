export { signXml } from '../identity/saml/sign-xml.ts';
export { certificateBase64 } from '../identity/saml/signing-key.ts';
export { keyDescriptor, list as registryXml, otherXml, providerXml } from '../identity/saml/testing/sample-registry.ts';
export { sampleKey, sampleSettings } from '../identity/saml/testing/sample-service-provider.ts';
export * from './make-p7m.ts';
export * from './test-secret-key.ts';
export * from './test-storage.ts';
