import { createHash, randomUUID } from 'node:crypto';
import { dayInItaly, italianDate } from '@stanza/core';
import { readProfile, type SeenProfile } from './read-profile.ts';
import type { Answered } from './written.ts';

/** What the registry knows and what it is told to be like. */
export interface RegistryWorld {
  readonly ente: string;
  readonly user: string;
  password: string;
  /** Open or closed, by code. */
  readonly titolari: Readonly<Record<string, 'open' | 'closed'>>;
  readonly fascicoli: readonly string[];
  readonly documentTypes: readonly string[];
  /** So long a token is good. */
  readonly tokenMs: number;
  now(): Date;
}

export interface StagedDocument {
  readonly id: number;
  readonly name: string | null;
  readonly sha256: string;
}

/** One line of the book. */
export interface BookLine extends SeenProfile {
  readonly number: number;
  readonly year: number;
  readonly staged: readonly StagedDocument[];
}

const said = (code: number, text: string): Answered => ({ lngErrNumber: code, strErrString: text });
const INVALID_TOKEN = -2;

/** The registry behind the protocol: tokens of a user and an ente, a table of documents that wait, a book without gaps. */
export const makeRegistryBook = (world: RegistryWorld) => {
  const tokens = new Map<string, { readonly owner: string; readonly at: number }>();
  const staged = new Map<number, StagedDocument>();
  const lines: BookLine[] = [];
  let lastId = 100;

  const login = (ente: string, user: string, password: string): Answered => {
    if (ente !== world.ente) return { strDST: '', ...said(-9, 'Ente non esistente') };
    if (user !== world.user) return { strDST: '', ...said(-4, `UserId ${user} non corretta`) };
    if (password !== world.password) return { strDST: '', ...said(-5, 'Password non corretta') };
    const token = randomUUID();
    tokens.set(token, { owner: `${user}@${ente}`, at: world.now().getTime() });
    return { strDST: token, ...said(0, '') };
  };

  /** An error, or null. */
  const flawOfToken = (user: string, token: string): Answered | null => {
    const known = tokens.get(token);
    const old = known === undefined || world.now().getTime() - known.at > world.tokenMs;
    if (!old && known.owner === `${user}@${world.ente}`) return null;
    return user === world.user ? said(INVALID_TOKEN, 'DST non valido') : said(-4, 'UserId non corretta');
  };

  const insert = (user: string, token: string, content: Buffer | null, name: string | null): Answered => {
    if (content === null || content.length === 0) return { lngDocID: 0, ...said(-52, 'allegato mancante') };
    const flaw = flawOfToken(user, token);
    if (flaw !== null) return { lngDocID: 0, ...flaw };
    lastId += 1;
    staged.set(lastId, { id: lastId, name, sha256: createHash('sha256').update(content).digest('hex') });
    return { lngDocID: lastId, ...said(0, '') };
  };

  /** In the order in which a server of this kind looks. */
  const flawOfProfile = (profile: SeenProfile): Answered | null => {
    const { titolario, fascicolo, oggetto, documents } = profile;
    if (titolario !== null && world.titolari[titolario] === undefined) return said(-104, 'Titolario inesistente');
    if (titolario !== null && world.titolari[titolario] === 'closed') return said(-103, 'Titolario chiuso');
    if (fascicolo !== null && !world.fascicoli.includes(fascicolo)) return said(-101, 'Fascicolo inesistente');
    if (oggetto === '') return said(-106, 'Compilare l’oggetto');
    if (documents.length === 0) return said(-107, 'Inserire un documento principale');
    if (documents.some(({ type }) => !world.documentTypes.includes(type))) return said(-111, 'tipo inesistente');
    return documents.every(({ id }) => staged.has(id))
      ? null
      : said(-102, `Documento di ${profile.cognome} inesistente`);
  };

  const register = (user: string, token: string, xml: Buffer | null): Answered => {
    const none = { lngNumPG: 0, lngAnnoPG: 0, strDataPG: '' };
    const flawed = flawOfToken(user, token);
    if (flawed !== null) return { ...none, ...flawed };
    const profile = xml === null ? null : readProfile(xml);
    if (profile === null) return { ...none, ...said(-110, 'XML non valido') };
    const flaw = flawOfProfile(profile);
    if (flaw !== null) return { ...none, ...flaw };
    const day = dayInItaly(world.now());
    const year = Number(day.slice(0, 4));
    const number = lines.filter((line) => line.year === year).length + 1;
    lines.push({ ...profile, number, year, staged: profile.documents.flatMap(({ id }) => staged.get(id) ?? []) });
    for (const { id } of profile.documents) staged.delete(id);
    return { lngNumPG: number, lngAnnoPG: year, strDataPG: italianDate(day), ...said(0, '') };
  };

  return { lines, login, insert, register, endSessions: () => tokens.clear(), throwAway: () => staged.clear() };
};
export type RegistryBook = ReturnType<typeof makeRegistryBook>;
