import { type FieldError, parseTenantData, TENANT_CONTACTS, TENANT_LINKS, type Tenant } from '@stanza/core';
import { z } from 'zod';
import { UserFacingError } from '../user-facing-error.ts';
import { readJsonFile } from './read-given-file.ts';

/** A file of a Comune as `stanza ente esempio` prints it: with Italian names, for people. */
const NAMES = {
  address: 'indirizzo',
  email: 'email',
  pec: 'pec',
  phone: 'telefono',
  sender: 'mittente',
  website: 'sito',
  privacy: 'privacy',
  legalNotes: 'noteLegali',
  accessibility: 'accessibilita',
  reportInefficiency: 'segnalaDisservizio',
  faq: 'domandeFrequenti',
  theme: 'colore',
} as const;

const text = z.string({ error: 'manca, o non è un testo' }).trim().min(1, 'manca');
const fileSchema = z.strictObject({
  percorso: text.regex(
    /^[a-z][a-z0-9-]{0,39}$/u,
    'può avere lettere minuscole, cifre e trattini, e comincia con una lettera',
  ),
  nome: text.max(120, 'può avere al massimo 120 caratteri'),
  regione: text.max(60, 'può avere al massimo 60 caratteri'),
  ...Object.fromEntries(
    Object.values(NAMES).map((name) => [name, name === NAMES.sender ? text.optional() : text] as const),
  ),
});

const REASONS: Readonly<Partial<Record<FieldError['code'], string>>> = {
  required: 'manca',
  too_long: 'è troppo lungo',
  invalid_email: 'non è un indirizzo e-mail',
  invalid_phone: 'non è un numero di telefono',
  invalid_url: 'non è un indirizzo https',
  not_a_statement: 'deve essere una pagina di https://form.agid.gov.it/',
  not_an_option: 'deve essere petrolio, verde, bordeaux o indaco',
};

export const ENTE_EXAMPLE = {
  percorso: 'bugliano',
  nome: 'Comune di Bugliano',
  regione: 'Toscana',
  indirizzo: 'Piazza della Libertà 1, 56000 Bugliano (PI)',
  email: 'urp@comune.bugliano.example',
  pec: 'protocollo@pec.comune.bugliano.example',
  telefono: '050 000000',
  sito: 'https://www.comune.bugliano.example',
  privacy: 'https://www.comune.bugliano.example/privacy',
  noteLegali: 'https://www.comune.bugliano.example/note-legali',
  accessibilita: 'https://form.agid.gov.it/view/comune-di-bugliano',
  segnalaDisservizio: 'https://www.comune.bugliano.example/segnala-disservizio',
  domandeFrequenti: 'https://www.comune.bugliano.example/domande-frequenti',
  colore: 'petrolio',
};

const wrong = (file: string, problems: readonly string[]): UserFacingError =>
  new UserFacingError([`Il file «${file}» non descrive un Comune:`, ...problems.map((one) => `- ${one}`)].join('\n'));

/**
 * Reads the file of a new Comune.
 * @throws UserFacingError with everything that is wrong in it
 */
export const readEnteFile = async (file: string): Promise<Omit<Tenant, 'id'>> => {
  const parsed = fileSchema.safeParse(await readJsonFile(file, '«stanza ente esempio»'));
  if (!parsed.success) {
    const unknown = parsed.error.issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []));
    const fields = parsed.error.issues.filter(({ code }) => code !== 'unrecognized_keys');
    throw wrong(file, [
      ...fields.map(({ path, message }) => `${path.join('.') || 'il contenuto'}: ${message}`),
      ...unknown.map((key) => `${key}: non è previsto`),
    ]);
  }
  const given: Readonly<Record<string, string | undefined>> = parsed.data;
  const value = (name: keyof typeof NAMES): string => given[NAMES[name]] ?? '';
  const values = Object.fromEntries([...TENANT_CONTACTS, ...TENANT_LINKS].map((name) => [name, value(name)]));
  const input = z.record(z.enum([...TENANT_CONTACTS, ...TENANT_LINKS]), z.string()).parse(values);
  // Whoever runs the command chooses the portal's address too.
  const data = parseTenantData({ ...input, theme: value('theme') }, null);
  if (!data.ok) {
    const nameOf = (field: string) => Object.entries(NAMES).find(([key]) => key === field)?.[1] ?? field;
    throw wrong(
      file,
      data.error.errors.map(({ field, code }) => `${nameOf(field)}: ${REASONS[code] ?? 'non va bene'}`),
    );
  }
  const { percorso, nome, regione } = parsed.data;
  return { slug: percorso, name: nome, region: regione, ...data.value, disabled: false };
};
