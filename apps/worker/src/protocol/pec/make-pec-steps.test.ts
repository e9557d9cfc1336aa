import { afterEach, describe, expect, it } from '@jest/globals';
import { type Registration, RegistryError, tenantIdSchema } from '@stanza/core';
import { asBytes, makeMemoryPorts } from '@stanza/core/testing';
import { aRegistration, printedFile, registryStepsContract } from '@stanza/core/testing/contracts';
import { makePecSteps } from './make-pec-steps.ts';
import { aPecServer, PEC_PASSWORD, somePecSettings } from './testing/sample-pec.ts';
import type { PecTrouble } from './testing/start-pec-server.ts';

registryStepsContract(
  'PEC',
  async (source) => {
    const { server, world } = await aPecServer();
    const settings = somePecSettings({ endpoint: server.url });
    const numberOf = (index: number) => ({ number: String(index + 1).padStart(7, '0'), year: 2026 });
    return {
      steps: makePecSteps(settings, { password: PEC_PASSWORD }, source),
      canSearch: false,
      filedBy: 'request',
      office: ({ key }) => ({
        ...numberOf(server.mails.findIndex(({ says }) => says.Chiave === key)),
        registeredAt: new Date('2026-03-02T09:00:00.000Z'),
      }),
      secrets: [PEC_PASSWORD, server.url],
      book: () =>
        server.mails.map(({ says, documents }, index) => ({
          ...numberOf(index),
          direction: says.Flusso === 'entrata' ? ('entrata' as const) : ('uscita' as const),
          subject: says.Oggetto ?? '',
          codiceFiscale: says.CodiceFiscale ?? '',
          documents: documents.map(({ sha256 }) => sha256),
          file: printedFile(says['Richiesta.numero'], says['Richiesta.anno']),
        })),
      cut: (_step: 'attach' | 'commit', when: 'before' | 'after') => server.next({ is: 'cut', kept: when === 'after' }),
      listen: server.listen,
      endSessions: () => undefined,
      believePassword(believed: boolean) {
        world.password = believed ? PEC_PASSWORD : 'un’altra';
      },
      throwAway: () => undefined,
      close: server.close,
    };
  },
  'in-commit',
);

const TENANT = tenantIdSchema.parse('01890a5d-ac96-774b-bcce-b302099a8057');
let close: (() => Promise<void>) | null = null;
afterEach(async () => {
  await close?.();
  close = null;
});

/** A registration whose document is kept. */
const open = async (given: Readonly<Record<string, unknown>> = {}) => {
  const { server } = await aPecServer();
  close = server.close;
  const { storage } = makeMemoryPorts();
  const bytes = (async function* () {
    yield asBytes('perché così'.repeat(300));
  })();
  const stored = await storage.put(TENANT, bytes, 10_000);
  if (stored === 'too-large') throw new Error('It was not stored');
  const main = { fileName: 'perché così.pdf', description: 'Certificato', ...stored };
  const settings = somePecSettings({ endpoint: server.url, ...given });
  const steps = makePecSteps(settings, { password: PEC_PASSWORD }, { tenantId: TENANT, storage });
  const send = (registration: Partial<Registration> = {}) =>
    steps.commit(aRegistration('8c:richiesta', { main, ...registration }), null, []);
  const end = async (): Promise<string> => {
    try {
      return String(await send());
    } catch (error) {
      if (error instanceof RegistryError) return error.kind;
      throw error;
    }
  };
  return { server, steps, send, end, main };
};

