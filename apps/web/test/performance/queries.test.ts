import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeSettableClock } from '@stanza/core/testing';
import { fillIn, PDF, sendCertificate, serviceAt } from '../../src/testing/certificato.ts';
import { answerWith, registeredPractice } from '../../src/testing/office.ts';
import { openPaidService, PAID_SERVICE } from '../../src/testing/paid-service.ts';
import { owePayment } from '../../src/testing/payment.ts';
import { answerOfProvider, goToProvider } from '../../src/testing/sign-in.ts';
import { CONTACTS, COUNTER, LUCA, openAtCounter } from '../../src/testing/sportello.ts';
import type { TestBrowser } from '../../src/testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../src/testing/test-portal.ts';

const clock = makeSettableClock(new Date());
let portal: TestPortal;
let statements: string[] = [];
let citizen: TestBrowser;
let operator: TestBrowser;
let draft: string;
let sent: string;

/** What a statement is, in a word: its name when it is prepared, else its beginning. */
const nameOf = (statement: unknown): string => {
  if (typeof statement === 'string') return statement.slice(0, 40);
  if (typeof statement !== 'object' || statement === null) return '?';
  if ('name' in statement && typeof statement.name === 'string') return statement.name;
  return 'text' in statement ? String(statement.text).slice(0, 40) : '?';
};

beforeAll(async () => {
  portal = await makeTestPortal({ clock });
  portal.pool.on('connect', (client) => {
    const query = client.query.bind(client);
    Object.assign(client, {
      query: (...given: Parameters<typeof query>) => {
        statements.push(nameOf(given[0]));
        return query(...given);
      },
    });
  });
  citizen = await portal.citizen('anna-bianchi');
  operator = await portal.operator();
  sent = await sendCertificate(citizen);
  await portal.drain();
  draft = await fillIn(citizen);
});
afterAll(() => portal.close());

/** The same of a request that can be made once alone. */
const costOnce = async (request: () => Promise<unknown>): Promise<readonly string[]> => {
  statements = [];
  await request();
  // The ente is asked for again every ten seconds: on a slow machine that may be now.
  return statements.filter((name) => !/^(begin|commit|tenant_by_slug)/u.test(name));
};
/** The statements that a request costs, without the ends of transactions, once the ente and the definitions are known. */
const cost = async (request: () => Promise<unknown>): Promise<readonly string[]> => {
  await request();
  return costOnce(request);
};

