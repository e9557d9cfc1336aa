import { once } from 'node:events';
import type { SeededRandom } from '@stanza/gateways/testing';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** What the mail server took charge of. */
export interface TakenMail {
  readonly messageId: string;
  readonly to: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Whether the sender was told so: whoever was not sends it again, and cannot know better (RFC 5321 §4.5.4.1). */
  readonly told: boolean;
}

export interface FlakyMailbox {
  readonly url: string;
  readonly taken: readonly TakenMail[];
  /** How often it failed, by how. */
  readonly failures: Readonly<Record<string, number>>;
  close(): Promise<void>;
}

const MODES = ['busy', 'full', 'taken, no answer', 'stalls'] as const;

const temporary = (responseCode: number, message: string): Error => Object.assign(new Error(message), { responseCode });

/** A mail server of which about one connection or message in six fails, in a way that is worth a retry. */
export const openFlakyMailbox = async (random: SeededRandom, isCalm: () => boolean): Promise<FlakyMailbox> => {
  const taken: TakenMail[] = [];
  const failures: Record<string, number> = {};
  const fail = <T extends string>(how: T): T => {
    failures[how] = (failures[how] ?? 0) + 1;
    return how;
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onConnect: (_session, callback) => {
      if (!isCalm() && random.below(20) === 0) {
        fail('no greeting');
        return callback(temporary(421, 'Try again later'));
      }
      return callback();
    },
    onData: async (stream, session, callback) => {
      const bytes = await stream.toArray().then(Buffer.concat, () => null);
      if (bytes === null) return; // the sender was killed in the middle of it
      const today = isCalm() || random.below(6) > 0 ? 'well' : fail(random.oneOf(MODES));
      if (today === 'busy') return callback(temporary(451, 'Local error'));
      if (today === 'full') return callback(temporary(452, 'Insufficient storage'));
      if (today === 'stalls') return; // the sender gives up; nothing was taken
      const { messageId = '' } = await PostalMime.parse(bytes);
      const told = today !== 'taken, no answer';
      const to = session.envelope.rcptTo.map(({ address }) => address).join();
      taken.push({ messageId, to, at: Date.now(), told });
      if (told) return callback();
      for (const connection of server.connections) if (connection.id === session.id) connection.close();
    },
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has an address and a port');
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    taken,
    failures,
    close: () => new Promise((fulfil) => server.close(() => fulfil())),
  };
};
