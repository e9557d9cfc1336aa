import { describe, expect, it } from '@jest/globals';
import { TEST_SECRET_KEY, TEST_STORAGE_KEY, testSecretKey, testStorage } from '@stanza/gateways/testing';
import { readWorkerConfig } from './config.ts';

const GOOD = {
  PORTAL_URL: 'https://portale.example/',
  DATABASE_APP_URL: 'postgres://stanza_app@localhost/stanza',
  DATABASE_QUEUE_URL: 'postgres://stanza_queue@localhost/stanza',
  STANZA_SECRET_KEY: TEST_SECRET_KEY,
  STORAGE_DIR: '/var/lib/stanza',
  STORAGE_KEY: TEST_STORAGE_KEY,
  SMTP_URL: '',
};

const sentenceOf = (settings: NodeJS.ProcessEnv): string | null => {
  const config = readWorkerConfig(settings);
  return config.ok ? null : config.error.sentence;
};

describe('the settings of the worker', () => {
  it('say which bucket files are in', () => {
    const s3 = { S3_ENDPOINT: 'https://s3.example', S3_BUCKET: 'allegati', S3_REGION: 'eu-south-1' };
    const config = readWorkerConfig({ ...GOOD, ...s3, S3_ACCESS_KEY_ID: 'chi', S3_SECRET_ACCESS_KEY: 'segreto' });
    expect(config.ok && config.value.storage.s3).toEqual({
      endpoint: 'https://s3.example',
      bucket: 'allegati',
      region: 'eu-south-1',
      accessKeyId: 'chi',
      secretAccessKey: 'segreto',
    });
  });

  it('are read from the environment, where empty is absent', () => {
    expect(readWorkerConfig(GOOD)).toEqual({
      ok: true,
      value: {
        mode: 'development',
        portalUrl: 'https://portale.example',
        databaseAppUrl: GOOD.DATABASE_APP_URL,
        databaseQueueUrl: GOOD.DATABASE_QUEUE_URL,
        secretKey: testSecretKey,
        storage: testStorage(GOOD.STORAGE_DIR),
        smtpUrl: null,
        portalAddress: null,
        dkim: null,
        draftDays: 180,
      },
    });
  });

  it.each([
    [
      { ...GOOD, MAIL_FROM: 'portale' },
      'Impostazione non valida: MAIL_FROM deve essere l’indirizzo e-mail da cui scrive il portale.',
    ],
    [
      { ...GOOD, PORTAL_URL: 'portale' },
      'Impostazione non valida: PORTAL_URL deve essere l’indirizzo del portale, come https://portale.it.',
    ],
    [
      { ...GOOD, DATABASE_APP_URL: 'mysql://x:segreto@y/z' },
      'Impostazione non valida: DATABASE_APP_URL deve essere un indirizzo postgres://.',
    ],
    [
      { ...GOOD, DATABASE_QUEUE_URL: '' },
      'Impostazione non valida: DATABASE_QUEUE_URL deve essere un indirizzo postgres://.',
    ],
    [
      { ...GOOD, STANZA_SECRET_KEY: 'c2VncmV0bw==' },
      'Impostazione non valida: STANZA_SECRET_KEY deve essere una chiave di 32 byte casuali in base64, come quella di «openssl rand -base64 32».',
    ],
    [
      { ...GOOD, STORAGE_KEY: `${TEST_STORAGE_KEY},c2VncmV0bw==` },
      'Impostazione non valida: STORAGE_KEY deve essere una chiave di 32 byte casuali in base64, come quella di «openssl rand -base64 32», o più di una separate da virgole.',
    ],
    [{ ...GOOD, STORAGE_DIR: '' }, 'Impostazione non valida: STORAGE_DIR deve essere una cartella.'],
    [
      { ...GOOD, SMTP_URL: 'posta' },
      'Impostazione non valida: SMTP_URL deve essere un indirizzo come smtp://utente:password@host:587.',
    ],
    [{ ...GOOD, DRAFT_DAYS: '7' }, 'Impostazione non valida: DRAFT_DAYS deve essere un numero di giorni da 30 a 3650.'],
    [{ ...GOOD, NODE_ENV: 'altro' }, 'Impostazione non valida: NODE_ENV deve essere development, production o test.'],
  ])(
    'are refused with a sentence that names the first wrong one and keeps its value secret (%#)',
    (settings, sentence) => {
      expect(sentenceOf(settings)).toBe(sentence);
    },
  );

  it('ask for a mail server in production', () => {
    const production = { ...GOOD, NODE_ENV: 'production' };
    expect(sentenceOf(production)).toBe(
      'Impostazione mancante: in produzione serve SMTP_URL, il server che spedisce la posta.',
    );
    expect(sentenceOf({ ...production, SMTP_URL: 'smtps://posta.example' })).toBeNull();
  });
});
