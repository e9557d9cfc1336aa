import { describe, expect, it } from '@jest/globals';
import { readStartConfig } from './config.ts';
import { UserFacingError } from './user-facing-error.ts';

describe('the settings of npm start', () => {
  it.each([
    [{ PORT: 'tremila' }, 'Impostazione non valida: PORT deve essere un numero da 1 a 65535.'],
    [
      { DATABASE_URL: 'mysql://localhost/stanza' },
      'Impostazione non valida: DATABASE_URL deve essere un indirizzo come postgres://utente:password@host:5432/nome.',
    ],
    [
      { NODE_ENV: 'production' },
      'Impostazione mancante: in produzione serve SMTP_URL, il server che spedisce la posta.',
    ],
    [
      { NODE_ENV: 'production', SMTP_URL: 'smtp://127.0.0.1:1' },
      'Impostazione mancante: in produzione serve STANZA_SECRET_KEY, una chiave di 32 byte casuali in base64, come quella di «openssl rand -base64 32».',
    ],
    [
      { STANZA_SECRET_KEY: 'corta' },
      'Impostazione non valida: STANZA_SECRET_KEY deve essere una chiave di 32 byte casuali in base64, come quella di «openssl rand -base64 32».',
    ],
    [{ DATABASE_URL: 'postgres:foo' }, 'Impostazione non valida: DATABASE_URL deve dire su quale host è il database.'],
    [{ TRUST_PROXY: 'pippo' }, 'Impostazione non valida: TRUST_PROXY deve essere true o false.'],
    [
      { HOST: '0.0.0.0' },
      'Impostazione non valida: HOST deve essere un indirizzo di questo computer, come 127.0.0.1, perché con le identità di prova si entra senza password; un altro va bene solo con NODE_ENV=production.',
    ],
    [{ NODE_ENV: 'produzione' }, 'Impostazione non valida: NODE_ENV deve essere development, production o test.'],
  ])('says in one sentence what is wrong with %j', (environment, sentence) => {
    expect(() => readStartConfig(environment)).toThrow(new UserFacingError(sentence));
  });
});
