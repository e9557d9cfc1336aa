import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer, type ServerOptions } from 'node:https';
import { makePitreBook, type PitreWorld } from './pitre-book.ts';

/** What goes wrong with one request. @property done whether the registry does what it is asked, before that */
export type PitreTrouble =
  | { readonly is: 'answers'; readonly status: number; readonly text: string; readonly done: boolean }
  | { readonly is: 'cut' | 'silent'; readonly done: boolean };

/** The router of P.I.Tre on the loopback; over TLS it takes who has a certificate. */
export const startPitreServer = async (world: PitreWorld, tls: ServerOptions | null = null) => {
  const book = makePitreBook(world);
  const troubles: { readonly method: string; readonly trouble: PitreTrouble }[] = [];
  const asked: string[] = [];
  const misbehave = (trouble: PitreTrouble, response: ServerResponse) => {
    if (trouble.is === 'cut') response.socket?.destroy();
    else if (trouble.is === 'answers') response.writeHead(trouble.status).end(trouble.text);
  };
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const body = Buffer.concat(await request.toArray());
    const { routed_action: method = '', code_adm, authtoken } = request.headers;
    const work = book.methods[`${request.method} ${method}`];
    const entitled = method === 'GetToken' || book.knows(authtoken?.toString());
    if (work === undefined || code_adm !== world.administration || !entitled) {
      response.writeHead(work === undefined ? 404 : 401).end('<html>Unauthorized</html>');
      return;
    }
    asked.push(method.toString());
    const index = troubles.findIndex((one) => one.method === method);
    const trouble = index < 0 ? undefined : troubles.splice(index, 1)[0]?.trouble;
    const answer = trouble?.done === false ? {} : work(JSON.parse(body.toString()));
    if (trouble !== undefined) misbehave(trouble, response);
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  };
  const listener = (request: IncomingMessage, response: ServerResponse) => void serve(request, response);
  const server = tls === null ? createServer(listener) : createSecureServer(tls, listener);
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
    url: `${tls === null ? 'http' : 'https'}://127.0.0.1:${port}/RestServices/RouteRestRequest`,
    book,
    /** Methods that were called, in order. */
    asked,
    next: (method: string, trouble: PitreTrouble) => troubles.push({ method, trouble }),
    async listen(listening: boolean) {
      if (listening) await open(port);
      else await shut();
    },
    close: shut,
  };
};
