import { describeWithPrograms } from './describe-with-programs.ts';
import { missingXmlTools } from './xml-tools.ts';

/** Declares a suite of tests that let xmllint and xmlsec1 judge what we write, against the schemas of SAML. */
export const describeWithXmlTools = (name: string, define: () => void): void =>
  describeWithPrograms(
    name,
    {
      missing: missingXmlTools(),
      called: 'xmllint, xmlsec1 or the schemas of SAML',
      packages: 'xmlsec1 libxml2-utils opensaml-schemas xmltooling-schemas',
    },
    define,
  );
