import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type Registration, RegistryError } from '@stanza/core';
import { asBytes } from '@stanza/core/testing';
import { aRegistration, registryStepsContract } from '@stanza/core/testing/contracts';
import { makePitreSteps } from './make-pitre-steps.ts';
import { type PitreSecrets, pitreSecretsSchema, pitreSettingsSchema } from './settings.ts';
import { aPitreServer, makePair, somePitreSettings } from './testing/sample-pitre.ts';
import type { PitreTrouble } from './testing/start-pitre-server.ts';

const PAIR = await makePair();
const SECRETS = { ...PAIR, ca: null };

/** The settings' fascicolo, by what it does. */
const PROJECTS = { practice: { perPractice: true, code: '5.3', scheme: '17' }, nothing: null };

const underTest = async (filedBy: keyof typeof PROJECTS) => {
  const { server, clock, world } = await aPitreServer();
  return {
    steps: makePitreSteps(somePitreSettings({ endpoint: server.url, project: PROJECTS[filedBy] }), SECRETS, { clock }),
    canSearch: true,
    filedBy,
    secrets: [PAIR.key, server.url],
    book: () =>
      server.book.lines().map(({ Document, number, registered, main, attachments, fascicolo }) => {
        const person = Document.Sender ?? Document.Recipients?.[0];
        return {
          number: String(number).padStart(7, '0'),
          year: Number(registered.slice(-4)),
          direction: Document.DocumentType === 'A' ? ('entrata' as const) : ('uscita' as const),
          subject: Document.Object,
          codiceFiscale: person?.NationalIdentificationNumber ?? '',
          file: fascicolo,
          documents: [...(main === null ? [] : [main]), ...attachments].map(({ sha256 }) => sha256),
        };
      }),
    cut: (step: 'attach' | 'commit', when: 'before' | 'after') =>
      server.next(step === 'attach' ? 'UploadFileToDocument' : 'ProtocolPredisposed', {
        is: 'cut',
        done: when === 'after',
      }),
    listen: server.listen,
    endSessions: server.book.endSessions,
    believePassword(believed: boolean) {
      world.user = believed ? 'stanza' : 'altri';
    },
    throwAway: server.book.throwAway,
    close: server.close,
  };
};
registryStepsContract('P.I.Tre', () => underTest('practice'));
registryStepsContract('P.I.Tre without a fascicolo', () => underTest('nothing'));

let close: (() => Promise<void>) | null = null;
afterEach(async () => {
  await close?.();
  close = null;
});

const open = async (
  given: Readonly<Record<string, unknown>> = {},
  secrets: PitreSecrets = SECRETS,
  tls: Parameters<typeof aPitreServer>[0] = null,
) => {
  const { server, clock } = await aPitreServer(tls);
  close = server.close;
  const url = tls === null ? server.url : server.url.replace('127.0.0.1', 'localhost'); // the name in the certificate
  const steps = makePitreSteps(somePitreSettings({ endpoint: url, ...given }), secrets, { clock });
  const registration = aRegistration('a');
  const attach = async (index = 0) => {
    const prepared = await steps.prepare(registration);
    const content = (async function* () {
      yield asBytes('x'.repeat(registration.main.size));
    })();
    await steps.attach(prepared, registration.main, index, content);
    return prepared;
  };
  const commit = async () => steps.commit(registration, await attach(), []);
  const end = async (method: string): Promise<string> => {
    const step = { GetToken: attach, CreateDocument: attach, UploadFileToDocument: attach }[method] ?? commit;
    try {
      await step();
      return 'done';
    } catch (error) {
      if (error instanceof RegistryError) return error.kind;
      throw error;
    }
  };
  return { server, url, steps, registration, attach, commit, end };
};

const METHODS = ['GetToken', 'CreateDocument', 'UploadFileToDocument', 'ProtocolPredisposed'];
const answers = (status: number, text: string, done = false): PitreTrouble => ({ is: 'answers', status, text, done });
/** `done`, or the kind of the error. */
type Ends = readonly string[];
const UNCLEAR: Ends = ['again', 'again', 'again', 'in-doubt'];
const same = (kind: string): Ends => METHODS.map(() => kind);

describe('what P.I.Tre may answer', () => {
  const failed = (word: string): PitreTrouble => answers(200, JSON.stringify({ Code: 1, ErrorMessage: word }));

  it.each<readonly [string, PitreTrouble, Ends]>([
    ...[
      'MISSING_PARAMETER',
      'USER_NO_EXIST',
      'ROLE_NO_EXIST',
      'USER_NO_ROLE',
      'CLASSIFICATION_NOT_FOUND',
      'TEMPLATE_NOT_FOUND',
      'REQUIRED_ID',
      'REQUIRED_DESCRIPTION',
    ].map((word) => [word, failed(word), same('settings')] as const),
    ['REQUIRED_FILE', failed('REQUIRED_FILE'), same('refused')],
    ['FILE_CREATION_ERROR', failed('FILE_CREATION_ERROR'), same('again')],
    ['DOCUMENT_NOT_FOUND', failed('DOCUMENT_NOT_FOUND'), same('start-over')],
    ['APPLICATION_ERROR', failed('APPLICATION_ERROR'), UNCLEAR],
    ['an unknown error', answers(200, '{"Code":1,"ErrorMessage":"Rossi Maria"}'), UNCLEAR],
    ['a prototype’s name', answers(200, '{"Code":1,"ErrorMessage":"constructor"}'), UNCLEAR],
    ['a page with 200', answers(200, '<html></html>'), UNCLEAR],
    ['a page with 502', answers(502, '<html></html>', true), UNCLEAR],
    ['a redirect', answers(302, ''), UNCLEAR],
    ['403', answers(403, ''), same('settings')],
    ['413', answers(413, ''), same('refused')],
    ['429', answers(429, ''), same('again')],
    ['another form', answers(200, '{"Code":"0"}', true), UNCLEAR],
    ['success with nothing in it', answers(200, '{"Code":0}', true), ['again', 'again', 'done', 'in-doubt']],
  ])('%s', async (_what, trouble, ends) => {
    const { server, end } = await open();
    const seen: string[] = [];
    for (const method of METHODS) {
      server.next(method, trouble);
      seen.push(await end(method));
    }
    expect(seen).toEqual(ends);
  });

  it('silence is in doubt when the time is over', async () => {
    const { server, end } = await open({ timeoutSeconds: 1 });
    server.next('ProtocolPredisposed', { is: 'silent', done: true });
    expect(await end('ProtocolPredisposed')).toBe('in-doubt');
  });
});

