import { describe, expect, it } from '@jest/globals';
import { makeProviderKey } from '@stanza/gateways/test-provider';
import { readStartConfig } from '../config.ts';
import { childEnvironment, webEnvironment } from './child-environment.ts';

const environmentWith = (settings: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  childEnvironment(
    readStartConfig(settings),
    {
      name: 'PostgreSQL',
      adminUrl: 'postgres://owner:segreta@db.example/stanza',
      appUrl: 'postgres://app@db.example/stanza',
      queueUrl: 'postgres://queue@db.example/stanza',
      ended: new Promise(() => undefined),
      stop: async () => undefined,
    },
    '/allegati',
    { secretKey: 'chiave', storageKey: 'chiave dei file' },
  );

describe('the environment of web and worker', () => {
  it('has the mail server when there is one', () => {
    const url = 'smtp://utente:password@posta.example:587';
    expect(environmentWith({ SMTP_URL: url }).SMTP_URL).toBe(url);
    expect(environmentWith({})).not.toHaveProperty('SMTP_URL');
    expect(environmentWith({ SMTP_URL: '' })).not.toHaveProperty('SMTP_URL');
  });

  it('has the limits that were set, as they were given', () => {
    expect(environmentWith({ DRAFT_DAYS: '60' }).DRAFT_DAYS).toBe('60');
  });

  it('has where the keys of SPID and CIE are, which is in the folder of the data unless another is set', () => {
    const directory = (settings: NodeJS.ProcessEnv) => webEnvironment(readStartConfig(settings)).SIGN_IN_KEYS_DIR;
    expect(directory({ DATA_DIR: '/dati' })).toBe('/dati/identita');
    expect(directory({ DATA_DIR: '/dati', SIGN_IN_KEYS_DIR: '/chiavi' })).toBe('/chiavi');
  });

  it('has the keys of SPID and CIE in what the web server is given alone', async () => {
    const [current, next] = await Promise.all([makeProviderKey(), makeProviderKey()]);
    const keys = {
      SIGN_IN_KEY_ROVERETO_SPID: current.privateKeyPem,
      SIGN_IN_CERTIFICATE_ROVERETO_SPID: current.certificatePem,
      SIGN_IN_NEXT_KEY_ROVERETO_SPID: next.privateKeyPem,
      SIGN_IN_NEXT_CERTIFICATE_ROVERETO_SPID: next.certificatePem,
    };
    expect(webEnvironment(readStartConfig(keys))).toMatchObject(keys);
    const shared = environmentWith({ ...keys, LANG: 'it_IT.UTF-8' });
    expect(shared.LANG).toBe('it_IT.UTF-8');
    expect(Object.keys(shared).filter((name) => name.startsWith('SIGN_IN'))).toEqual([]);
  });

  it('never has how to reach the database as its owner', () => {
    const values = Object.values(environmentWith({ DATABASE_URL: 'postgres://owner:segreta@db.example/stanza' }));
    expect(values.filter((value) => value?.includes('segreta'))).toEqual([]);
  });
});
