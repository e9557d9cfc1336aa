import { describe, expect, it } from '@jest/globals';
import { type Facts, repeats, violations } from './violations.ts';

const A = 'practice-a';

/** One practice that was asked to be completed, was accepted, and of which everything is as it must be. */
const WELL: Facts = {
  sent: [{ id: A, uploads: ['f1'], downloads: new Set(['f1']) }],
  practices: [
    {
      ente: 'rovereto',
      id: A,
      state: 'accettata',
      number: '0000001/2026',
      answerNumber: '0000004/2026',
      timeline: [
        'bozza',
        'inviata',
        'protocollata',
        'presa_in_carico',
        'integrazione_richiesta',
        'integrazione_ricevuta',
        'risposta_predisposta',
        'risposta_firmata',
        'accettata',
      ],
    },
  ],
  books: [
    { ente: 'rovereto', year: 2026, number: 1, key: `${A}:richiesta`, documents: ['m1', 'f1'] },
    { ente: 'rovereto', year: 2026, number: 2, key: `${A}:integrazione:i:richiesta`, documents: ['m2'] },
    { ente: 'rovereto', year: 2026, number: 3, key: `${A}:integrazione:i:risposta`, documents: ['m3'] },
    { ente: 'rovereto', year: 2026, number: 4, key: `${A}:risposta`, documents: ['m4'] },
  ],
  deliveries: [
    'pratica_inviata',
    'pratica_protocollata',
    'pratica_presa_in_carico',
    'integrazione_richiesta i',
    'integrazione_ricevuta',
    'pratica_accettata',
  ].map((template, index) => ({
    id: `d${index}`,
    practice: A,
    state: 'consegnata',
    what: `mail ${template}`,
    to: 'anna@example.it',
    lastError: null,
  })),
  mails: [0, 1, 2, 3, 4, 5].map((index) => ({
    delivery: `d${index}`,
    to: 'anna@example.it',
    at: 20_000 * index,
    told: true,
  })),
  jobs: 0,
  deaths: { worker: [], database: [] },
};
const [practice] = WELL.practices;
const [delivery] = WELL.deliveries;
const [line] = WELL.books;
const [sent] = WELL.sent;
const [mail] = WELL.mails;
if (practice === undefined || delivery === undefined || line === undefined || sent === undefined || mail === undefined)
  throw new Error('There is one of each');
const fifth = { ...line, number: 5, key: `${A}:risposta` };

describe('the invariants of a run of chaos', () => {
  it('hold for a practice of which everything arrived once', () => {
    expect(violations(WELL)).toEqual([]);
  });

  const told = { ...mail, at: 20_000, told: true };
  const again = (first: Facts['mails'][number], deaths: Partial<Facts['deaths']> = {}): Facts => ({
    ...WELL,
    mails: [first, ...WELL.mails.slice(1), { ...mail, at: 90_000 }],
    deaths: { ...WELL.deaths, ...deaths },
  });

  it.each<readonly [string, Facts, string]>([
    ['its answer was lost', again({ ...told, told: false }), 'answer lost'],
    ['the worker died right after it', again(told, { worker: [24_000] }), 'sender killed'],
    ['the database died right after it', again(told, { database: [24_000] }), 'database killed'],
    ['the database had just died', again(told, { database: [12_000] }), 'database killed'],
  ])('allow a mail twice when %s, and count that', (_why, facts, excuse) => {
    expect(violations(facts)).toEqual([]);
    expect([...repeats(facts)]).toEqual([[excuse, 1]]);
  });

  it.each<readonly [string, Facts]>([
    ['nobody had died', again(told)],
    ['the worker had died before it', again(told, { worker: [19_000] })],
    ['somebody died long after it', again(told, { worker: [30_000], database: [30_000] })],
    ['the database had long been back', again(told, { database: [5_000] })],
  ])('are broken by a mail twice when %s', (_why, facts) => {
    expect(violations(facts)).toEqual([expect.stringContaining('sent again')]);
  });

  it.each<readonly [string, Partial<Facts>, string]>([
    ['a practice is gone', { sent: [...WELL.sent, { ...sent, id: 'practice-b', uploads: [] }] }, 'not there'],
    ['an event is missing', { practices: [{ ...practice, timeline: practice.timeline.toSpliced(2, 1) }] }, 'timeline'],
    ['an event came twice', { practices: [{ ...practice, timeline: ['bozza', ...practice.timeline] }] }, 'timeline'],
    ['it was not decided', { practices: [{ ...practice, state: 'in_elaborazione' }] }, 'timeline'],
    ['a number is missing', { books: WELL.books.toSpliced(1, 1) }, 'gaps'],
    ['something was registered twice', { books: [...WELL.books, fifth] }, 'lines'],
    ['a line is nobody’s', { books: [...WELL.books, { ...fifth, key: null }] }, 'of no practice'],
    ['the practice has another number', { practices: [{ ...practice, number: '0000002/2026' }] }, 'other numbers'],
    ['a mail was never queued', { deliveries: WELL.deliveries.slice(1) }, 'has no mail pratica_inviata'],
    ['a mail was queued twice', { deliveries: [...WELL.deliveries, { ...delivery, id: 'd6' }] }, 'twice'],
    ['a mail never arrived', { mails: WELL.mails.slice(1) }, 'never arrived'],
    [
      'a delivery is blocked',
      { deliveries: WELL.deliveries.map((one) => ({ ...one, state: 'bloccata' })) },
      'is bloccata',
    ],
    [
      'a mail was not sent for want of an address',
      { deliveries: WELL.deliveries.map((one) => ({ ...one, state: 'senza_indirizzo' })) },
      'senza_indirizzo',
    ],
    [
      'a mail went to somebody else',
      { mails: [{ ...mail, to: 'mario@example.it' }, ...WELL.mails.slice(1)] },
      'somebody else',
    ],
    [
      'a delivery was given up for deaths of others',
      {
        deliveries: [
          { ...delivery, lastError: 'Il programma si è interrotto troppe volte' },
          ...WELL.deliveries.slice(1),
        ],
      },
      'not its own',
    ],
    ['an upload is lost', { sent: [{ ...sent, downloads: new Set<string>() }] }, 'cannot be downloaded'],
    [
      'an upload is not registered',
      { books: WELL.books.map((line) => ({ ...line, documents: [] })) },
      'not registered',
    ],
    ['there is work left', { jobs: 1 }, 'still in the queue'],
  ])('are broken when %s', (_what, changed, sentence) => {
    expect(violations({ ...WELL, ...changed })).toContainEqual(expect.stringContaining(sentence));
  });
});
