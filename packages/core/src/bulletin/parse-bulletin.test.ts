import { expect, it } from '@jest/globals';
import { isWebAddress } from './parse-bulletin.ts';

it.each(['https://c.example', 'https://c.example/a?b=c@d#e', 'https://città.example:8443/à'])(
  '%j is an address on the web',
  (text) => {
    expect(isWebAddress(text, 'https')).toBe(true);
  },
);

it.each([
  'https://a.it/\u0000x',
  'https://nome:parola@a.it/',
  'https:u@a.it',
  'https:/u:p@a.it',
  'https:\\\\u:p@a.it',
  'https://a.it/con spazi',
  'javascript:alert(1)',
  'http://a.it',
  '',
])('%j is none', (text) => {
  expect(isWebAddress(text, 'https')).toBe(false);
});
