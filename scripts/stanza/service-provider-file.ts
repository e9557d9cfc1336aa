import type { Federation, ServiceProviderSettings } from '@stanza/core';
import { z } from 'zod';
import { UserFacingError } from '../user-facing-error.ts';
import { givenSettingsSchema } from './certificate-names.ts';
import { readJsonFile } from './read-given-file.ts';

interface FileField {
  readonly name: string;
  /** Where it is in the settings. */
  readonly path: string;
  readonly valueIn: (settings: ServiceProviderSettings) => string | null;
  readonly sentence: string;
  /** May be left out. */
  readonly optional?: true;
}

/** The file of an ente in a federation, with Italian names for people (docs/spid-and-cie.md has an example). */
const FIELDS: readonly FileField[] = [
  {
    name: 'entityID',
    path: 'entityId',
    valueIn: ({ entityId }) => entityId,
    sentence: 'deve essere un indirizzo, come https://stanza.example/rovereto',
  },
  {
    name: 'indirizzo',
    path: 'baseUrl',
    valueIn: ({ baseUrl }) => baseUrl,
    sentence: 'deve essere l’indirizzo del Comune sul portale, senza barra alla fine',
  },
  {
    name: 'nome',
    path: 'organization.name',
    valueIn: ({ organization }) => organization.name,
    sentence: 'deve essere il nome ufficiale per intero, come «Comune di Forlì», in non più di 64 caratteri',
  },
  {
    name: 'nomeMostrato',
    path: 'organization.displayName',
    valueIn: ({ organization }) => organization.displayName,
    sentence: 'deve essere il nome che il gestore mostra ai cittadini, in non più di 64 caratteri',
  },
  {
    name: 'sito',
    path: 'organization.url',
    valueIn: ({ organization }) => organization.url,
    sentence: 'deve essere l’indirizzo di una pagina in italiano',
  },
  {
    name: 'codiceIpa',
    path: 'ipaCode',
    valueIn: ({ ipaCode }) => ipaCode,
    sentence: 'deve essere il codice in IndicePA, come c_h612',
  },
  {
    name: 'codiceFiscale',
    path: 'fiscalCode',
    valueIn: ({ fiscalCode }) => fiscalCode,
    sentence: 'deve avere undici cifre',
    optional: true,
  },
  {
    name: 'citta',
    path: 'city',
    valueIn: ({ city }) => city,
    sentence: 'deve essere il nome della città per intero, con gli accenti',
  },
  {
    name: 'codiceCatastale',
    path: 'municipality',
    valueIn: ({ municipality }) => municipality,
    sentence: 'deve essere una lettera maiuscola e tre cifre, come H612',
  },
  {
    name: 'email',
    path: 'contact.email',
    valueIn: ({ contact }) => contact.email,
    sentence: 'deve essere l’indirizzo e-mail di un ufficio',
  },
  {
    name: 'telefono',
    path: 'contact.telephone',
    valueIn: ({ contact }) => contact.telephone,
    sentence: 'deve essere +39 e le cifre, senza spazi',
    optional: true,
  },
];

const value = z.unknown().optional();
const fileSchema = z.looseObject({
  entityID: value,
  indirizzo: value,
  nome: value,
  nomeMostrato: value,
  sito: value,
  codiceIpa: value,
  codiceFiscale: value,
  citta: value,
  codiceCatastale: value,
  email: value,
  telefono: value,
});

const settingsOf = (federation: Federation, given: z.infer<typeof fileSchema>) => ({
  federation,
  entityId: given.entityID,
  baseUrl: given.indirizzo,
  organization: { name: given.nome, displayName: given.nomeMostrato, url: given.sito },
  ipaCode: given.codiceIpa,
  fiscalCode: given.codiceFiscale ?? null,
  city: given.citta,
  municipality: given.codiceCatastale,
  contact: { email: given.email, telephone: given.telefono ?? null },
});

