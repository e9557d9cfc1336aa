/** A practice as the database has it. */
export interface PracticeFact {
  readonly ente: string;
  readonly id: string;
  readonly state: string;
  /** `0000012/2026`; null without one. */
  readonly number: string | null;
  readonly answerNumber: string | null;
  /** Events of the timeline, in order. */
  readonly timeline: readonly string[];
}

/** A line of the book of a registry. */
export interface BookFact {
  readonly ente: string;
  readonly year: number;
  readonly number: number;
  /** Of the registration; null for a line that no registration of ours knows. */
  readonly key: string | null;
  /** SHA-256 of the main document and of the attachments. */
  readonly documents: readonly string[];
}

export interface DeliveryFact {
  readonly id: string;
  readonly practice: string;
  readonly state: string;
  /** What is sent, to whom and about what, such as `mail pratica_inviata`: once for each practice. */
  readonly what: string;
  /** Whom a mail is for. */
  readonly to: string | null;
  readonly lastError: string | null;
}

export interface MailFact {
  /** Id of the delivery, from the Message-ID; of the mail to an administrator it has a point in it. */
  readonly delivery: string;
  readonly to: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Whether the sender was told that it was taken. */
  readonly told: boolean;
}

/** Everything that is known when it is over. */
export interface Facts {
  /** What the portal has told citizens is sent, with the SHA-256 of what they had uploaded for it, and of all that they can download. */
  readonly sent: readonly {
    readonly id: string;
    readonly uploads: readonly string[];
    readonly downloads: ReadonlySet<string>;
  }[];
  readonly practices: readonly PracticeFact[];
  readonly books: readonly BookFact[];
  readonly deliveries: readonly DeliveryFact[];
  readonly mails: readonly MailFact[];
  /** Jobs of practices that are still in the queue. */
  readonly jobs: number;
  readonly deaths: Deaths;
}

/** When each was killed, in milliseconds since the epoch. */
export interface Deaths {
  readonly worker: readonly number[];
  readonly database: readonly number[];
}

const ORDER: readonly string[] = [
  'bozza',
  'inviata',
  'protocollata',
  'presa_in_carico',
  'integrazione_richiesta',
  'integrazione_ricevuta',
  'risposta_predisposta',
  'risposta_firmata',
];
const OUTCOMES: readonly string[] = ['accettata', 'rifiutata'];
const MAILS: Readonly<Record<string, string>> = {
  inviata: 'mail pratica_inviata',
  protocollata: 'mail pratica_protocollata',
  presa_in_carico: 'mail pratica_presa_in_carico',
  integrazione_richiesta: 'mail integrazione_richiesta',
  integrazione_ricevuta: 'mail integrazione_ricevuta',
  accettata: 'mail pratica_accettata',
  rifiutata: 'mail pratica_rifiutata',
};
/** How the key of a registration ends, after the id of the practice, for what it registers. */
const PAPERS: Readonly<Record<string, RegExp>> = {
  inviata: /^richiesta$/u,
  integrazione_richiesta: /^integrazione:[^:]+:richiesta$/u,
  integrazione_ricevuta: /^integrazione:[^:]+:risposta$/u,
  accettata: /^risposta$/u,
  rifiutata: /^risposta$/u,
};
/** Mails that may have nothing to say any more when their turn comes. */
const OUTDATED = /integrazione_richiesta|pratica_assegnata/u;
/** Whoever dies so long after a mail was taken may not have written that down yet, in milliseconds. */
const UNWRITTEN_MS = 5_000;
/** The database is away for so long after it was killed. */
const AWAY_MS = 10_000;
/** It is told that it died too often, which needs twenty deaths in one job. */
const INTERRUPTED = 'si è interrotto troppe volte';

const hasEnded = ({ state, what }: DeliveryFact): boolean =>
  state === 'consegnata' || (state === 'annullata' && OUTDATED.test(what));

const grouped = <T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> =>
  Map.groupBy(items, keyOf);

