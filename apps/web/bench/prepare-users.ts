import { randomBytes } from 'node:crypto';
import { codiceFiscaleCheckLetter, codiceFiscaleSchema, makeSignInCitizen, type Tenant } from '@stanza/core';
import { hashOfToken, newBrowserToken } from '../src/http/browser-token.ts';
import type { Portal } from '../src/portal.ts';

/** A citizen who has signed in and has a draft filled in up to its last form. */
export interface BenchUser {
  readonly cookie: string;
  readonly practiceId: string;
}

const SERVICE = 'certificato-di-nascita';
const ANSWERS = [
  { step: 'istruzioni', typed: {}, confirmed: true },
  { step: 'richiedente', typed: {}, confirmed: true },
  { step: 'delega', typed: { has_delega: 'no' }, confirmed: false },
  { step: 'tipologia-ed-uso', typed: { tipologia: 'semplice', uso: 'Banca' }, confirmed: false },
];

const codiceFiscale = (index: number) => {
  const first15 = `BNCNNA85D52H${String(index % 1000).padStart(3, '0')}`;
  return codiceFiscaleSchema.parse(first15 + codiceFiscaleCheckLetter(first15));
};

const address = { via: 'Via Roma', civico: '1', cap: '38068', comune: 'Rovereto', provincia: 'TN' };
const none = { via: '', civico: '', cap: '', comune: '', provincia: '' };

/** Makes a user through the use cases; only the session is written by hand, as the sign-in page would. */
export const prepareUser = async (portal: Portal, ente: Tenant, index: number): Promise<BenchUser> => {
  const identity = {
    codiceFiscale: codiceFiscale(index),
    nome: 'Anna',
    cognome: 'Bianchi',
    dataNascita: '1985-04-12',
    luogoNascita: 'Rovereto',
  };
  const citizen = await makeSignInCitizen(portal)(ente.id, { identity, email: null, telefono: null });
  const documents = await portal.unitOfWork.run(ente.id, ({ terms }) => terms.current());
  await portal.acceptTerms(
    ente.id,
    citizen.id,
    documents.map(({ id }) => id),
  );
  const profile = { email: 'a@cittadini.example', telefono: '', domicilioDiverso: false };
  await portal.saveProfile(
    ente.id,
    { citizenId: citizen.id, level: 2 },
    { ...profile, residenza: address, domicilio: none },
  );
  const signedIn = { citizenId: citizen.id, level: 2 } as const;
  const started = await portal.startPractice(ente.id, signedIn, SERVICE);
  if (!started.ok) throw new Error(`A draft could not be started: ${started.error.code}`);
  for (const { step, typed, confirmed } of ANSWERS) {
    const input = { typed, confirmed, files: {}, privateNote: null };
    const saved = await portal.saveStep(ente.id, signedIn, started.value, step, input);
    if (!saved.ok) throw new Error(`The step ${step} could not be saved: ${saved.error.code}`);
  }
  const token = newBrowserToken();
  const end = new Date(portal.clock.now().getTime() + 24 * 3_600_000);
  await portal.sessions.create(
    ente.id,
    hashOfToken(token),
    { kind: 'citizen', id: citizen.id, level: 2, provider: null },
    { expiresAt: end, endsAt: end },
  );
  // The secret of the tokens comes with the first page; sending one of our own spares each user that request.
  const csrf = randomBytes(18).toString('base64url');
  return { cookie: `stanza_cittadino=${token}; stanza_csrf=${csrf}`, practiceId: started.value };
};