describe('a registration by PEC', () => {
  it('is one message with the documents, a profile and a few words, and waits for the number', async () => {
    const { server, send, main } = await open();
    expect(await send()).toBe('later');
    expect(server.mails).toMatchObject([
      {
        messageId: '<registrazione.8c.richiesta@pec.comune.example>',
        from: 'stanza@pec.comune.example',
        to: ['protocollo@pec.comune.example'],
        subject: 'Da registrare in entrata: Certificato di nascita - pratica K7QM-3R9T',
        text: expect.stringContaining('per la pratica K7QM-3R9T'),
        says: { Chiave: '8c:richiesta', NomeFile: '00_perche_cosi.pdf', NomeOriginale: 'perché così.pdf' },
        documents: [{ name: '00_perche_cosi.pdf', sha256: main.sha256 }],
      },
    ]);
  });

  it('has the same name whenever it is sent, so that who gets it twice can tell', async () => {
    const { server, send, end } = await open();
    server.next({ is: 'refuses', at: 'message', code: 451 });
    expect(await end()).toBe('again');
    await send();
    await send({ direction: 'uscita' });
    const [first, second] = server.mails.map(({ messageId }) => messageId);
    expect([first, server.mails[1]?.subject]).toEqual([second, expect.stringMatching(/^Da registrare in uscita/u)]);
  });

  it.each<readonly [string, PecTrouble, string]>([
    ['refuses the sender', { is: 'refuses', at: 'from', code: 550 }, 'settings'],
    ['refuses the recipient', { is: 'refuses', at: 'recipient', code: 550 }, 'settings'],
    ['is busy', { is: 'refuses', at: 'recipient', code: 451 }, 'again'],
    ['finds it too large', { is: 'refuses', at: 'from', code: 552 }, 'refused'],
    ['does not take what is in it', { is: 'refuses', at: 'message', code: 554 }, 'refused'],
    ['cannot keep it now', { is: 'refuses', at: 'message', code: 452 }, 'again'],
    ['asks for more when all has come', { is: 'refuses', at: 'message', code: 354 }, 'in-doubt'],
    ['answers with a number that SMTP has not', { is: 'refuses', at: 'message', code: 650 }, 'in-doubt'],
    ['says yes', { is: 'refuses', at: 'message', code: 250 }, 'later'],
    ['hangs up after it, without a word', { is: 'cut', kept: true }, 'in-doubt'],
  ])('whose server %s', async (_what, trouble, kind) => {
    const { server, end } = await open();
    server.next(trouble);
    expect(await end()).toBe(kind);
  });

  it.each<readonly [string, PecTrouble, string]>([
    ['before the message has gone', { is: 'silent', at: 'recipient' }, 'again'],
    ['after it', { is: 'silent', at: 'message' }, 'in-doubt'],
  ])('whose server says nothing %s ends in time', async (_when, trouble, kind) => {
    const { server, end } = await open({ timeoutSeconds: 1 });
    server.next(trouble);
    expect(await end()).toBe(kind);
  });

  it('was not taken when the connection is cut within it', async () => {
    const { server } = await aPecServer();
    close = server.close;
    const { storage } = makeMemoryPorts();
    const long = async () =>
      (async function* () {
        for (let chunk = 0; chunk < 512; chunk += 1) yield Buffer.alloc(64 * 1024);
      })();
    const settings = somePecSettings({ endpoint: server.url });
    const source = { tenantId: TENANT, storage: { ...storage, open: long } };
    server.next({ is: 'cut-within' });
    const sent = makePecSteps(settings, { password: PEC_PASSWORD }, source).commit(aRegistration('a'), null, []);
    await expect(sent).rejects.toMatchObject({ kind: 'again' });
    expect(server.mails).toEqual([]);
  });

  it('does not go out with a document that we have not, which is no failure of the server', async () => {
    const { server, steps, send, main } = await open();
    await expect(send({ attachments: [{ ...main, sha256: 'ff'.repeat(32) }] })).rejects.toMatchObject({
      kind: 'start-over',
      cause: expect.objectContaining({ message: expect.stringContaining('is not there') }),
    });
    const lost = new Error('The disk is gone');
    // biome-ignore lint/correctness/useYield: it fails before its first byte
    const content = (async function* (): AsyncGenerator<Uint8Array> {
      throw lost;
    })();
    await expect(steps.attach(null, main, 0, content)).rejects.toBe(lost);
    expect(server.mails).toEqual([]);
  });

  it('tells nothing to a server that nobody vouches for', async () => {
    const { server, end } = await open({ ca: null });
    expect(await end()).toBe('settings');
    expect(server.mails).toEqual([]);
  });

  it('has room for what fits into the message as text', async () => {
    const { steps } = await open({ maxMessageBytes: 1_000_000 });
    expect(steps.limits.maxTotalBytes).toBeGreaterThan(530_000);
    expect(steps.limits.maxTotalBytes * (4 / 3) * (78 / 76)).toBeLessThan(750_000);
  });
});
