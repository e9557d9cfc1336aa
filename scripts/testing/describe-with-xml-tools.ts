import { describe, it } from '@jest/globals';
import { missingXmlTools } from './xml-tools.ts';

/**
 * Declares a suite of tests that let xmllint and xmlsec1 judge what we write. Where one of them, or a schema, is missing, it says
 * so loudly and shows the suite as skipped.
 */
export function describeWithXmlTools(name: string, define: () => void): void {
  const missing = missingXmlTools();
  if (missing.length === 0) {
    describe(name, define);
    return;
  }
  console.warn(
    `\n*** TEST CON XMLLINT E XMLSEC1 SALTATI: «${name}» ***\n` +
      `Manca: ${missing.join(', ')}. Installate: apt-get install xmlsec1 libxml2-utils opensaml-schemas xmltooling-schemas\n` +
      '*** TESTS WITH XMLLINT AND XMLSEC1 SKIPPED: they are missing. ***\n',
  );
  describe(name, () => it.skip('SKIPPED: xmllint, xmlsec1 or the schemas of SAML are missing', () => undefined));
}
