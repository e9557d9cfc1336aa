import { pipeline, Readable } from 'node:stream';
import { dayInItaly, type PracticeExport } from '@stanza/core';
import { stringify } from 'csv-stringify';
import type { FastifyInstance } from 'fastify';
import { CSV_OPTIONS, CSV_TYPE } from '../../csv/csv-options.ts';
import { formFields } from '../../http/form.ts';
import { Problem } from '../../http/problem.ts';
import { actorOf, enteOf } from '../../http/request-facts.ts';
import { contentDisposition } from '../../http/send-file.ts';
import type { WebContext } from '../../http/web-context.ts';
import { hrefOf, NAMES, type Name, queryOf, valuesOf } from '../../office/asked.ts';
import { listInForm } from '../../office/list-in-form.ts';
import { cellsOf, headingsOf } from './table.ts';

const EXPORTS = { name: 'esportazioni', max: 20, windowMs: 60 * 60 * 1000 } as const;
/** Of one process, whoever asks: each holds a connection to the database for a batch, and a processor in between. */
const MOST_AT_ONCE = 3;
/** What the usual spreadsheets open. */
const MOST_COLUMNS = 16_384;

async function* linesOf(headings: readonly string[], { services, practices }: PracticeExport) {
  yield headings;
  for await (const practice of practices()) yield cellsOf(services, practice);
}

/**
 * "Esporta in CSV": everything of the practices of a list as it is filtered, one line each, made while it is downloaded. Sent by
 * POST: it is counted and written down, which no link of somebody else's page may bring about.
 */
export const operatoriEsportaPage = (scope: FastifyInstance, { portal }: WebContext): void => {
  let running = 0;

  scope.post('/operatori/esporta.csv', async (request, reply) => {
    const ente = enteOf(request);
    const actor = actorOf(request);
    const fields = formFields(request);
    const value = (name: Name): string => fields[name] ?? '';
    const desk = await portal.unitOfWork.read(ente.id, ({ reads }) => reads.operatorDesk(actor.operator.id));
    const { asked } = listInForm(request, desk);
    const read = new Map(valuesOf(asked).map((one) => [one.name, one.value]));
    // What the page showed cannot be read any more: a larger list than that one must not be exported in its place.
    if (NAMES.some((name) => value(name) !== (read.get(name) ?? ''))) {
      return reply.redirect(hrefOf(`/${ente.slug}/operatori`, { ...asked, sealed: value('ricerca') }), 303);
    }
    if (running >= MOST_AT_ONCE) throw new Problem('overloaded');
    running += 1;
    let isSending = false;
    try {
      if (!(await portal.isWithinLimit(ente.id, EXPORTS, actor.operator.id))) throw new Problem('too_many_exports');
      const exported = await portal.exportPractices(ente.id, actor, queryOf(asked));
      const headings = headingsOf(exported.services);
      if (headings.length > MOST_COLUMNS) throw new Problem('too_many_columns');
      const file = pipeline(Readable.from(linesOf(headings, exported)), stringify(CSV_OPTIONS), () => {
        running -= 1; // however it ended: what breaks the answer off is logged with it
      });
      isSending = true;
      const today = dayInItaly(portal.clock.now());
      return reply
        .type(CSV_TYPE)
        .header('content-disposition', contentDisposition(`pratiche-${ente.slug}-${asked.list}-${today}.csv`))
        .send(file);
    } finally {
      if (!isSending) running -= 1;
    }
  });
};