const timelineViolations = ({ id, state, timeline }: PracticeFact): readonly string[] => {
  const steps = ORDER.filter((event) => timeline.includes(event));
  const complete = ['bozza', 'inviata', 'protocollata', 'presa_in_carico', 'risposta_predisposta'].every((event) =>
    steps.includes(event),
  );
  const answered = steps.includes('integrazione_richiesta') === steps.includes('integrazione_ricevuta');
  const inOrder = timeline.join() === [...steps, state].join() && OUTCOMES.includes(state);
  return complete && answered && inOrder ? [] : [`${id} is ${state} and its timeline is ${timeline.join(', ')}`];
};

/** The numbers of each ente and year are those from 1 on, each once. */
const gapViolations = (books: readonly BookFact[]): readonly string[] =>
  [...grouped(books, ({ ente, year }) => `${ente} ${year}`)].flatMap(([where, lines]) => {
    const numbers = lines.map(({ number }) => number).toSorted((a, b) => a - b);
    return numbers.every((number, index) => number === index + 1)
      ? []
      : [`The numbers of ${where} have gaps or repeat`];
  });

const printed = ({ number, year }: BookFact): string => `${String(number).padStart(7, '0')}/${year}`;

/** Each thing that happened to a practice and is to be registered has one line in the book, with the number that the practice has. */
const bookViolations = (practice: PracticeFact, lines: readonly BookFact[]): readonly string[] => {
  const { id, timeline, number, answerNumber } = practice;
  const papers = lines.map((line) => ({ line, paper: line.key?.slice(id.length + 1) ?? '' }));
  const expected = timeline.flatMap((event) => PAPERS[event] ?? []);
  const found = expected.map((ending) => papers.filter(({ paper }) => ending.test(paper)));
  const once = found.every(({ length }) => length === 1) && papers.length === expected.length;
  const numberOf = (ending: string) => papers.filter(({ paper }) => paper === ending).map(({ line }) => printed(line));
  const same = numberOf('richiesta').join() === number && numberOf('risposta').join() === answerNumber;
  return [
    ...(once ? [] : [`${id} (${timeline.join(', ')}) has the lines ${papers.map(({ paper }) => paper).join(', ')}`]),
    ...(same ? [] : [`${id} has other numbers than the book: ${number}, ${answerNumber}`]),
  ];
};

const mailViolations = (practice: PracticeFact, deliveries: readonly DeliveryFact[]): readonly string[] => {
  const { id, timeline } = practice;
  const kinds = deliveries.map(({ what }) => what);
  const twice = kinds.filter((what, index) => kinds.indexOf(what) !== index);
  const isThere = (mail: string): boolean => kinds.some((kind) => `${kind} `.startsWith(`${mail} `));
  const missing = timeline.flatMap((event) => MAILS[event] ?? []).filter((mail) => !isThere(mail));
  return [...twice.map((what) => `${id} has ${what} twice`), ...missing.map((what) => `${id} has no ${what}`)];
};

/** Why a mail may come again after this copy: whoever sent it could not know, or not write down, that it had arrived. */
const excuseFor = ({ told, at }: MailFact, { worker, database }: Deaths): string | null => {
  const died = (deaths: readonly number[], before: number) =>
    deaths.some((death) => death >= at - before && death <= at + UNWRITTEN_MS);
  if (!told) return 'answer lost';
  if (died(worker, 0)) return 'sender killed';
  return died(database, AWAY_MS) ? 'database killed' : null;
};

/** The copies that another one followed, each with the excuse for that. */
const repeated = (mails: readonly MailFact[], deaths: Deaths) =>
  [...grouped(mails, ({ delivery }) => delivery).values()].flatMap((copies) =>
    copies.slice(0, -1).map((copy) => ({ copy, excuse: excuseFor(copy, deaths) })),
  );

