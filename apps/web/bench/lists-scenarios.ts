import { type OfficeOrder, type OfficeQuery, type OperatorList, readSearch } from '@stanza/core';
import type { Pool } from '@stanza/postgres';

/** What is measured: a page of a list, as one operator asks for it. */
export interface Scenario {
  readonly name: string;
  /** Place of the operator in `LargeEnte.operators`: on all services, on some, on a rare one alone. */
  readonly operator: number;
  readonly query: OfficeQuery;
  readonly typed: string;
  readonly after: string | null;
}

const ALL = 0;
const SOME = 5;
const RARE = 39;
const WHO = { [ALL]: '37 services', [SOME]: '9 services', [RARE]: 'one rare service' };

/** What a database has to be asked about: the places and the things that a search finds. */
export interface Samples {
  /** In the middle of the ente's practices, in each order. */
  readonly middle: { readonly id: string; readonly time: number; readonly protocol: string };
  readonly code: string;
  readonly protocol: string;
  readonly codiceFiscale: string;
  readonly serviceId: OfficeQuery['serviceId'];
}

const MIDDLE = `select id, list_date, replace(protocol_key, '/', '-') as protocol, code, protocol_number || '/' || protocol_year as number,
    applicant #>> '{identity,codiceFiscale}' as cf, service_id
  from practice where state = 'accettata' and list_date < now() - interval '18 months' order by list_date desc limit 1`;

/** @param owner above row-level security */
export const sample = async (owner: Pool): Promise<Samples> => {
  const { rows } = await owner.query(MIDDLE);
  const [found] = rows;
  return {
    middle: { id: found.id, time: found.list_date.getTime(), protocol: found.protocol },
    code: found.code,
    protocol: found.number,
    codiceFiscale: found.cf,
    serviceId: found.service_id,
  };
};

const LISTS: readonly OperatorList[] = ['da_gestire', 'da_assegnare', 'concluse', 'tutte'];
const ORDERS: readonly OfficeOrder[] = [
  'data-asc',
  'protocollo-desc',
  'protocollo-asc',
  'richiedente-asc',
  'richiedente-desc',
];

const listed = (list: OperatorList, order: OfficeOrder = 'data-desc'): OfficeQuery => {
  const all = { list, serviceId: null, state: null, search: null };
  return order === 'data-desc' || order === 'data-asc'
    ? { ...all, order, sent: { from: null, to: null } }
    : { ...all, order, sent: null };
};

const placeIn = (order: OfficeOrder, { middle }: Samples): string => {
  const key = order.startsWith('data') ? middle.time : order.startsWith('protocollo') ? middle.protocol : '';
  return `${order}.${key}.${middle.id}`;
};

const monthOf = (time: number): { readonly from: string; readonly to: string } => {
  const month = new Date(time).toISOString().slice(0, 7);
  return { from: `${month}-01`, to: `${month}-28` };
};

/** Every list in every order, filter, depth and kind of search. */
export const scenarios = (samples: Samples): readonly Scenario[] => {
  const scenario = (name: string, operator: number, query: OfficeQuery, more: Partial<Scenario> = {}): Scenario => ({
    name: `${name} (${WHO[operator as keyof typeof WHO]})`,
    operator,
    query,
    typed: '',
    after: null,
    ...more,
  });
  const found: Scenario[] = [];
  for (const operator of [ALL, SOME, RARE]) {
    for (const list of LISTS) found.push(scenario(list, operator, listed(list)));
  }
  for (const list of LISTS) {
    for (const order of ORDERS) found.push(scenario(`${list} ${order}`, SOME, listed(list, order)));
  }
  for (const order of ['data-desc', ...ORDERS] as const) {
    const after = placeIn(order, samples);
    found.push(scenario(`tutte ${order}, deep page`, ALL, listed('tutte', order), { after }));
  }
  const { serviceId } = samples;
  const whole = { ...listed('tutte'), order: 'data-desc' } as const;
  const month = monthOf(samples.middle.time);
  const day = { from: month.from, to: month.from };
  for (const list of LISTS) {
    const query = { ...whole, list };
    found.push(scenario(`${list}, one service`, ALL, { ...query, serviceId, sent: { from: null, to: null } }));
    found.push(scenario(`${list}, one month`, ALL, { ...query, sent: month }));
    found.push(scenario(`${list}, one day`, SOME, { ...query, sent: day }));
    found.push(scenario(`${list}, one service and month`, ALL, { ...query, serviceId, sent: month }));
  }
  for (const state of ['inviata', 'in_elaborazione', 'da_integrare', 'accettata', 'rifiutata'] as const) {
    found.push(scenario(`tutte, ${state}`, ALL, { ...listed('tutte'), state }));
  }
  const both = { serviceId, state: 'accettata' } as const;
  found.push(
    scenario('concluse richiedente-asc, one service and state', ALL, {
      ...listed('concluse', 'richiedente-asc'),
      ...both,
    }),
  );
  const words = ['Zeni', 'Rossi', 'Maria Rossi', 'mar ros', 'Ugolini Dario', 'a', 'Nessuno Mai'];
  const { code, protocol, codiceFiscale } = samples;
  for (const typed of [code, protocol, String(Number(protocol.split('/')[0])), codiceFiscale, ...words]) {
    const search = readSearch(typed);
    const named =
      search?.kind === 'nome' ? `name "${typed}"` : `${search?.kind} ${typed.includes('/') ? 'and year' : ''}`;
    found.push(scenario(`search ${named}`, ALL, { ...listed('tutte'), search }, { typed }));
  }
  found.push(
    scenario(
      'search name "Rossi", rare',
      RARE,
      { ...listed('tutte'), search: readSearch('Rossi') },
      { typed: 'Rossi' },
    ),
  );
  found.push(
    scenario(
      'search name "Rossi", richiedente-asc',
      SOME,
      { ...listed('concluse', 'richiedente-asc'), search: readSearch('Rossi') },
      { typed: 'Rossi' },
    ),
  );
  return found;
};
