import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { paymentContext, type ServiceId, type Tenant } from '@stanza/core';
import { makeSecretBox } from '@stanza/gateways';
import { TEST_SECRET_KEY, testSecretKey } from '@stanza/gateways/testing';
import { makeUnitOfWork } from '@stanza/postgres';
import { type CommandLine, openCommandLine } from '../testing/command-line.ts';
import { ENTE_EXAMPLE } from './ente-file.ts';

const FILE = {
  tipo: 'pagopa',
  bolli: 'declared',
  impostazioni: {
    environment: 'collaudo',
    creditorFiscalCode: '12345678903',
    companyName: 'Comune di Bugliano',
    segregationCode: '47',
    iban: 'IT60X0542811101000000123456',
    category: '9/0101108TS/',
    noticeTemplate: 'TemplateSingleInstalment',
    validDays: 20,
  },
  segreti: { gpd: 'segretissima', bizEvents: 'segreta', notices: 'segreta' },
};

describe('npx stanza pagamenti', () => {
  let line: CommandLine;
  let ente: Tenant;
  let service: ServiceId;
  beforeAll(async () => {
    line = await openCommandLine({ STANZA_SECRET_KEY: TEST_SECRET_KEY });
    await line.stanza('ente', 'crea', await line.file('bugliano.json', ENTE_EXAMPLE));
    await line.stanza('servizi', 'importa', 'bugliano', 'passo-carrabile');
    ente = await line.ente('bugliano');
    const found = await line.inDatabase((pool) =>
      makeUnitOfWork(pool).read(ente.id, ({ services }) => services.bySlug('passo-carrabile')),
    );
    if (found === null) throw new Error('The service is not there');
    service = found.id;
  });
  afterAll(() => line.close());

  const command = (...args: readonly string[]) => line.stanza('pagamenti', '--ente', 'bugliano', ...args);
  const put = async (content: unknown, ...args: readonly string[]) =>
    command('--file', await line.file('pagamenti.json', content), ...args);
  const chosen = () =>
    line.inDatabase((pool) => makeUnitOfWork(pool).read(ente.id, ({ payments }) => payments.choiceFor(service)));

  it('keeps what the file says, and the keys sealed', async () => {
    const { code, out, err } = await put(FILE);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('per tutti i servizi si paga con pagoPA');
    const choice = await chosen();
    const { impostazioni: settings } = FILE;
    expect(choice).toMatchObject({
      kind: 'pagopa',
      stamps: 'declared',
      segregationCode: '47',
      validDays: 20,
      settings,
    });
    expect(JSON.stringify(choice)).not.toContain('segret');
    const opened = makeSecretBox(testSecretKey).open(paymentContext(ente.id, 'pagopa'), choice?.sealed ?? '');
    expect(opened).toBe(JSON.stringify(FILE.segreti));
  });

  it('may be for one service, with declared stamps alone, and ask for nothing any more', async () => {
    expect((await put({ tipo: 'bollo' }, '--servizio', 'passo-carrabile')).out).toContain('marca da bollo dichiarata');
    expect(await chosen()).toMatchObject({ kind: 'bollo', segregationCode: null });
    expect((await command('--togli', '--servizio', 'passo-carrabile')).code).toBe(1);
    expect((await command('--togli', '--servizio', 'passo-carrabile', '--conferma')).code).toBe(0);
    expect(await chosen()).toMatchObject({ kind: 'pagopa' });
    expect((await command('--togli', '--conferma')).code).toBe(0);
    expect(await chosen()).toBeNull();
  });

  it('says where a file is wrong, and nothing of what is written there', async () => {
    const wrong = { ...FILE, impostazioni: { ...FILE.impostazioni, iban: 'IT00X' }, segreti: { gpd: 'segretissima' } };
    const { code, err } = await put(wrong);
    expect(code).toBe(1);
    expect(err).toContain('impostazioni.iban');
    expect(err).toContain('segreti.bizEvents');
    expect(err).not.toMatch(/segretissima|IT00X/u);
    expect((await command()).code).toBe(2);
    expect((await put(FILE, '--togli')).code).toBe(2);
  });
});
