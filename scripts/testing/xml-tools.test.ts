import { expect, it } from '@jest/globals';
import { describeWithXmlTools } from './describe-with-xml-tools.ts';
import { missingXmlTools, schemaProblems, signatureProblems } from './xml-tools.ts';

it('the programs that are on no path are missing', () => {
  expect(missingXmlTools({ PATH: '' })).toEqual(expect.arrayContaining(['xmllint', 'xmlsec1']));
});

describeWithXmlTools('the programs that judge XML', () => {
  it('say what is wrong, and are not silent about what is no XML', async () => {
    const metadata = (inside: string) =>
      `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://x.example">${inside}</md:EntityDescriptor>`;
    const ends =
      '<md:AdditionalMetadataLocation namespace="https://x.example">https://x.example</md:AdditionalMetadataLocation>';
    const role =
      '<md:AuthnAuthorityDescriptor protocolSupportEnumeration="urn:x"><md:AuthnQueryService Binding="urn:x" Location="https://x.example"/></md:AuthnAuthorityDescriptor>';
    expect(await schemaProblems(metadata(`${role}${ends}`), 'metadata')).toBe('');
    expect(await schemaProblems(metadata(ends), 'metadata')).toContain('AdditionalMetadataLocation');
    expect(await schemaProblems('niente', 'metadata')).not.toBe('');
    const signed = { namespace: 'urn:oasis:names:tc:SAML:2.0:metadata', name: 'EntityDescriptor' };
    expect(await signatureProblems(metadata(role), 'nessun certificato', signed)).not.toBe('');
  });
});
