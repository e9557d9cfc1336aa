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
    [
      { STORAGE_KEY: 'corta' },
      'Impostazione non valida: STORAGE_KEY deve essere una chiave di 32 byte casuali in base64, come quella di «openssl rand -base64 32», o più di una separate da virgole.',
    ],
    [
      { S3_ENDPOINT: 'secchio' },
      'Impostazione non valida: S3_ENDPOINT deve essere l’indirizzo del servizio, come https://s3.example.it.',
    ],
    [
      { S3_BUCKET: 'allegati', S3_REGION: 'eu-south-1', S3_ACCESS_KEY_ID: 'chi' },
      'Impostazione non valida: S3_SECRET_ACCESS_KEY manca: serve per tenere i file in un bucket.',
    ],
    [{ S3_BUCKET: 'Allegati!' }, 'Impostazione non valida: S3_BUCKET deve essere il nome di un bucket.'],
    [
      { CLAMD_URL: 'http://127.0.0.1:3310' },
      'Impostazione non valida: CLAMD_URL deve essere un indirizzo come tcp://127.0.0.1:3310 o unix:/run/clamav/clamd.ctl.',
    ],
    [{ CLAMD_DOWN: 'boh' }, 'Impostazione non valida: CLAMD_DOWN deve essere accept o hold.'],
    [{ DATABASE_URL: 'postgres:foo' }, 'Impostazione non valida: DATABASE_URL deve dire su quale host è il database.'],
    [{ TRUST_PROXY: 'pippo' }, 'Impostazione non valida: TRUST_PROXY deve essere true o false.'],
    [
      { HOST: '0.0.0.0' },
      'Impostazione non valida: HOST deve essere un indirizzo di questo computer, come 127.0.0.1, perché con le identità di prova si entra senza password; un altro va bene solo con NODE_ENV=production.',
    ],
    [{ DRAFT_DAYS: '29' }, 'Impostazione non valida: DRAFT_DAYS deve essere un numero di giorni da 30 a 3650.'],
    [{ CITIZEN_FILES: '0' }, 'Impostazione non valida: CITIZEN_FILES deve essere un numero di file da 1 a 1000000.'],
    [{ CITIZEN_GB: 'tanti' }, 'Impostazione non valida: CITIZEN_GB deve essere un numero di GB da 1 a 1000.'],
    [{ NODE_ENV: 'produzione' }, 'Impostazione non valida: NODE_ENV deve essere development, production o test.'],
  ])('says in one sentence what is wrong with %j', (environment, sentence) => {
    expect(() => readStartConfig(environment)).toThrow(new UserFacingError(sentence));
  });

  it('says which key of a Comune is wrong, and not what is in it', () => {
    const environment = { SIGN_IN_KEY_TRE_VILLE_CIE: 'segretissima', SIGN_IN_CERTIFICATE_TRE_VILLE_CIE: 'niente' };
    const sentence =
      'Impostazione non valida: SIGN_IN_KEY_TRE_VILLE_CIE deve essere una chiave privata RSA non cifrata, in PEM o nel base64 di un PEM.';
    expect(() => readStartConfig(environment)).toThrow(new UserFacingError(sentence));
  });

  it('leaves the limits of the portal to web and worker, and gives them nothing else of its own', () => {
    const { inheritedEnvironment } = readStartConfig({ DRAFT_DAYS: '60', PORT: '4000', LANG: 'it_IT.UTF-8' });
    expect(inheritedEnvironment).toEqual({ DRAFT_DAYS: '60', LANG: 'it_IT.UTF-8' });
  });
});
