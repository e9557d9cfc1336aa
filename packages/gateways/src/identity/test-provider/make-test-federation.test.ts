import { describe, expect, it } from '@jest/globals';
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
});
