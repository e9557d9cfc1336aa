import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type CitizenNotifier, NotifierPaused } from '@stanza/core';
import { makeSettableClock } from '@stanza/core/testing';
import { aNotice, citizenNotifierContract } from '@stanza/core/testing/contracts';
import { makeAppIoNotifier } from './make-app-io-notifier.ts';
import {
  type AppIoMessage,
  type AppIoServer,
  type AppIoTrouble,
  startAppIoServer,
} from './testing/start-app-io-server.ts';

const KEY = '0123456789abcdef0123456789abcdef';
const NOW = new Date('2026-03-02T09:00:00.000Z');
const PATHS = { mayWrite: '/profiles', send: '/messages' } as const;

const asNotice = ({ fiscal_code, content: { subject, markdown, due_date } }: AppIoMessage) => ({
  codiceFiscale: fiscal_code,
  subject,
  markdown,
  dueAt: due_date === undefined ? null : new Date(due_date),
});

citizenNotifierContract('App IO', async () => {
  const server = await startAppIoServer(KEY);
  const clock = makeSettableClock(NOW);
  const makeNotifier = () => makeAppIoNotifier({ clock, url: server.url, timeoutMs: 2_000 });
  const troubles = {
    busy: { is: 'answers', status: 429, headers: { 'retry-after': '90' }, done: false },
    'out-of-order': { is: 'answers', status: 500, done: false },
    lost: { is: 'cut', done: true },
  } as const;
  return {
    // Each time another one, which was not told to wait.
    notifier: {
      mayWrite: (key, codiceFiscale) => makeNotifier().mayWrite(key, codiceFiscale),
      send: (key, notice) => makeNotifier().send(key, notice),
    },
    key: KEY,
    addUser: (codiceFiscale, takes) => void server.users.set(codiceFiscale, takes),
    received: () => server.messages.map(asNotice),
    next: (call, trouble) => server.next(PATHS[call], troubles[trouble]),
    close: server.close,
  };
});

describe('App IO when it misbehaves', () => {
  let server: AppIoServer;
  let notifier: CitizenNotifier;
  const clock = makeSettableClock(NOW);
  beforeAll(async () => {
    server = await startAppIoServer(KEY);
    server.users.set(aNotice.codiceFiscale, true);
  });
  beforeEach(() => {
    clock.set(NOW);
    notifier = makeAppIoNotifier({ clock, url: server.url, timeoutMs: 300 });
  });
  afterAll(() => server.close());

  const mayWrite = () => notifier.mayWrite(KEY, aNotice.codiceFiscale);
  const send = () => notifier.send(KEY, aNotice);
  const answers = (status: number, headers: Readonly<Record<string, string>> = {}): AppIoTrouble => ({
    is: 'answers',
    status,
    headers,
    done: false,
  });

  it.each([
    ['401', answers(401), 'refused', 'refused'],
    ['403', answers(403), 'refused', 'refused'],
    ['400', answers(400), 'refused', 'refused'],
    ['a redirection', answers(302, { location: 'http://127.0.0.1:1/' }), 'refused', 'refused'],
    ['500', answers(500), 'again', 'again'],
    ['503', answers(503), 'again', 'again'],
    ['504 of a gateway', answers(504), 'again', 'in-doubt'],
    ['a page with 200', answers(200), 'again', 'in-doubt'],
    ['silence', { is: 'silent', done: false }, 'again', 'in-doubt'],
    ['an endless answer', { is: 'endless', done: true }, 'again', 'in-doubt'],
    ['a cut before it was done', { is: 'cut', done: false }, 'again', 'in-doubt'],
  ] as const)('knows what %s means', async (_what, trouble, ofProfiles, ofMessages) => {
    server.next('/profiles', trouble);
    await expect(mayWrite()).rejects.toMatchObject({ name: 'NotifierError', kind: ofProfiles });
    server.next('/messages', trouble);
    await expect(send()).rejects.toMatchObject({ name: 'NotifierError', kind: ofMessages });
  });

  it('is tried again where nobody listens', async () => {
    const away = makeAppIoNotifier({ clock, url: 'http://127.0.0.1:1' });
    await expect(away.send(KEY, aNotice)).rejects.toMatchObject({ kind: 'again', pauseSeconds: null });
  });

  it.each([
    ['seconds', '120', 120],
    ['a date', 'Mon, 02 Mar 2026 09:05:00 GMT', 300],
    ['a date that is over, which is no pause', 'Mon, 02 Mar 2026 08:00:00 GMT', null],
    ['no seconds, which is no pause', '0', null],
    ['something else', 'presto', null],
  ])('is left alone as long as it says by %s', async (_what, header, pauseSeconds) => {
    server.next('/profiles', answers(429, { 'retry-after': header }));
    await expect(mayWrite()).rejects.toMatchObject({ kind: 'again', pauseSeconds });
  });

  it('is not asked again before, for anybody of the same service', async () => {
    server.next('/messages', answers(429, { 'retry-after': '120' }));
    await expect(send()).rejects.toMatchObject({ pauseSeconds: 120 });
    const before = server.asked.length;
    clock.set(new Date(NOW.getTime() + 60_000));
    const told = await mayWrite().catch((error: unknown) => error);
    expect(told).toBeInstanceOf(NotifierPaused);
    expect(told).toMatchObject({ kind: 'again', pauseSeconds: 60 });
    expect(server.asked).toHaveLength(before);
    clock.set(new Date(NOW.getTime() + 120_000));
    expect(await mayWrite()).toBe(true);
  });

  it('says nothing of the citizen, of the key or of the answer in an error', async () => {
    server.next('/messages', answers(400));
    const error = await send().catch((reason: unknown) => reason);
    expect(String(error)).toBe('NotifierError: /messages was answered with HTTP 400');
  });
});
