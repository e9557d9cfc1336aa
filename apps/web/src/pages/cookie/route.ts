import type { FastifyInstance } from 'fastify';
import { CSRF_COOKIES } from '../../http/csrf.ts';
import { SESSION_COOKIES, SESSION_HOURS } from '../../http/sessions.ts';
import { SIGN_IN_COOKIES } from '../../http/sign-in-mark.ts';
import type { WebContext } from '../../http/web-context.ts';
import { dataTable } from '../../ui/components.ts';
import { texts } from './texts.it.ts';

/** Which cookies the portal sets (Garante privacy, guidelines of 10 June 2021, linked from every footer). Public. */
export const cookiePage = (scope: FastifyInstance, { show }: WebContext): void => {
  const session = texts.sessione(SESSION_HOURS.unused, SESSION_HOURS.longest);
  const rows = [
    [SESSION_COOKIES.citizen, texts.accesso, session],
    [SESSION_COOKIES.operator, texts.accessoOperatori, session],
    [SIGN_IN_COOKIES.mark.name, texts.ritorno, texts.minuti(SIGN_IN_COOKIES.mark.minutes)],
    [SIGN_IN_COOKIES.entry.name, texts.ingresso, texts.minuti(SIGN_IN_COOKIES.entry.minutes)],
    [CSRF_COOKIES.citizen, texts.moduli, texts.finestra],
    [CSRF_COOKIES.operator, texts.moduliOperatori, texts.finestra],
  ].map((row) => row.map((text) => ({ text })));
  const table = dataTable(texts.elenco, texts.colonne, rows);
  scope.get('/cookie', async (request, reply) =>
    show(request, reply, {
      template: 'cookie',
      view: { heading: { title: texts.titolo, lead: texts.introduzione }, table },
      title: texts.titolo,
    }),
  );
};
