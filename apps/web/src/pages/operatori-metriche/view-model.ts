import { type CountsByState, type Metrics, OUTCOME_CLASSES, type OutcomeTimes, type Service } from '@stanza/core';
import { barChart } from '../../ui/bar-chart.ts';
import { dataTable } from '../../ui/components.ts';
import { texts } from './texts.it.ts';

export interface MetricsShown {
  readonly metrics: Metrics;
  /** Whose figures they are. */
  readonly services: readonly Service[];
  readonly year: number;
  readonly isAdministrator: boolean;
  /** How many of them take practices now. */
  readonly active: number;
}

/** Bars of the chart of years: what is older is in the table. */
const YEARS_IN_CHART = 6;

const figure = (value: number): string => value.toLocaleString('it');
const days = (value: number | null): string => (value === null ? texts.nessunaCifra : figure(value));
const daysInWords = (value: number | null): string => (value === null ? texts.nessuna : texts.giorni(value));

const statesOf = ({ inviata, in_elaborazione, da_integrare, accettata, rifiutata }: CountsByState): readonly string[] =>
  [inviata, in_elaborazione, da_integrare, accettata, rifiutata].map(figure);

const timesOf = ({ outcomes, median, ninetieth }: OutcomeTimes): readonly string[] => [
  figure(outcomes),
  days(median),
  days(ninetieth),
];

const classLabel = (index: number): string => {
  const [before, to] = [OUTCOME_CLASSES[index - 1] ?? -1, OUTCOME_CLASSES[index] ?? null];
  return to === null ? texts.oltre(before ?? 0) : texts.finoA((before ?? -1) + 1, to);
};

/** The table of services, also in the file. */
export const serviceRows = ({ metrics, services }: Pick<MetricsShown, 'metrics' | 'services'>) =>
  services.flatMap((service) => {
    const found = metrics.services.find(({ serviceId }) => serviceId === service.id);
    return found === undefined
      ? []
      : [[service.definition.name, figure(found.sent), ...statesOf(found.counts), ...timesOf(found.times)]];
  });

const asCells = (row: readonly string[]) => row.map((text) => ({ text }));

const summary = ({ metrics, services, year, active }: MetricsShown) => {
  const sent = metrics.years.find((one) => one.year === year)?.sent ?? 0;
  return {
    title: '',
    editHref: null,
    rows: [
      { term: texts.attivi, value: texts.suTotale(active, services.length) },
      { term: texts.inviate(year), value: figure(sent) },
      { term: texts.esiti(year), value: figure(metrics.times.outcomes) },
      { term: texts.mediana, value: daysInWords(metrics.times.median) },
      { term: texts.novantesimo, value: daysInWords(metrics.times.ninetieth) },
    ],
  };
};

/** @param here path of the page */
export const operatoriMetricheView = (here: string, shown: MetricsShown) => {
  const { metrics, services, year, isAdministrator } = shown;
  const inChart = metrics.years.slice(0, YEARS_IN_CHART).toReversed();
  const classes = metrics.classes.map((value, index) => ({ label: classLabel(index), value }));
  return {
    heading: {
      title: texts.titolo,
      lead: isAdministrator ? texts.introduzione.amministratore : texts.introduzione.operatore,
    },
    none: services.length > 0 ? null : { title: texts.nessunServizio, text: texts.nessunServizioTesto },
    years: metrics.years.map((one) => ({
      label: texts.anno(one.year),
      href: `${here}?anno=${one.year}`,
      current: one.year === year,
    })),
    summary: summary(shown),
    csvHref: `${here}.csv?anno=${year}`,
    byYear: {
      title: texts.perAnno,
      chart: barChart(
        texts.perAnno,
        inChart.map((one) => ({ label: String(one.year), value: one.sent })),
      ),
      table: dataTable(
        texts.perAnno,
        texts.colonneAnni,
        metrics.years.map((one) => asCells([String(one.year), figure(one.sent), ...statesOf(one.counts)])),
      ),
    },
    times: {
      title: texts.tempi(year),
      chart: barChart(texts.tempi(year), classes),
      table: dataTable(
        texts.tempi(year),
        texts.colonneTempi,
        classes.map(({ label, value }) => asCells([label, figure(value)])),
      ),
    },
    byService: {
      title: texts.perServizio(year),
      table: dataTable(texts.perServizio(year), texts.colonneServizi, serviceRows(shown).map(asCells)),
    },
  };
};
