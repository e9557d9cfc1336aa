import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { DocareaDialect } from '../settings.ts';
import { NotUnderstood, type Operation, type Received, readReceived } from './received.ts';
import { makeRegistryBook, type RegistryBook, type RegistryWorld } from './registry-book.ts';
import { type Answered, PAGE, writeAnswer, writeFault } from './written.ts';

/** What goes wrong with one request. @property done whether the registry does what it is asked, before that */
export type Trouble =
  | { readonly is: 'answers'; readonly fields: Answered; readonly done: boolean }
  | { readonly is: 'fault'; readonly code: 'Client' | 'Server'; readonly done: boolean }
  | { readonly is: 'page'; readonly status: number; readonly done: boolean }
  | { readonly is: 'text'; readonly text: string; readonly done: boolean }
  /** It says nothing, and keeps the connection. */
  | { readonly is: 'silent'; readonly done: boolean }
  | { readonly is: 'cut'; readonly done: boolean }
  /** It answers, and then once more on the same connection. */
  | { readonly is: 'twice'; readonly done: true };

export interface DocareaServer {
  readonly url: string;
  readonly book: RegistryBook;
  /** What was asked, in order. */
  readonly asked: readonly Received[];
  /** Lets the next request for an operation go wrong. @param after so many others that go well */
  next(operation: Operation, trouble: Trouble, after?: number): void;
  /** Nobody listens any more, or again at the same address. */
  listen(listening: boolean): Promise<void>;
  close(): Promise<void>;
}

const AS_XML = { 'content-type': 'text/xml; charset=utf-8' };

const doAsked = (book: RegistryBook, { operation, args, content, contentName }: Received): Answered => {
  const [first = '', second = '', third = ''] = Object.values(args);
  switch (operation) {
    case 'Login':
      return book.login(first, second, third);
    case 'Inserimento':
      return book.insert(first, second, content, contentName);
    case 'Protocollazione':
      return book.register(first, second, content);
  }
};

/** Halley and ADS answer a success with a text too; Tinn's clients take any text for a failure. */
const worded = (dialect: DocareaDialect, answered: Answered): Answered =>
  answered.lngErrNumber === 0 && dialect !== 'tinn' ? { ...answered, strErrString: 'Operazione eseguita' } : answered;

const raw = (xml: string): string =>
  `HTTP/1.1 200 OK\r\nContent-Type: text/xml; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(xml)}\r\n\r\n${xml}`;

const misbehave = (trouble: Trouble, response: ServerResponse, write: (answered: Answered) => string, good: string) => {
  switch (trouble.is) {
    case 'answers':
      return response.writeHead(200, AS_XML).end(write(trouble.fields));
    case 'fault':
      return response.writeHead(500, AS_XML).end(writeFault(trouble.code));
    case 'page':
      return response
        .writeHead(trouble.status, { 'content-type': 'text/html', location: 'https://altrove.example/' })
        .end(PAGE);
    case 'text':
      return response.writeHead(200, AS_XML).end(trouble.text);
    case 'silent':
      return response;
    case 'cut':
      return response.socket?.destroy();
    case 'twice':
      return response.socket?.end(raw(good) + raw(good));
  }
};

/** A DOCAREA registry on the loopback that speaks one of the dialects, strictly, and fails as it is told to. */
export const startDocareaServer = async (dialect: DocareaDialect, world: RegistryWorld): Promise<DocareaServer> => {
  const book = makeRegistryBook(world);
  const asked: Received[] = [];
  const troubles: { readonly operation: Operation; readonly trouble: Trouble; after: number }[] = [];
  const takeTrouble = (operation: Operation): Trouble | undefined => {
    const next = troubles.find((one) => one.operation === operation);
    if (next === undefined) return undefined;
    next.after -= 1;
    return next.after < 0 ? troubles.splice(troubles.indexOf(next), 1)[0]?.trouble : undefined;
  };
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await request.toArray().then(Buffer.concat, () => null);
    if (body === null) return; // whoever asked is gone
    try {
      const received = readReceived(dialect, request, body);
      asked.push(received);
      const trouble = takeTrouble(received.operation);
      const write = (answered: Answered) => writeAnswer(dialect, received.operation, answered);
      const good = trouble?.done === false ? '' : write(worded(dialect, doAsked(book, received)));
      if (trouble === undefined) response.writeHead(200, AS_XML).end(good);
      else misbehave(trouble, response, write, good);
    } catch (error) {
      if (!(error instanceof NotUnderstood)) throw error;
      response.writeHead(500, AS_XML).end(writeFault('Client'));
    }
  };
  const server = createServer((request, response) => void serve(request, response));
  const open = async (port: number): Promise<number> => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('A TCP server has an address and a port');
    return address.port;
  };
  const shut = () =>
    new Promise<void>((fulfil) => {
      server.close(() => fulfil());
      server.closeAllConnections();
    });
  const port = await open(0);
  return {
    url: `http://127.0.0.1:${port}/docarea`,
    book,
    asked,
    next: (operation, trouble, after = 0) => troubles.push({ operation, trouble, after }),
    async listen(listening) {
      if (listening) await open(port);
      else await shut();
    },
    close: shut,
  };
};
