import { availabilityOn, dayInItaly, describeMetrics, isAdministrator, mayWorkOn } from '@stanza/core';
import { stringify } from 'csv-stringify/sync';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { CSV_OPTIONS, CSV_TYPE } from '../../csv/csv-options.ts';
import { queryText } from '../../http/params.ts';
import { enteOf, operatorOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { texts } from './texts.it.ts';
import { type MetricsShown, operatoriMetricheView, serviceRows } from './view-model.ts';

const YEAR = /^20\d\d$/u;

/** "Metriche di utilizzo" (ente.md): of the operator's services, and of all of them for an administrator. */
export const operatoriMetrichePage = (scope: FastifyInstance, { portal, show }: WebContext): void => {
  const read = (request: FastifyRequest): Promise<MetricsShown> => {
    const operator = operatorOf(request);
    const today = dayInItaly(portal.clock.now());
    const asked = queryText(request, 'anno');
    const year = Number(YEAR.test(asked) ? asked : today.slice(0, 4));
    return portal.unitOfWork.read(enteOf(request).id, async (stores) => {
      const all = await stores.services.list();
      const services = all.filter(({ id }) => isAdministrator(operator) || mayWorkOn(operator, id));
      const tallies = await stores.reads.practiceTallies();
      const outcomes = await stores.reads.outcomeTallies(year);
      const ids = services.map(({ id }) => id);
      return {
        metrics: describeMetrics(ids, tallies, outcomes, year),
        services,
        year,
        isAdministrator: isAdministrator(operator),
        active: services.filter((service) => availabilityOn(service, today).state === 'aperto').length,
      };
    });
  };

  scope.get('/operatori/metriche', async (request, reply) => {
    const office = `/${enteOf(request).slug}/operatori`;
    return show(request, reply, {
      template: 'operatori-metriche',
      view: operatoriMetricheView(`${office}/metriche`, await read(request)),
      title: texts.titolo,
    });
  });

  scope.get('/operatori/metriche.csv', async (request, reply) => {
    const shown = await read(request);
    return reply
      .type(CSV_TYPE)
      .header('content-disposition', `attachment; filename="metriche-${enteOf(request).slug}-${shown.year}.csv"`)
      .send(stringify([[...texts.colonneServizi], ...serviceRows(shown)], CSV_OPTIONS));
  });
};
