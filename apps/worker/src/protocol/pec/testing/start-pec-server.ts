import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { childElements, parseXml, textOf } from '@stanza/gateways';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** What the protocol office has got in its mailbox. */
export interface OfficeMail {
  readonly messageId: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  /** The profile as it came, and what it says. */
  readonly profile: string;
  readonly says: Readonly<Record<string, string>>;
  readonly documents: readonly { readonly name: string; readonly sha256: string }[];
}

/** What happens to the next message. `cut`: the connection ends when all of it has come, kept or not, and nothing is answered. */
export type PecTrouble =
  | { readonly is: 'refuses'; readonly at: 'from' | 'recipient' | 'message'; readonly code: number }
  | { readonly is: 'cut'; readonly kept: boolean }
  | { readonly is: 'cut-within' }
  | { readonly is: 'silent'; readonly at: 'recipient' | 'message' };

export interface PecServer {
  readonly url: string;
  readonly mails: readonly OfficeMail[];
  next(trouble: PecTrouble): void;
  /** Nobody listens any more, or again at the same address. */
  listen(listening: boolean): Promise<void>;
  close(): Promise<void>;
}

/** The texts of a profile by the names of their elements; with their attributes, as `Richiesta.anno`. */
const saidIn = (xml: string): Readonly<Record<string, string>> => {
  const root = parseXml(xml, { tags: 1000, attributes: 1000, prefixes: 5, depth: 10 });
  const leaves = (from: Element): readonly (readonly [string, string])[] =>
    childElements(from).flatMap((one) => {
      const below = leaves(one);
      const attributes = Array.from(one.attributes).map(
        ({ name, value }) => [`${one.tagName}.${name}`, value] as const,
      );
      return below.length > 0 ? below : [[one.tagName, textOf(one)] as const, ...attributes];
    });
  return root === null ? {} : Object.fromEntries(leaves(root));
};

const officeMail = ({ messageId, from, to, subject, text, attachments }: Email): OfficeMail => {
  const parts = attachments.map(({ filename, content }) => ({
    name: filename ?? '',
    bytes: Buffer.from(content as ArrayBuffer),
  }));
  const profile = parts.find(({ name }) => name === 'registrazione.xml')?.bytes.toString('latin1') ?? '';
  return {
    messageId: messageId ?? '',
    from: from?.address ?? '',
    to: to?.map(({ address }) => address ?? '') ?? [],
    subject: subject ?? '',
    text: text ?? '',
    profile,
    says: saidIn(profile),
    documents: parts
      .filter(({ name }) => name !== 'registrazione.xml')
      .map(({ name, bytes }) => ({ name, sha256: createHash('sha256').update(bytes).digest('hex') })),
  };
};

const refusal = (code: number): Error => Object.assign(new Error('not like this, Maria Rossi'), { responseCode: code });

/** A provider of PEC on the loopback: SMTP over TLS, for whoever signs in. @param world its user and password, which may change */
export const startPecServer = async (
  tls: { readonly key: string; readonly cert: string },
  world: { readonly user: string; password: string },
): Promise<PecServer> => {
  const mails: OfficeMail[] = [];
  const troubles: PecTrouble[] = [];
  const taken = <K extends PecTrouble['is']>(is: K, at?: string) => {
    const [first] = troubles;
    if (first?.is !== is || (at !== undefined && 'at' in first && first.at !== at)) return null;
    troubles.shift();
    return first as Extract<PecTrouble, { is: K }>;
  };
  const make = (): SMTPServer => {
    const server: SMTPServer = new SMTPServer({
      ...tls,
      secure: true,
      closeTimeout: 10,
      onAuth: ({ username, password }, _session, done) =>
        username === world.user && password === world.password ? done(null, { user: username }) : done(refusal(535)),
      onMailFrom: (_address, _session, done) => {
        const refused = taken('refuses', 'from');
        done(refused === null ? null : refusal(refused.code));
      },
      onRcptTo: (_address, _session, done) => {
        if (taken('silent', 'recipient') !== null) return;
        const refused = taken('refuses', 'recipient');
        done(refused === null ? null : refusal(refused.code));
      },
      onData: async (stream, session, done) => {
        const hangUp = () => {
          for (const connection of server.connections) if (connection.id === session.id) connection._socket.destroy();
        };
        if (taken('cut-within') !== null) return stream.once('data', hangUp);
        const chunks = await stream.toArray().catch(() => null);
        if (chunks === null) return; // the sender has gone
        const mail = officeMail(await PostalMime.parse(Buffer.concat(chunks)));
        const cut = taken('cut');
        const refused = taken('refuses', 'message');
        if (cut?.kept !== false && refused === null) mails.push(mail);
        if (cut !== null) return hangUp();
        if (taken('silent', 'message') !== null) return;
        done(refused === null ? null : refusal(refused.code));
      },
    });
    server.on('error', () => undefined);
    return server;
  };
  let server = make();
  const open = async (port: number): Promise<number> => {
    server = make();
    server.listen(port, '127.0.0.1');
    await once(server.server, 'listening');
    const address = server.server.address();
    if (address === null || typeof address === 'string') throw new Error('A TCP server has an address and a port');
    return address.port;
  };
  const shut = () => new Promise<void>((fulfil) => server.close(() => fulfil()));
  const port = await open(0);
  return {
    url: `smtps://localhost:${port}`, // the name in the certificate
    mails,
    next: (trouble) => void troubles.push(trouble),
    async listen(listening) {
      if (listening) await open(port);
      else await shut();
    },
    close: shut,
  };
};
