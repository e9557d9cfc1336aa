import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type BulletinKind, MAX_BULLETIN_TEXT, MAX_FEED_ITEMS } from '@stanza/core';
import { isPublicAddress } from './feeds/public-lookup.ts';
import { makeFeedReader } from './make-feed-reader.ts';

const TODAY = '2026-11-24';
type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server;
let base: string;
let answer: Answer;
beforeAll(async () => {
  server = createServer((request, response) => answer(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${portOf(server)}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const portOf = (listening: Server): number => {
  const address = listening.address();
  const isInfo = (value: string | AddressInfo | null): value is AddressInfo => typeof value === 'object';
  if (!isInfo(address) || address === null) throw new Error('The server does not listen');
  return address.port;
};

const reader = makeFeedReader({ publicOnly: false, maxFetchMs: 2_000 });
const ask = (kind: BulletinKind, url = `${base}/feed`) =>
  reader.read({ kind, url, etag: null, lastModified: null }, TODAY);
const send =
  (body: string | Buffer, headers: Record<string, string> = {}): Answer =>
  (_request, response) => {
    response.writeHead(200, headers).end(body);
  };
const itemsOf = async (kind: BulletinKind, body: string | Buffer, headers?: Record<string, string>) => {
  answer = send(body, headers);
  const reading = await ask(kind);
  if (reading.outcome !== 'items') throw new Error(`The feed was not read: ${JSON.stringify(reading)}`);
  return reading.items;
};
const failed = (failure: string) => ({ outcome: 'failed', failure });

const rss = (items: string) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>${items}</channel></rss>`;
const item = (given: string, guid = 'g') => `<item><guid>${guid}</guid>${given}</item>`;

describe('notices from RSS and Atom', () => {
  it('are plain text, with the day in Italy and their link', async () => {
    const items = await itemsOf(
      'news',
      rss(
        item(
          '<title>Strade &amp;amp; &lt;b&gt;neve&lt;/b&gt;</title><link>https://c.example/1</link>' +
            '<pubDate>Mon, 23 Nov 2026 23:30:00 GMT</pubDate>' +
            '<description><![CDATA[<p>Uno &egrave; <a href="https://x">qui</a></p><p>Due</p><script>alert(1)</script>]]></description>',
        ),
      ),
    );
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      title: 'Strade & neve',
      text: 'Uno è qui\n\nDue',
      day: '2026-11-24',
      link: 'https://c.example/1',
    });
  });

  it('are read from Atom and from RSS 1.0 too', async () => {
    const atom =
      '<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><id>i</id><entry><id>e</id><title type="html">A</title>' +
      '<link rel="self" href="https://c.example/self"/><link href="https://c.example/a"/><updated>2026-11-20T08:00:00Z</updated>' +
      '<content type="html">&lt;p&gt;C&lt;/p&gt;</content></entry></feed>';
    expect(await itemsOf('news', atom)).toMatchObject([
      { title: 'A', text: 'C', day: '2026-11-20', link: 'https://c.example/a' },
    ]);
    const rdf =
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">' +
      '<channel><title>t</title></channel><item><title>B</title><link>https://c.example/b</link><dc:date>2026-11-19</dc:date></item></rdf:RDF>';
    expect(await itemsOf('news', rdf)).toMatchObject([{ title: 'B', day: '2026-11-19' }]);
  });

  it('keep their key at each reading, and each is there once, the newest first, at most fifty', async () => {
    const at = (day: number, guid: string) =>
      item(`<title>${guid}</title><pubDate>2026-10-${String(day).padStart(2, '0')}T08:00:00Z</pubDate>`, guid);
    const body = rss([at(1, 'a'), at(3, 'b'), at(2, 'c'), at(3, 'b')].join(''));
    const [first, second] = [await itemsOf('news', body), await itemsOf('news', body)];
    expect(first.map(({ title }) => title)).toEqual(['b', 'c', 'a']);
    expect(second).toEqual(first);
    const many = rss(Array.from({ length: 80 }, (_, index) => at((index % 28) + 1, `n${index}`)).join(''));
    expect(await itemsOf('news', many)).toHaveLength(MAX_FEED_ITEMS);
  });

  it('have no links but to the web, and no text without end', async () => {
    const [found] = await itemsOf(
      'news',
      rss(item(`<title>T</title><link>javascript:alert(1)</link><description>${'x'.repeat(9000)}</description>`)),
    );
    expect(found?.link).toBeNull();
    expect([...(found?.text ?? '')]).toHaveLength(MAX_BULLETIN_TEXT);
    expect(found?.day).toBeNull();
  });

  it('may be in Latin-1', async () => {
    const body = Buffer.from(rss(item('<title>Città</title>')), 'latin1');
    expect(await itemsOf('news', body, { 'content-type': 'text/xml; charset=iso-8859-1' })).toMatchObject([
      { title: 'Città' },
    ]);
  });

  it.each([
    ['broken XML', rss('<item><title>x')],
    ['a web page', '<!doctype html><html><body>Ciao</body></html>'],
    ['nothing', ''],
    [
      'a billion laughs',
      `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>${rss('&b;')}`,
    ],
  ])('are not there in %s', async (_name, body) => {
    answer = send(body);
    expect(await ask('news')).toEqual(failed('not_a_feed'));
  });
});

const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n');
const calendar = (...events: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:x', ...events, 'END:VCALENDAR', ''].join('\r\n');
const ROME =
  'BEGIN:VTIMEZONE\r\nTZID:New York\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:-0500\r\nTZOFFSETTO:-0500\r\nEND:STANDARD\r\nEND:VTIMEZONE';

describe('deadlines from iCalendar', () => {
  it('are on the last day of whole days, and on the day in Italy of what has a time', async () => {
    const items = await itemsOf(
      'deadline',
      calendar(
        ROME,
        event(
          'UID:1',
          'SUMMARY:Un giorno',
          'DTSTART;VALUE=DATE:20261201',
          'DTEND;VALUE=DATE:20261202',
          'URL:https://c.example/',
        ),
        event('UID:2', 'SUMMARY:Un mese', 'DTSTART;VALUE=DATE:20261201', 'DTEND;VALUE=DATE:20270101'),
        event('UID:3', 'SUMMARY:In UTC', 'DTSTART:20261215T233000Z', 'DESCRIPTION:Prima riga\\nSeconda'),
        event('UID:4', 'SUMMARY:Altrove', 'DTSTART;TZID=New York:20261220T200000'),
        event('UID:5', 'SUMMARY:Senza fuso', 'DTSTART:20261222T235900'),
        event('UID:6', 'SUMMARY:Passata', 'DTSTART;VALUE=DATE:20261101'),
        event('UID:7', 'SUMMARY:Annullata', 'DTSTART;VALUE=DATE:20261205', 'STATUS:CANCELLED'),
      ),
    );
    expect(items.map(({ title, day }) => [title, day])).toEqual([
      ['Un giorno', '2026-12-01'],
      ['In UTC', '2026-12-16'],
      ['Altrove', '2026-12-21'],
      ['Senza fuso', '2026-12-22'],
      ['Un mese', '2026-12-31'],
    ]);
    expect(items[0]?.link).toBe('https://c.example/');
    expect(items[1]?.text).toBe('Prima riga\nSeconda');
  });

  it('recur within a year, at most twenty times', async () => {
    const monthly = event('UID:1', 'SUMMARY:Rata', 'DTSTART;VALUE=DATE:20200116', 'RRULE:FREQ=MONTHLY');
    const items = await itemsOf('deadline', calendar(monthly));
    expect(items).toHaveLength(12);
    expect([items[0]?.day, items[1]?.day, items.at(-1)?.day]).toEqual(['2026-12-16', '2027-01-16', '2027-11-16']);
    expect(new Set(items.map(({ key }) => key)).size).toBe(12);
    const daily = event('UID:1', 'SUMMARY:Ogni giorno', 'DTSTART;VALUE=DATE:20261101', 'RRULE:FREQ=DAILY');
    expect(await itemsOf('deadline', calendar(daily))).toHaveLength(20);
  });

  it('are moved one by one: what moves in a series leaves the others of the calendar where they are', async () => {
    const weekly = (uid: string, title: string) =>
      event(`UID:${uid}`, `SUMMARY:${title}`, 'DTSTART;VALUE=DATE:20261202', 'RRULE:FREQ=WEEKLY;COUNT=2');
    const moved = event(
      'UID:vetro',
      'SUMMARY:Vetro, spostato',
      'RECURRENCE-ID;VALUE=DATE:20261209',
      'DTSTART;VALUE=DATE:20261210',
    );
    const items = await itemsOf('deadline', calendar(weekly('carta', 'Carta'), weekly('vetro', 'Vetro'), moved));
    expect(items.map(({ title, day }) => `${day} ${title}`).toSorted()).toEqual([
      '2026-12-02 Carta',
      '2026-12-02 Vetro',
      '2026-12-09 Carta',
      '2026-12-10 Vetro, spostato',
    ]);
  });

  it('come, of what began long ago, from today on', async () => {
    const series = (uid: string, start: string, rule: string) =>
      event(`UID:${uid}`, `SUMMARY:${uid}`, `DTSTART;VALUE=DATE:${start}`, `RRULE:FREQ=${rule}`);
    const items = await itemsOf(
      'deadline',
      calendar(
        series('Ogni giorno', '19000101', 'DAILY'),
        series('Ogni tre giorni', '19700103', 'DAILY;INTERVAL=3'),
        series('Due volte la settimana, una sì e una no', '19800102', 'WEEKLY;INTERVAL=2;BYDAY=MO,WE'),
        series('Diecimila volte', '20000101', 'DAILY;COUNT=10000'),
        series('Finito da anni', '19500101', 'DAILY;UNTIL=20200101'),
      ),
    );
    const daysOf = (title: string) => items.filter((one) => one.title === title).map(({ day }) => day);
    expect(daysOf('Ogni giorno').slice(0, 2)).toEqual(['2026-11-24', '2026-11-25']);
    // 20,781 days after the first.
    expect(daysOf('Ogni tre giorni').slice(0, 2)).toEqual(['2026-11-26', '2026-11-29']);
    expect(daysOf('Due volte la settimana, una sì e una no').slice(0, 3)).toEqual([
      '2026-11-30',
      '2026-12-02',
      '2026-12-14',
    ]);
    expect(daysOf('Diecimila volte').slice(0, 2)).toEqual(['2026-11-24', '2026-11-25']);
    expect(daysOf('Finito da anni')).toEqual([]);
  });

  it('go on after one that was moved beyond the year, and have one that was moved out of the past', async () => {
    const weekly = event('UID:1', 'SUMMARY:Carta', 'DTSTART;VALUE=DATE:20000105', 'RRULE:FREQ=WEEKLY');
    const moved = (from: string, to: string) =>
      event('UID:1', 'SUMMARY:Spostata', `RECURRENCE-ID;VALUE=DATE:${from}`, `DTSTART;VALUE=DATE:${to}`);
    const body = calendar(weekly, moved('20261125', '20290101'), moved('20150107', '20261127'));
    const items = await itemsOf('deadline', body);
    expect(items.slice(0, 2).map(({ day, title }) => `${day} ${title}`)).toEqual([
      '2026-11-27 Spostata',
      '2026-12-02 Carta',
    ]);
    expect(items).toHaveLength(20);
    expect(items.map(({ day }) => day)).not.toContain('2029-01-01');
  });

  it('are read without those that cannot be, which are counted', async () => {
    const good = event('UID:1', 'SUMMARY:Buono', 'DTSTART;VALUE=DATE:20261201');
    const day = 'DTSTART;VALUE=DATE:20261202';
    answer = send(
      calendar(
        event('UID:2', 'SUMMARY:Senza inizio'),
        event('UID:3', 'SUMMARY:Inizio sbagliato', 'DTSTART:domani'),
        event('UID:4', 'SUMMARY:Riga rotta', day, 'questa riga non ha senso'),
        event('UID:5', 'SUMMARY:Regola sbagliata', day, 'RRULE:FREQ=OGNITANTO'),
        event('UID:6', 'SUMMARY:30 febbraio', day, 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30'),
        event('UID:7', 'SUMMARY:Ogni secondo', day, 'RRULE:FREQ=SECONDLY'),
        event('UID:8', day),
        event('UID:1', 'SUMMARY:Spostato male', 'RECURRENCE-ID:ieri', day),
        good,
      ),
    );
    expect(await ask('deadline')).toMatchObject({ outcome: 'items', skipped: 8, items: [{ title: 'Buono' }] });
  });

  it('are not lost for one day of theirs that says nothing', async () => {
    answer = send(
      calendar(
        event('UID:1', 'SUMMARY:Serie', 'DTSTART;VALUE=DATE:20261201', 'RRULE:FREQ=WEEKLY;COUNT=3'),
        event('UID:1', 'RECURRENCE-ID;VALUE=DATE:20261208', 'DTSTART;VALUE=DATE:20261209'),
      ),
    );
    const days = [{ day: '2026-12-01' }, { day: '2026-12-15' }];
    expect(await ask('deadline')).toMatchObject({ outcome: 'items', skipped: 1, items: days });
  });

  it('are given up, and that is told, when reading them takes too long', async () => {
    const hurried = makeFeedReader({ publicOnly: false, maxParseMs: 1 });
    answer = send(calendar(event('UID:1', 'SUMMARY:X', 'DTSTART;VALUE=DATE:20261201')));
    const feed = { kind: 'deadline', url: base, etag: null, lastModified: null } as const;
    expect(await hurried.read(feed, TODAY)).toEqual(failed('too_complex'));
  });

  it('are not there when none can be read, so that nothing is taken away for that', async () => {
    answer = send(calendar(event('UID:1', 'SUMMARY:X', 'DTSTART:domani')));
    expect(await ask('deadline')).toEqual(failed('not_a_feed'));
  });

  it.each(['BEGIN:VCARD\r\nEND:VCARD\r\n', 'niente', ''])('are not there in %j', async (body) => {
    answer = send(body);
    expect(await ask('deadline')).toEqual(failed('not_a_feed'));
  });
});

describe('the address of a feed', () => {
  it('is asked again only for what has changed', async () => {
    const marks = { etag: '"v1"', lastModified: 'Mon, 23 Nov 2026 08:00:00 GMT' };
    answer = (request, response) => {
      const known = request.headers['if-none-match'] === marks.etag;
      const dated = request.headers['if-modified-since'] === marks.lastModified;
      if (known && dated) response.writeHead(304).end();
      else response.writeHead(200, { etag: marks.etag, 'last-modified': marks.lastModified }).end(rss(''));
    };
    expect(await ask('news')).toEqual({ outcome: 'items', items: [], skipped: 0, ...marks });
    expect(await reader.read({ kind: 'news', url: base, ...marks }, TODAY)).toEqual({ outcome: 'unchanged' });
  });

  it('may lead elsewhere three times, not four', async () => {
    answer = ({ url = '' }, response) => {
      const left = Number(url.slice(1));
      if (left === 0) response.end(rss(''));
      else response.writeHead(302, { location: `/${left - 1}` }).end();
    };
    expect(await ask('news', `${base}/3`)).toMatchObject({ outcome: 'items' });
    expect(await ask('news', `${base}/4`)).toEqual(failed('too_many_redirects'));
  });

  it('may not lead out of the web', async () => {
    answer = (_request, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end();
    expect(await ask('news')).toEqual(failed('forbidden_address'));
  });

  it.each([
    ['an error', (_: IncomingMessage, response: ServerResponse) => response.writeHead(500).end(), 'bad_status'],
    [
      'a body of any size',
      (_: IncomingMessage, response: ServerResponse) => response.end(Buffer.alloc(3 * 1024 * 1024, 'x')),
      'too_large',
    ],
    ['an answer that never ends', (_: IncomingMessage, response: ServerResponse) => response.write('<rss'), 'too_slow'],
    ['a connection that is cut', (request: IncomingMessage) => request.destroy(), 'unreachable'],
  ])('fails, and nothing more, with %s', async (_name, bad, failure) => {
    answer = (request, response) => {
      bad(request, response);
    };
    expect(await ask('news')).toEqual(failed(failure));
  });

  it('must be public and HTTPS in production', async () => {
    let asked = 0;
    answer = (_request, response) => {
      asked += 1;
      response.end(rss(''));
    };
    const strict = makeFeedReader({ publicOnly: true, maxFetchMs: 2_000 });
    const port = portOf(server);
    for (const url of [
      `http://127.0.0.1:${port}/`,
      `https://127.0.0.1:${port}/`,
      `https://localhost:${port}/`,
      `https://[::1]:${port}/`,
      `https://[::ffff:127.0.0.1]:${port}/`,
      `https://2130706433:${port}/`,
      'https://10.0.0.1/',
      'https://169.254.169.254/latest/meta-data',
    ]) {
      const reading = await strict.read({ kind: 'news', url, etag: null, lastModified: null }, TODAY);
      expect([url, reading]).toEqual([url, failed('forbidden_address')]);
    }
    expect(asked).toBe(0);
  });

  it.each([
    ['8.8.8.8', true],
    ['2001:4860:4860::8888', true],
    ['192.168.1.1', false],
    ['172.16.0.1', false],
    ['100.64.0.1', false],
    ['0.0.0.0', false],
    ['fe80::1', false],
    ['fc00::1', false],
    ['64:ff9b::7f00:1', false],
  ])('%s is public: %s', (address, isPublic) => {
    expect(isPublicAddress(address)).toBe(isPublic);
  });
});