describe('a page asks the database little, and we know how much', () => {
  it.each([
    ['/', 1],
    ['/rovereto/servizi', 2],
    ['/rovereto/servizi/certificato-di-nascita', 2],
    ['/rovereto/stanza', 6],
    ['/rovereto/pratiche', 3],
    ['/rovereto/allegati', 2],
    ['/rovereto/pagamenti', 2],
    ['/rovereto/profilo', 2],
    ['/rovereto/miei-dati', 2],
    ['/rovereto/servizi/certificato-di-nascita/valutazione', 2],
    [`${serviceAt('rovereto')}/bozza`, 3],
  ])('%s: %i statements', async (path, count) => {
    const asked = await cost(() => citizen.get(path));
    expect(asked).toHaveLength(count);
  });

  it('the way to a provider and back: what the ente is in the federation, and the request; then the request, what the ente is, the request used up, the register, the citizen and the session', async () => {
    const somebody = portal.browser();
    const login = '/rovereto/spid/login?idp=http://localhost/gestore-di-prova/rovereto/spid';
    const partners = ['service_providers', 'identity_providers'];
    const limit = expect.stringContaining('with forgotten');
    expect(await cost(() => somebody.get('/rovereto/accedi'))).toEqual(partners);
    expect(await cost(() => somebody.get(login))).toEqual([limit, ...partners, 'pending_sign_in_insert']);
    const { acs, form } = await answerOfProvider(somebody, await goToProvider(somebody, 'rovereto'), {
      persona: 'anna-bianchi',
    });
    const asked = await costOnce(() => somebody.post(acs, form));
    const kept = [expect.stringContaining('"citizen"'), expect.stringContaining('update "citizen"')];
    const session = expect.stringContaining('with forgotten');
    const used = ['pending_sign_in_use', 'sign_in_log_append'];
    expect(asked).toEqual(['pending_sign_in', ...partners, ...used, ...kept, session]);
  });

  it('a step of the compilation: the session, and the draft with the days of its service', async () => {
    const asked = await cost(() => citizen.get(`${draft}/compila/tipologia-ed-uso`));
    expect(asked).toEqual(['find_session', 'practice_owned_by']);
  });

  it('a saved step: the session, the draft, the answers', async () => {
    const form = { tipologia: 'semplice', uso: 'Banca', azione: 'avanti' };
    const asked = await cost(() => citizen.post(`${draft}/compila/tipologia-ed-uso`, form));
    expect(asked).toEqual(['find_session', 'practice_owned_by', 'practice_save_answers']);
  });

  it('a file: what the registry takes, its count in the hour and the room for it, then the draft is locked and all of that is looked at again', async () => {
    await citizen.post(`${draft}/compila/delega`, { has_delega: 'si', azione: 'avanti' });
    const file = { field: 'file_delega', fileName: 'delega.pdf', content: PDF };
    const asked = await cost(() =>
      citizen.postFiles(`${draft}/compila/specifica-delega`, { azione: 'indietro' }, [file]),
    );
    expect(asked).toHaveLength(13);
    await citizen.post(`${draft}/compila/delega`, { has_delega: 'no', azione: 'avanti' });
  });

  it('the detail of a practice: session, practice, attachments, iter and what was cancelled of its registrations', async () => {
    const asked = await cost(() => citizen.get(sent));
    expect(asked).toHaveLength(5);
  });

  it('the receipt: session, practice, attachments and rating', async () => {
    const asked = await cost(() => citizen.get(`${sent}/ricevuta`));
    expect(asked).toHaveLength(4);
  });

  it('a copy of one’s data does not grow with what is in it', async () => {
    const page = await citizen.visit('/rovereto/miei-dati');
    expect(page.status).toBe(200);
    const asked = await cost(() => citizen.post('/rovereto/miei-dati/copia', {}));
    expect(asked).toHaveLength(14);
  });

  it('the ratings for the administrators: session, averages and one page', async () => {
    const administrator = await portal.operator('amministratore');
    const asked = await cost(() => administrator.get('/rovereto/operatori/valutazioni'));
    expect(asked).toHaveLength(3);
  });

  it.each(['definizione', 'testi'])('the %s of a service for the administrators: session and service', async (page) => {
    const administrator = await portal.operator('amministratore');
    const ask = () => administrator.get(`/rovereto/operatori/servizi/certificato-di-nascita/${page}`);
    expect((await ask()).status).toBe(200);
    expect(await cost(ask)).toHaveLength(2);
  });

  it('the notices for the administrators: session, one page and the feed', async () => {
    const administrator = await portal.operator('amministratore');
    const asked = await cost(() => administrator.get('/rovereto/operatori/avvisi'));
    expect(asked).toHaveLength(3);
  });

  it('the staff: session, one page, the services and whom a message did not reach; an operator: session, the account, the services, what they have in charge and the last mail', async () => {
    const administrator = await portal.operator('amministratore');
    const staff = '/rovereto/operatori/personale';
    expect(await cost(() => administrator.get(staff))).toHaveLength(4);
    expect(await cost(() => administrator.get('/rovereto/operatori/amministrazione'))).toHaveLength(2);
    const list = await administrator.visit(staff);
    const href = list.html.querySelector('tbody a')?.getAttribute('href') ?? '';
    expect(await cost(() => administrator.get(href))).toHaveLength(5);
  });

  it('the register: session, one page, who can be chosen and what they are called', async () => {
    const administrator = await portal.operator('amministratore');
    expect(await cost(() => administrator.get('/rovereto/operatori/registro'))).toHaveLength(4);
  });

  it('the lists of the office: session with what is blocked, counts with the services and one page, however it is limited and put in order', async () => {
    const filters = 'servizio=certificato-di-nascita&stato=inviata&dal=2026-01-01&al=2099-12-31&ordine=data-asc';
    for (const query of ['lista=da_assegnare', `lista=tutte&${filters}`, 'lista=tutte&ordine=richiedente-asc']) {
      const asked = await cost(() => operator.get(`/rovereto/operatori?${query}`));
      expect(asked).toHaveLength(3);
    }
  });

  it('a search of the office: the same, and one more for the people who have a name', async () => {
    const costOf = async (typed: string) => {
      const { location } = await operator.post('/rovereto/operatori', { lista: 'tutte', cerca: typed });
      return cost(() => operator.get(location ?? ''));
    };
    await operator.visit('/rovereto/operatori');
    for (const typed of ['12/2026', 'K7QM-3R9T', 'BNCNNA85D52H612Q']) expect(await costOf(typed)).toHaveLength(3);
    expect(await costOf('anna bianchi')).toHaveLength(4);
  });

  describe('several practices at once', () => {
    const [question, deed] = ['/rovereto/operatori/insieme', '/rovereto/operatori/insieme/conferma'];
    /** Around what is done to each: the session, what was chosen and of which services, and the list to go back to. */
    const around = (each: readonly string[]) => [
      'find_session',
      'practice_by_ids',
      'service_list',
      ...each,
      'operator_desk',
    ];
    /** A transaction of each practice: what happens to one holds up no other. */
    const TAKE = ['practice_lock', 'practice_update', 'timeline', 'delivery_enqueue', 'audit_append'];
    const ACCEPT = [
      'practice_lock',
      'service_by_id',
      'practice_update',
      'timeline',
      'delivery_enqueue',
      'audit_append',
    ];
    const named = (asked: readonly string[]) =>
      asked.map((name) => (name.startsWith('insert into "timeline_entry"') ? 'timeline' : name));
    beforeAll(async () => {
      const another = await portal.citizen('giuseppe-fo');
      for (let count = 0; count < 4; count += 1) await registeredPractice(portal, another);
    });

    it.each([
      ['prendi', 'da_assegnare', TAKE],
      ['accetta', 'da_gestire', ACCEPT],
    ])(
      '%s: the question is the same however many, the deed grows by one transaction for each',
      async (azione, lista, each) => {
        await answerWith(portal, { answerFlow: 'documento', bulkDecisions: true });
        const list = await operator.visit(`/rovereto/operatori?lista=${lista}`);
        const [first = '', ...others] = list.html
          .querySelectorAll('input[name=pratica]')
          .map((box) => box.getAttribute('value') ?? '');
        for (const pratica of [[first], others.slice(0, 3)]) {
          const form = { lista, azione, pratica };
          expect(await cost(() => operator.post(question, form))).toEqual(around([]));
          const asked = await costOnce(async () => {
            const done = await operator.post(deed, form);
            expect(done.text('.avviso-success')).toContain('Fatto per');
          });
          expect(named(asked)).toEqual(around(pratica.flatMap(() => each)));
        }
      },
    );
  });

  it('what an operator has in charge: session, who it is, how many by service and one page', async () => {
    const administrator = await portal.operator('amministratore');
    const list = await administrator.visit('/rovereto/operatori/in-carico');
    const href = list.html.querySelector('tbody a')?.getAttribute('href') ?? '';
    expect((await administrator.visit(href)).text('h1')).toContain('Paola Conti');
    expect(await cost(() => administrator.get(href))).toHaveLength(4);
  });

  it('the metrics: session, services, how many practices and how long they took', async () => {
    const asked = await cost(() => operator.get('/rovereto/operatori/metriche'));
    expect(asked).toHaveLength(4);
  });

  it('the counter: session, services, drafts and whose they are, however many', async () => {
    for (const person of [{ ...LUCA, ...CONTACTS }, { codice_fiscale: 'BNCNNA85D52H612Q' }]) {
      await openAtCounter(operator, person, 'delega');
    }
    const asked = await cost(() => operator.get(COUNTER));
    expect(asked).toHaveLength(4);
  });

  it('the detail of the office does not grow with what is in it', async () => {
    const path = sent.replace('/pratiche/', '/operatori/pratiche/');
    const asked = await cost(() => operator.get(path));
    expect(asked.length).toBeLessThanOrEqual(7);
  });

  it('the step of payment: a step, where the ente has it paid, and what was asked for; the sheet tells of it with one more', async () => {
    const paid = await openPaidService(portal);
    const { practice } = await paid.fill(citizen);
    await portal.drain();
    const asked = await cost(() => citizen.get(`${practice}/compila/pagamento`));
    expect(asked).toEqual(['find_session', 'practice_owned_by', 'payment_choice', 'payments_of']);
    expect(await cost(() => citizen.get(PAID_SERVICE))).toEqual(['find_session', 'service_list', 'payment_choice']);
    const listed = await cost(() => citizen.get('/rovereto/pagamenti'));
    expect(listed).toEqual(['find_session', 'payments_of_citizen', 'service_list', 'practice_by_ids']);
    await paid.close();
  });

  it('the lists of an office that has its citizens pay: one more, for all the payments of the page', async () => {
    const payment = await owePayment(portal, sent.split('/').at(-1) ?? '');
    expect(await cost(() => operator.get('/rovereto/operatori?lista=tutte'))).toHaveLength(4);
    expect(await cost(() => operator.get(`/rovereto/operatori/pagamenti/${payment}`))).toHaveLength(4);
  });

  it('a session is prolonged by one statement, once in the hours that it lasts', async () => {
    const ask = () => citizen.get(`${draft}/compila/tipologia-ed-uso`);
    await ask();
    statements = [];
    for (const hours of [3, 2, 2, 2]) {
      clock.advance(hours * 60 * 60 * 1000);
      await ask();
      await ask();
    }
    expect(statements.filter((name) => name.startsWith('update session'))).toHaveLength(1);
    expect(statements.filter((name) => name === 'find_session')).toHaveLength(8);
  });
});
