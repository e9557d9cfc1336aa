import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { bareEnvironment, readTestConfig } from './config.ts';

const PROGRAMS = ['xmllint', 'xmlsec1'];
/** Where Debian's packages opensaml-schemas and xmltooling-schemas put what they bring. */
const FOLDERS = ['/usr/share/xml/opensaml', '/usr/share/xml/xmltooling'];
const SCHEMAS = join(import.meta.dirname, 'saml-schemas');
const SCHEMA_FILES = {
  metadata: join(SCHEMAS, 'metadata.xsd'),
  protocol: join(SCHEMAS, 'protocol.xsd'),
  'docarea-profile': join(import.meta.dirname, 'docarea-schemas/profile.xsd'),
  registration: join(import.meta.dirname, '../../docs/registrazione.xsd'),
};

/** What a program said. */
interface Said {
  readonly done: boolean;
  readonly text: string;
}

const run = (program: string, argumentsGiven: readonly string[]): Promise<Said> =>
  new Promise((resolve) => {
    const env = { ...bareEnvironment(), XML_CATALOG_FILES: join(SCHEMAS, 'catalog.xml') };
    execFile(program, [...argumentsGiven], { env, timeout: 30_000 }, (error, stdout, stderr) => {
      resolve({ done: error === null, text: `${stdout}${stderr}` });
    });
  });

/**
 * Names of what is missing here of xmllint, xmlsec1 and the schemas of SAML; none is what the tests need.
 * @param settings those of the tests when they are not given
 */
export const missingXmlTools = (
  { PATH }: Pick<ReturnType<typeof readTestConfig>, 'PATH'> = readTestConfig(),
): readonly string[] => {
  const folders = PATH.split(delimiter);
  return [
    ...PROGRAMS.filter((program) => !folders.some((folder) => existsSync(join(folder, program)))),
    ...FOLDERS.filter((folder) => !existsSync(folder)),
  ];
};

const inFolder = async <T>(
  files: Readonly<Record<string, string>>,
  work: (path: (name: string) => string) => Promise<T>,
): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'stanza-xml-'));
  try {
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
    return await work((name) => join(folder, name));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** What xmllint says against a schema of SAML, of a DOCAREA profile, or of our own; the empty text when it is valid. */
export const schemaProblems = (xml: string, schema: keyof typeof SCHEMA_FILES): Promise<string> =>
  inFolder({ 'message.xml': xml }, async (path) => {
    const schemaFile = SCHEMA_FILES[schema];
    const said = await run('xmllint', ['--nonet', '--noout', '--schema', schemaFile, path('message.xml')]);
    return said.done ? '' : said.text;
  });

/**
 * What xmlsec1 says of the signature inside, whatever certificate the XML itself carries; the empty text when it is good.
 * @param signed namespace and name of the signed element, whose attribute ID the signature names
 */
export const signatureProblems = (
  xml: string,
  certificatePem: string,
  signed: { readonly namespace: string; readonly name: string },
): Promise<string> =>
  inFolder({ 'message.xml': xml, 'certificate.pem': certificatePem }, async (path) => {
    const key = ['--enabled-key-data', 'rsa', '--pubkey-cert-pem', path('certificate.pem')];
    const id = ['--id-attr:ID', `${signed.namespace}:${signed.name}`];
    const said = await run('xmlsec1', ['--verify', ...key, ...id, path('message.xml')]);
    return said.done ? '' : said.text;
  });
