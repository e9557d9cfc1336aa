import { describe, expect, it } from '@jest/globals';
import { serviceProviderSettingsSchema } from '@stanza/core';
import { aTenant } from '@stanza/core/testing';
import { makeTestFederation } from './make-test-federation.ts';

const start = (mode: 'development' | 'production' | 'test', host: string) => () =>
  makeTestFederation({ mode, host, origin: () => 'http://localhost' });

describe('the test identity provider', () => {
  it.each(['127.0.0.1', '127.8.9.10', '::1', '0:0:0:0:0:0:0:1', 'localhost'])('starts on %s', (host) => {
    expect(start('development', host)).not.toThrow();
    expect(start('test', host)).not.toThrow();
  });

  it.each([
    '0.0.0.0',
    '::',
    '192.168.1.10',
    '128.0.0.1',
    '',
    '127.0.0.1.example.org',
    'localhost.example.org',
    'example.org',
  ])('refuses to start on "%s", which others can reach', (host) => {
    expect(start('development', host)).toThrow('loopback');
    expect(start('test', host)).toThrow('loopback');
  });

  it.each(['127.0.0.1', '::1', 'localhost', '0.0.0.0'])('refuses to start in production mode on %s', (host) => {
    expect(start('production', host)).toThrow('production');
  });

  it('gives an ente data that are in order for those who check metadata and certificates', async () => {
    const { defaultFederations } = start('development', 'localhost')();
    const tenant = aTenant('018f0000-0000-7000-8000-000000000001', { slug: 'castel-san-pietro-terme' });
    for (const settings of (await defaultFederations(tenant)).settings) {
      expect(serviceProviderSettingsSchema.safeParse(settings).success).toBe(true);
      expect(`PA:IT-${settings.ipaCode}`).toMatch(/^PA:IT-\S{1,11}$/u);
      expect(settings.contact.email).toMatch(/^[\w.-]+@[\w.-]+\.\w{2,6}$/u);
    }
  });
});