/** How often a mail came again, by the excuse for it. */
export const repeats = ({ mails, deaths }: Pick<Facts, 'mails' | 'deaths'>): ReadonlyMap<string, number> =>
  new Map(
    [...grouped(repeated(mails, deaths), ({ excuse }) => excuse ?? 'none')].map(([why, copies]) => [
      why,
      copies.length,
    ]),
  );

const repeatViolations = (mails: readonly MailFact[], deaths: Deaths): readonly string[] =>
  repeated(mails, deaths)
    .filter(({ excuse }) => excuse === null)
    .map(({ copy }) => `The mail of ${copy.delivery} was sent again although it had arrived`);

/** Those to administrators, about what is blocked, are no deliveries. */
const isNotice = ({ delivery }: MailFact): boolean => delivery.includes('.');

const deliveryViolations = ({ deliveries, mails }: Facts): readonly string[] => {
  const toCitizens = mails.filter((mail) => !isNotice(mail));
  const arrived = new Set(toCitizens.map(({ delivery }) => delivery));
  const known = new Map(deliveries.map((delivery) => [delivery.id, delivery]));
  const open = deliveries.filter((delivery) => !hasEnded(delivery));
  const astray = toCitizens.filter(({ delivery, to }) => known.has(delivery) && known.get(delivery)?.to !== to);
  const interrupted = deliveries.filter(({ lastError }) => lastError?.includes(INTERRUPTED));
  const lost = deliveries.filter(({ id, what, state }) => {
    return what.startsWith('mail') && state === 'consegnata' && !arrived.has(id);
  });
  return [
    ...open.map(({ id, what, state }) => `The delivery ${id} (${what}) is ${state}`),
    ...lost.map(({ id, what }) => `The mail of ${id} (${what}) never arrived`),
    ...[...arrived].filter((id) => !known.has(id)).map((id) => `A mail arrived of ${id}, which is no delivery`),
    ...astray.map(({ delivery }) => `The mail of ${delivery} went to somebody else`),
    ...interrupted.map(({ id, what }) => `The delivery ${id} (${what}) was given up for deaths that were not its own`),
  ];
};

const uploadViolations = (
  { id, uploads, downloads }: Facts['sent'][number],
  lines: readonly BookFact[],
): readonly string[] => {
  const registered = new Set(lines.flatMap(({ documents }) => documents));
  return uploads.flatMap((sha256) => [
    ...(downloads.has(sha256) ? [] : [`${id}: an upload cannot be downloaded: ${sha256}`]),
    ...(registered.has(sha256) ? [] : [`${id}: an upload is not registered with it: ${sha256}`]),
  ]);
};

/**
 * What is not as it must be when everything is over: every sent practice has one number, no book has a gap, no mail came twice
 * without need, no upload is lost, every timeline is complete.
 * @returns a sentence for each; none when all is well
 */
export const violations = (facts: Facts): readonly string[] => {
  const { practices, sent, books, deliveries, mails, deaths, jobs } = facts;
  const there = new Set(practices.map(({ id }) => id));
  const linesOf = grouped(books, ({ key }) => key?.split(':', 1)[0] ?? 'nobody');
  const deliveriesOf = grouped(deliveries, ({ practice }) => practice);
  const strangers = books.filter(({ key }) => key === null || !there.has(key.split(':', 1)[0] ?? ''));
  return [
    ...sent.filter(({ id }) => !there.has(id)).map(({ id }) => `${id} was sent, and is not there`),
    ...practices.flatMap(timelineViolations),
    ...gapViolations(books),
    ...strangers.map((line) => `${line.ente} has ${printed(line)} of no practice`),
    ...practices.flatMap((practice) => bookViolations(practice, linesOf.get(practice.id) ?? [])),
    ...practices.flatMap((practice) => mailViolations(practice, deliveriesOf.get(practice.id) ?? [])),
    ...deliveryViolations(facts),
    ...repeatViolations(mails, deaths),
    ...sent.flatMap((one) => uploadViolations(one, linesOf.get(one.id) ?? [])),
    ...(jobs === 0 ? [] : [`${jobs} jobs are still in the queue`]),
  ];
};
