import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { appIoContext, type ServiceId, type Tenant } from '@stanza/core';
import { makeSecretBox } from '@stanza/gateways';
import { TEST_SECRET_KEY, testSecretKey } from '@stanza/gateways/testing';
import { makeUnitOfWork } from '@stanza/postgres';
import { type CommandLine, openCommandLine } from '../testing/command-line.ts';
import { ENTE_EXAMPLE } from './ente-file.ts';

const KEY = '0123456789abcdef0123456789abcdef';

describe('npx stanza app-io', () => {
  let line: CommandLine;
  let ente: Tenant;
  let service: ServiceId;
  beforeAll(async () => {
    line = await openCommandLine({ STANZA_SECRET_KEY: TEST_SECRET_KEY });
    await line.stanza('ente', 'crea', await line.file('bugliano.json', ENTE_EXAMPLE));
    await line.stanza('servizi', 'importa', 'bugliano', 'certificato-di-nascita');
    ente = await line.ente('bugliano');
    const found = await line.inDatabase((pool) =>
      makeUnitOfWork(pool).read(ente.id, ({ services }) => services.bySlug('certificato-di-nascita')),
    );
    if (found === null) throw new Error('The service is not there');
    service = found.id;
  });
  afterAll(() => line.close());

  const command = (...args: readonly string[]) => line.stanza('app-io', '--ente', 'bugliano', ...args);
  const put = async (content: unknown, ...args: readonly string[]) =>
    command('--file', await line.file('app-io.json', content), ...args);
  const known = () =>
    line.inDatabase((pool) => makeUnitOfWork(pool).read(ente.id, ({ appIo }) => appIo.keyFor(service)));

  it('keeps the key sealed, for all services or for one, and takes it away', async () => {
    const { code, out, err } = await put({ chiave: KEY });
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('per tutti i servizi i cittadini ricevono i messaggi anche su App IO');
    const kept = await known();
    expect(JSON.stringify(kept)).not.toContain(KEY);
    expect(kept?.serviceId).toBeNull();
    expect(makeSecretBox(testSecretKey).open(appIoContext(ente.id, null), kept?.sealed ?? '')).toBe(KEY);
    const own = await put({ chiave: KEY.toUpperCase() }, '--servizio', 'certificato-di-nascita');
    expect(own.out).toContain('per il servizio «Certificato di nascita»');
    expect((await known())?.serviceId).toBe(service);
    expect((await command('--togli', '--servizio', 'certificato-di-nascita')).code).toBe(0);
    expect((await known())?.serviceId).toBeNull();
    expect((await command('--togli')).out).toContain('non c’è più nessuna chiave');
    expect(await known()).toBeNull();
  });

  it.each([{ chiave: 'corta' }, { chiave: `${KEY}\n` }, { chiave: KEY, altra: KEY }, { key: KEY }])(
    'refuses what is no key, without saying what is there',
    async (content) => {
      const { code, err } = await put(content);
      expect([code, await known()]).toEqual([1, null]);
      expect(err).toContain('deve avere «chiave»');
      expect(err).not.toMatch(/0123|corta/u);
    },
  );

  it('wants to know which of the two, and for a service that is there', async () => {
    expect((await command()).code).toBe(2);
    expect((await put({ chiave: KEY }, '--togli')).code).toBe(2);
    expect((await put({ chiave: KEY }, '--servizio', 'non-c-e')).err).toContain('non ha il servizio «non-c-e»');
  });
});
