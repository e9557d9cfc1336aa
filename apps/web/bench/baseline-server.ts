import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import fastify, { type FastifyRequest } from 'fastify';
import Handlebars from 'handlebars';
import pg from 'pg';
import { z } from 'zod';
import { serve } from './serve.ts';

// What the same machine does with nothing but the libraries: the measure that the portal is compared with.
const { databaseUrl, pageBytes } = z
  .object({
    databaseUrl: z.string(),
    pageBytes: z.object({ sheet: z.number(), step: z.number(), summary: z.number() }),
  })
  .parse(JSON.parse(process.argv[2] ?? '{}'));

const row = '<li class="voce"><a href="{{href}}">{{label}}</a> <span>{{text}}</span></li>\n';
const compilePage = (bytes: number) => {
  const rows = 30;
  const filler = '<p class="testo">Testo fisso della pagina, come intestazione e piè di pagina.</p>\n';
  const rowBytes = 100;
  const fixed = filler.repeat(Math.max(1, Math.round((bytes - rows * rowBytes) / filler.length)));
  const template = Handlebars.compile(
    `<!doctype html><title>{{title}}</title>${fixed}<form method="post"><input type="hidden" name="_csrf" value="{{csrf}}">
     <input name="uso" value="{{uso}}"></form><ul>{{#each rows}}${row}{{/each}}</ul>`,
    { strict: true, knownHelpersOnly: true },
  );
  const items = Array.from({ length: rows }, (_, i) => ({ href: `/voce/${i}`, label: `Voce ${i}`, text: 'È <vero>' }));
  return (title: string, uso: string, csrf: string) => template({ title, uso, csrf, rows: items });
};
const bigPage = compilePage(20_000);
const sheetPage = compilePage(pageBytes.sheet);
const draftPages = { '/step': compilePage(pageBytes.step), '/summary': compilePage(pageBytes.summary) } as const;

const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
const server = fastify({ logger: false });
await server.register(cookie);
await server.register(formbody);

const secret = randomBytes(32);
const tokenFor = (session: string) => createHmac('sha256', secret).update(session).digest('base64url');
const html = 'text/html; charset=utf-8';

const SESSION = 'select user_name from bench_session where token_hash = $1';
const DRAFT = 'select id, answers from bench_draft where id = $1';
const SAVE = 'update bench_draft set answers = answers || $2::jsonb, version = version + 1 where id = $1';

const sessionOf = async (request: FastifyRequest): Promise<{ name: string; csrf: string; id: string }> => {
  const session = request.cookies.sessione ?? '';
  const hash = createHash('sha256').update(session).digest('hex');
  const { rows } = await pool.query<{ user_name: string }>({ name: 'session', text: SESSION, values: [hash] });
  const [found] = rows;
  if (found === undefined) throw new Error('no session');
  return { name: found.user_name, csrf: tokenFor(session), id: request.cookies.bozza ?? '' };
};
const draftOf = async (id: string): Promise<string> => {
  const query = { name: 'draft', text: DRAFT, values: [id] };
  const { rows } = await pool.query<{ answers: { uso?: string } }>(query);
  return rows[0]?.answers.uso ?? '';
};

server.get('/hello', async () => 'ciao');
server.get('/page', async (_request, reply) => reply.type(html).send(bigPage('Pagina', 'uso', 'gettone')));
server.get('/select', async (request, reply) => {
  const { name } = await sessionOf(request);
  return reply.type(html).send(bigPage('Pagina', name, 'gettone'));
});
server.post('/write', async (request, reply) => {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query({ name: 'log', text: 'insert into bench_log (what) values ($1)', values: ['saved'] });
    const values = [request.cookies.bozza, JSON.stringify({ uso: 'x' })];
    await client.query({ name: 'save', text: SAVE, values });
    await client.query('commit');
  } finally {
    client.release();
  }
  return reply.redirect('/step', 303);
});
server.get('/sheet', async (request, reply) => {
  const { name, csrf } = await sessionOf(request);
  return reply.type(html).send(sheetPage('Scheda', name, csrf));
});
for (const [path, page] of Object.entries(draftPages)) {
  server.get(path, async (request, reply) => {
    const { csrf, id } = await sessionOf(request);
    return reply.type(html).send(page('Passo', await draftOf(id), csrf));
  });
}
server.post('/step', async (request, reply) => {
  const { csrf, id } = await sessionOf(request);
  const form = z.object({ _csrf: z.string(), uso: z.string().max(200) }).parse(request.body);
  const given = Buffer.from(form._csrf);
  if (given.length !== csrf.length || !timingSafeEqual(given, Buffer.from(csrf))) return reply.status(403).send('');
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query({ name: 'save', text: SAVE, values: [id, JSON.stringify({ uso: form.uso })] });
    await client.query('commit');
  } finally {
    client.release();
  }
  return reply.redirect('/summary', 303);
});
await serve(server, () => pool.end());
