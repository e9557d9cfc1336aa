import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';

/** What goes wrong with one request. @property done whether App IO does what it is asked, before that */
export type AppIoTrouble =
  | {
      readonly is: 'answers';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly done: boolean;
    }
  | { readonly is: 'cut' | 'silent' | 'endless'; readonly done: boolean };

const fiscalCode = z.string().regex(/^[A-Z]{6}[\dLMNP-V]{2}[A-EHLMPRST][\dLMNP-V]{2}[A-Z][\dLMNP-V]{3}[A-Z]$/u);
const profileRequest = z.strictObject({ fiscal_code: fiscalCode });
/** Of a new message what the portal may say. */
const messageRequest = z.strictObject({
  fiscal_code: fiscalCode,
  time_to_live: z.int().min(3_600).max(604_800),
  content: z.strictObject({
    subject: z.string().min(10).max(120),
    markdown: z.string().min(80).max(10_000),
    require_secure_channels: z.boolean().optional(),
    due_date: z.iso.datetime().optional(),
  }),
});
export type AppIoMessage = z.output<typeof messageRequest>;

const problem = (status: number, title: string) => ({ status, body: { title, status, detail: title } });

/** App IO on the loopback: profiles and messages of one service, as its API says. */
export const startAppIoServer = async (key: string) => {
  const users = new Map<string, boolean>();
  const messages: AppIoMessage[] = [];
  const troubles: { readonly path: string; readonly trouble: AppIoTrouble }[] = [];
  const asked: string[] = [];

  const profiles = (request: unknown) => {
    const read = profileRequest.safeParse(request);
    if (!read.success) return problem(400, 'Bad request');
    const allowed = users.get(read.data.fiscal_code);
    if (allowed === undefined) return problem(404, 'Profile not found');
    return { status: 200, body: { sender_allowed: allowed, preferred_languages: ['it_IT'] } };
  };
  const newMessage = (request: unknown) => {
    const read = messageRequest.safeParse(request);
    if (!read.success) return problem(400, 'Invalid payload');
    if (users.get(read.data.fiscal_code) !== true) return problem(403, 'Recipient forbidden');
    messages.push(read.data);
    return { status: 201, body: { id: `01BX9NSMKVXXS5PSP2FATZM${messages.length}` } };
  };
  const methods: Readonly<Record<string, (request: unknown) => { readonly status: number; readonly body: unknown }>> = {
    'POST /api/v1/profiles': profiles,
    'POST /api/v1/messages': newMessage,
  };
  const misbehave = (trouble: AppIoTrouble, response: ServerResponse) => {
    if (trouble.is === 'cut') response.socket?.destroy();
    else if (trouble.is === 'endless') response.writeHead(200).write('x'.repeat(1024 * 1024));
    else if (trouble.is === 'answers') response.writeHead(trouble.status, trouble.headers).end('<html>No</html>');
  };
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const body = Buffer.concat(await request.toArray());
    const work = methods[`${request.method} ${request.url}`];
    if (work === undefined || request.headers['ocp-apim-subscription-key'] !== key) {
      response.writeHead(work === undefined ? 404 : 401).end();
      return;
    }
    const path = (request.url ?? '').replace('/api/v1', '');
    asked.push(path);
    const index = troubles.findIndex((one) => one.path === path);
    const trouble = index < 0 ? undefined : troubles.splice(index, 1)[0]?.trouble;
    const answer = trouble?.done === false ? null : work(JSON.parse(body.toString()));
    if (trouble !== undefined) return misbehave(trouble, response);
    response.writeHead(answer?.status ?? 500, { 'content-type': 'application/json' }).end(JSON.stringify(answer?.body));
  };
  const server = createServer((request, response) => void serve(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has an address and a port');
  return {
    url: `http://127.0.0.1:${address.port}/api/v1`,
    /** Whether they take messages of the service, by codice fiscale. */
    users,
    /** What was taken, in order. */
    messages,
    /** Paths that were asked, in order. */
    asked,
    next: (path: '/profiles' | '/messages', trouble: AppIoTrouble) => void troubles.push({ path, trouble }),
    close: () =>
      new Promise<void>((fulfil) => {
        server.close(() => fulfil());
        server.closeAllConnections();
      }),
  };
};
export type AppIoServer = Awaited<ReturnType<typeof startAppIoServer>>;