/** What XML 1.0 forbids, in whatever spelling, and control characters that it allows but no text of these has. */
const FORBIDDEN = /[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u;

const isForbidden = (value: unknown): boolean => typeof value === 'string' && FORBIDDEN.test(value);
const forbidden = (name: string): string =>
  `${name}: contiene caratteri che non si possono usare, come a capo o tabulazioni`;

/** @param value as it is in the file */
const problemOf = ({ name, sentence, optional }: FileField, value: unknown): string => {
  if (optional && value === '') return `${name}: è vuoto: ${sentence}, oppure si toglie dal file`;
  if (isForbidden(value)) return forbidden(name);
  return `${name}: ${(value ?? '') === '' ? 'manca' : sentence}`;
};

const problemsOf = ({ issues }: z.ZodError, values: Readonly<Record<string, unknown>>): readonly string[] =>
  issues.map(({ path, message }) => {
    const field = FIELDS.find((one) => one.path === path.join('.'));
    return field === undefined ? `${path.join('.')}: ${message}` : problemOf(field, values[field.name]);
  });

/** Where the portal has to be, of which ente the file is. */
export interface ServiceProviderPlace {
  readonly slug: string;
  readonly production: boolean;
}

/** An address as it is in the file, when it is one: of another the schema speaks. */
const addressIn = (value: unknown): string | null => (typeof value === 'string' && URL.canParse(value) ? value : null);

/** What the settings alone cannot know: the keys of an ente are found by the end of its address, and SPID wants https (spid.md 2.1). */
const placeProblems = (
  given: z.infer<typeof fileSchema>,
  { slug, production }: ServiceProviderPlace,
): readonly string[] => {
  const [entityId, baseUrl] = [addressIn(given.entityID), addressIn(given.indirizzo)];
  const isHttps = (address: string) => new URL(address).protocol === 'https:';
  // As it is written: an address that is read forgets the usual port.
  const hasPort = (address: string) => /^https?:\/\/[^/?#]*:\d+/u.test(address);
  const problems: string[] = [];
  if (baseUrl !== null && (!baseUrl.endsWith(`/${slug}`) || /[?#]/u.test(baseUrl))) {
    problems.push(`indirizzo: deve finire con /${slug}`);
  }
  if (!production) return problems;
  if (entityId !== null && !isHttps(entityId)) problems.push('entityID: in produzione deve cominciare con https://');
  if (entityId !== null && hasPort(entityId)) problems.push('entityID: in produzione non deve avere una porta');
  if (baseUrl !== null && !isHttps(baseUrl)) problems.push('indirizzo: in produzione deve cominciare con https://');
  return problems;
};

/**
 * Reads what an ente is in a federation.
 * @throws UserFacingError with everything that is wrong in the file
 */
export const readServiceProviderFile = async (
  file: string,
  federation: Federation,
  place: ServiceProviderPlace,
): Promise<ServiceProviderSettings> => {
  const wrong = (problems: readonly string[]) =>
    new UserFacingError([`Il file «${file}» non va bene:`, ...problems.map((one) => `- ${one}`)].join('\n'));
  const given = fileSchema.safeParse(await readJsonFile(file, 'docs/spid-and-cie.md'));
  if (!given.success) throw wrong(['il contenuto deve essere un oggetto JSON']);
  const unknown = Object.keys(given.data)
    .filter((key) => !Object.hasOwn(fileSchema.shape, key))
    .map((key) => `${key}: non è previsto`);
  const unusable = FIELDS.flatMap(({ name }) => (isForbidden(given.data[name]) ? [forbidden(name)] : []));
  const settings = givenSettingsSchema.safeParse(settingsOf(federation, given.data));
  const others = [...unusable, ...placeProblems(given.data, place), ...unknown];
  if (!settings.success) throw wrong([...new Set([...problemsOf(settings.error, given.data), ...others])]);
  if (others.length > 0) throw wrong(others);
  return settings.data;
};

/** What is different, a line for each field, by its name in the file. @param before null when the ente was not in the federation */
export const serviceProviderChanges = (
  before: ServiceProviderSettings | null,
  after: ServiceProviderSettings,
): readonly string[] =>
  FIELDS.flatMap(({ name, valueIn }) => {
    const [old, now] = [before === null ? null : valueIn(before), valueIn(after)];
    if (old === now) return [];
    const said = (text: string | null) => (text === null ? 'niente' : `«${text}»`);
    return [before === null ? `${name}: ${said(now)}` : `${name}: da ${said(old)} a ${said(now)}`];
  });
