import { dayInItaly, daysAfter, isCalendarDate, italianDate, mayWorkOn, type PaymentReport } from '@stanza/core';
import { stringify } from 'csv-stringify/sync';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CSV_OPTIONS, CSV_TYPE } from '../../csv/csv-options.ts';
import { formFields } from '../../http/form.ts';
import { queryText } from '../../http/params.ts';
import { Problem } from '../../http/problem.ts';
import { enteOf, operatorOf } from '../../http/request-facts.ts';
import { contentDisposition } from '../../http/send-file.ts';
import type { WebContext } from '../../http/web-context.ts';
import { notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';
import { csvRows, dayField, daysView, dayView, linesOf, MOST_DAYS_BACK } from './view-model.ts';

interface DayPath {
  Params: { giorno: string };
}

const DAYS = 31;
const LINES = 50;
/** Each asks the gateway for a whole day. */
const COMPARISONS = { name: 'riconciliazioni', max: 30, windowMs: 60 * 60 * 1000 } as const;

/** The payments of each day, as the gateway and the portal have them, for the administrators. */
export const operatoriRiconciliazionePage = (scope: FastifyInstance, { portal, show }: WebContext): void => {
  const path = '/operatori/pagamenti/riconciliazione';
  const officeOf = (request: FastifyRequest) => `/${enteOf(request).slug}/operatori`;
  const above = (request: FastifyRequest) => ({ label: texts.pagamenti, href: `${officeOf(request)}/pagamenti` });
  const today = () => dayInItaly(portal.clock.now());

  const showDays = async (
    request: FastifyRequest,
    reply: FastifyReply,
    typed: string,
    isWrong: boolean,
    flash = '',
  ) => {
    const asked = queryText(request, 'prima');
    const before = isCalendarDate(asked) ? asked : null;
    const found = await portal.unitOfWork.read(enteOf(request).id, ({ paymentReports }) =>
      paymentReports.list(before, DAYS + 1),
    );
    const field = dayField(typed, today(), isWrong ? texts.giornoSbagliato : undefined);
    return show(request, reply, {
      template: 'operatori-riconciliazione',
      view: daysView(`${officeOf(request)}/pagamenti/riconciliazione`, found, DAYS, before === null, field),
      title: texts.titolo,
      path: [above(request)],
      status: isWrong ? 422 : 200,
      hasErrors: isWrong,
      flash: flash === '' ? null : notice('info', { text: flash }),
    });
  };

  scope.get(path, (request, reply) => showDays(request, reply, daysAfter(today(), -1), false));

  scope.post(path, async (request, reply) => {
    const ente = enteOf(request);
    const day = (formFields(request).giorno ?? '').trim();
    const isWrong = !isCalendarDate(day) || day > today() || day < daysAfter(today(), -MOST_DAYS_BACK);
    if (isWrong) return showDays(request, reply, day, true);
    if (!(await portal.isWithinLimit(ente.id, COMPARISONS, operatorOf(request).id))) throw new Problem('overloaded');
    const report = await portal.reconcilePayments(ente.id, day);
    if (report === null) return showDays(request, reply, day, false, texts.nonPagopa);
    return reply.redirect(`${officeOf(request)}/pagamenti/riconciliazione/${day}`, 303);
  });

  const reportOf = async (request: FastifyRequest<DayPath>): Promise<PaymentReport> => {
    const { giorno } = request.params;
    const found = isCalendarDate(giorno)
      ? await portal.unitOfWork.read(enteOf(request).id, ({ paymentReports }) => paymentReports.of(giorno))
      : null;
    if (found === null) throw new Problem('not_found');
    return found;
  };

  scope.get<DayPath>(`${path}/:giorno`, async (request, reply) => {
    const report = await reportOf(request);
    const from = /^\d{1,4}$/u.test(queryText(request, 'dalla')) ? Number(queryText(request, 'dalla')) : 0;
    const ids = linesOf(report, from, LINES).flatMap(({ paymentId }) => paymentId ?? []);
    const known = await portal.unitOfWork.read(enteOf(request).id, ({ payments }) => payments.byIds(ids));
    const openable = new Set(
      known.filter(({ serviceId }) => mayWorkOn(operatorOf(request), serviceId)).map(({ id }) => id),
    );
    return show(request, reply, {
      template: 'operatori-riconciliazione/giorno',
      view: dayView(officeOf(request), report, from, LINES, openable),
      title: texts.delGiorno(italianDate(report.day)),
      path: [above(request), { label: texts.titolo, href: `${officeOf(request)}/pagamenti/riconciliazione` }],
    });
  });

  scope.get<DayPath>(`${path}/:giorno/csv`, async (request, reply) => {
    const report = await reportOf(request);
    return reply
      .type(CSV_TYPE)
      .header('content-disposition', contentDisposition(`riconciliazione-${enteOf(request).slug}-${report.day}.csv`))
      .send(stringify([...csvRows(report)], CSV_OPTIONS));
  });
};