describe('P.I.Tre', () => {
  it('takes only a certificate with its own key, and what a header can say', async () => {
    const other = await makePair();
    const isGood = (secrets: unknown) => pitreSecretsSchema.safeParse(secrets).success;
    expect(isGood(SECRETS)).toBe(true);
    expect(isGood({ ...SECRETS, ca: other.cert })).toBe(true);
    for (const wrong of [
      { key: other.key },
      { cert: '-----BEGIN CERTIFICATE-----\nMIIB' },
      { ca: '-----BEGIN CERTIFICATE-----\nMIIB' },
    ]) {
      expect(isGood({ ...SECRETS, ...wrong })).toBe(false);
    }
    const named = (administration: string) =>
      pitreSettingsSchema.safeParse({ ...somePitreSettings(), administration }).success;
    expect([named('CCT_H612'), named('Città'), named('点')]).toEqual([true, false, false]);
  });

  it('is a matter of settings when TLS cannot use what it is given', async () => {
    const broken = { ...SECRETS, cert: '-----BEGIN CERTIFICATE-----\nMIIB' };
    const { steps, registration } = await open({ endpoint: 'https://localhost:9/RestServices' }, broken);
    await expect(steps.prepare(registration)).rejects.toMatchObject({ kind: 'settings' });
  });

  it('takes an attachment once, also when the answer never came', async () => {
    const { server, attach, steps, registration } = await open();
    const prepared = await attach();
    const again = () =>
      steps.attach(
        prepared,
        registration.main,
        1,
        (async function* () {
          yield asBytes('x'.repeat(registration.main.size));
        })(),
      );
    server.next('UploadFileToDocument', { is: 'cut', done: true });
    await expect(again()).rejects.toMatchObject({ kind: 'again' });
    await again();
    await steps.commit(registration, prepared, []);
    expect(server.book.lines()[0]?.attachments.map(({ Name }) => Name)).toEqual(['01_modulo.pdf']);
  });

  it('puts documents into a file where there is one', async () => {
    const { server, commit } = await open({ project: { code: '5.3-2026-1', scheme: '17' } });
    await commit();
    expect(server.book.lines()).toMatchObject([{ CodeProject: '5.3-2026-1' }]);
    expect(server.asked).toContain('CreateDocumentAndAddInProject');
  });

  it('says what the ente has written of the service, and else what it says for all', async () => {
    const given = { rf: 'RF1', project: { code: '5.3-2026-1', scheme: '17' } };
    const { server, steps, registration } = await open(given);
    const prepare = (values: Partial<Registration['values']>) =>
      steps.prepare({ ...registration, values: { ...registration.values, ...values } });
    const first = await prepare({ office: 'RF7', dossier: '5.3-2026-1', documentType: 'SCIA' });
    await steps.attach(first, registration.main, 0, Readable.from([asBytes('x'.repeat(registration.main.size))]));
    await steps.commit(registration, first, []);
    expect(server.book.lines()).toMatchObject([
      { CodeProject: '5.3-2026-1', CodeRF: 'RF7', Document: { Template: { Name: 'SCIA' } } },
    ]);
    // There is no such fascicolo.
    await expect(prepare({ classification: '6.3' })).rejects.toBeInstanceOf(RegistryError);
  });

  it('has no fascicolo of a service without the titolario that it is in', async () => {
    const { steps, registration } = await open();
    const values = { ...registration.values, dossier: '5.3-2026-1' };
    await expect(steps.prepare({ ...registration, values })).rejects.toMatchObject({ kind: 'settings' });
  });

  it('says that it has nothing of what it was not asked to register', async () => {
    const { attach, steps, registration } = await open();
    expect(await steps.find?.(registration, await attach())).toBe('not-there');
  });

  it('takes whoever shows the certificate that it knows, and is believed by its own', async () => {
    const pair = await makePair();
    const tls = { ...pair, ca: pair.cert, requestCert: true, rejectUnauthorized: true };
    const { server, end, url } = await open({}, { ...pair, ca: pair.cert }, tls);
    expect(await end('ProtocolPredisposed')).toBe('done');
    expect(server.book.lines()).toHaveLength(1);
    // Another one is not let in; and whom nobody vouches for is told nothing.
    for (const [secrets, kind] of [
      [{ ...PAIR, ca: pair.cert }, 'again'],
      [{ ...pair, ca: null }, 'settings'],
    ] as const) {
      const steps = makePitreSteps(somePitreSettings({ endpoint: url }), secrets, { clock: { now: () => new Date() } });
      await expect(steps.prepare(aRegistration('b'))).rejects.toMatchObject({ kind });
    }
  });
});
