import { describe, expect, it } from '@jest/globals';
import { readConfig } from './config.ts';
import { CREDITOR } from './testing/open-simulator.ts';

const CREDITORS = JSON.stringify([CREDITOR]);

describe('the environment of the simulator', () => {
  it('says where it answers, for whom, and where it is kept', () => {
    expect(readConfig({ STANZA_PAGOPA_SIMULATOR_CREDITORS: CREDITORS })).toEqual({
      port: 8099,
      creditors: [CREDITOR],
      file: undefined,
    });
    const more = { STANZA_PAGOPA_SIMULATOR_PORT: '1', STANZA_PAGOPA_SIMULATOR_FILE: '/x' };
    expect(readConfig({ ...more, STANZA_PAGOPA_SIMULATOR_CREDITORS: CREDITORS })).toMatchObject({
      port: 1,
      file: '/x',
    });
  });

  it.each([{}, { STANZA_PAGOPA_SIMULATOR_CREDITORS: '[]' }, { STANZA_PAGOPA_SIMULATOR_CREDITORS: '[' }])(
    'is wrong without enti: %j',
    (environment) => {
      expect(() => readConfig(environment)).toThrow('STANZA_PAGOPA_SIMULATOR_CREDITORS');
    },
  );
});
