import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Practice, type PracticeState, practiceIdSchema } from '@stanza/core';
import { makeP7m } from '@stanza/gateways/testing';
import { fillIn } from '../../src/testing/certificato.ts';
import { answerOf, officeHref } from '../../src/testing/office.ts';
import type { Page, TestBrowser } from '../../src/testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../src/testing/test-portal.ts';

/**
 * What can be done to a practice from outside: by its citizen, by its operator, and by the worker ("lavora": all that is
 * waiting is done). The rules are written here a second time, on purpose: they are what a person may expect.
 */
interface Model {
  readonly state: PracticeState;
  readonly registered: boolean;
  readonly decided: 'accettata' | 'rifiutata' | null;
  readonly rendered: boolean;
  readonly signed: boolean;
}
const ACTIONS = ['invia', 'lavora', 'prendi', 'accetta', 'rifiuta', 'firma'] as const;
type Action = (typeof ACTIONS)[number];

const decide = (model: Model, decided: 'accettata' | 'rifiutata'): Model | null =>
  model.state === 'in_elaborazione' && !model.signed ? { ...model, decided, rendered: false } : null;

const work = (model: Model): Model | null => {
  if (model.state === 'inviata' && !model.registered) return { ...model, registered: true };
  if (model.state !== 'in_elaborazione' || model.decided === null) return null;
  if (model.signed) return { ...model, state: model.decided };
  return model.rendered ? null : { ...model, rendered: true };
};

/** The model after an action; null when it must be refused. */
const after = (model: Model, action: Action): Model | null => {
  switch (action) {
    case 'invia':
      return model.state === 'bozza' ? { ...model, state: 'inviata' } : null;
    case 'lavora':
      return work(model);
    case 'prendi':
      return model.state === 'inviata' && model.registered ? { ...model, state: 'in_elaborazione' } : null;
    case 'accetta':
      return decide(model, 'accettata');
    case 'rifiuta':
      return decide(model, 'rifiutata');
    case 'firma':
      return model.state === 'in_elaborazione' && model.rendered && !model.signed ? { ...model, signed: true } : null;
  }
};

const START: Model = { state: 'bozza', registered: false, decided: null, rendered: false, signed: false };
const BOUND = 7;

/** Every path that cannot go on, or is as long as the bound: all shorter ones are the beginning of one of these. */
const pathsFrom = (model: Model, path: readonly Action[]): readonly (readonly Action[])[] => {
  if (path.length === BOUND) return [path];
  const onwards = ACTIONS.flatMap((action) => {
    const next = after(model, action);
    return next === null ? [] : pathsFrom(next, [...path, action]);
  });
  return onwards.length === 0 ? [path] : onwards;
};

describe(`every path of at most ${BOUND} acts, over HTTP`, () => {
  let portal: TestPortal;
  let citizen: TestBrowser;
  let operator: TestBrowser;
  beforeAll(async () => {
    portal = await makeTestPortal();
    citizen = await portal.citizen('anna-bianchi');
    operator = await portal.operator();
  });
  afterAll(() => portal.close());

  const practiceOf = async (href: string): Promise<Practice> => {
    const ente = await portal.portal.tenants.bySlug('rovereto');
    const id = practiceIdSchema.parse(href.split('/').at(-1));
    if (ente === null) throw new Error('Rovereto is not there');
    const found = await portal.portal.unitOfWork.read(ente.id, ({ practices }) => practices.byId(id));
    if (found === null) throw new Error('The practice is not there');
    return found;
  };

  const act = async (href: string, action: Action): Promise<Page | null> => {
    const { id, version } = await practiceOf(href);
    const office = officeHref(id);
    const versione = String(version);
    await operator.visit('/rovereto/operatori');
    switch (action) {
      case 'invia':
        return citizen.post(`${href}/compila/conferma`, { azione: 'avanti', conferma: 'si' });
      case 'lavora':
        await portal.drain();
        return null;
      case 'prendi':
        return operator.post(`${office}/presa-in-carico`, { versione, conferma: 'si' });
      case 'accetta':
        return operator.post(`${office}/elabora`, { versione, flusso: 'firma', esito: 'accettata', motivazione: '' });
      case 'rifiuta':
        return operator.post(`${office}/elabora`, {
          versione,
          flusso: 'firma',
          esito: 'rifiutata',
          motivazione: 'Manca un documento',
        });
      case 'firma': {
        const signed = await makeP7m({ content: await answerOf(operator, id) });
        return operator.postFiles(`${office}/risposta`, { versione }, [
          { field: 'risposta', fileName: 'risposta.pdf.p7m', content: signed },
        ]);
      }
    }
  };

  const seen = ({ state, requestProtocol, decision, documents }: Practice): Model => ({
    state,
    registered: requestProtocol !== null,
    decided: decision?.outcome ?? null,
    rendered: documents.risposta !== undefined,
    signed: documents.risposta_firmata !== undefined,
  });

  const paths = pathsFrom(START, []);

  it('is one of some dozens, and among them are both outcomes', () => {
    const ends = paths.map((path) => path.reduce((model, action) => after(model, action) ?? model, START).state);
    expect(paths.length).toBeGreaterThan(20);
    expect(ends).toEqual(expect.arrayContaining(['accettata', 'rifiutata']));
  });

  /** The beginnings of paths where everything forbidden was tried: many paths begin alike. */
  const tried = new Set<string>();

  it.each(paths.map((path) => [path.join(' → '), path] as const))('%s', async (_name, path) => {
    const href = await fillIn(citizen);
    let model = START;
    for (const [index, action] of path.entries()) {
      const beginning = path.slice(0, index).join();
      const toTry = tried.has(beginning) ? [] : ACTIONS.filter((candidate) => after(model, candidate) === null);
      tried.add(beginning);
      // What may not be done now is refused, and changes nothing.
      for (const forbidden of toTry) {
        const before = await practiceOf(href);
        const refused = await act(href, forbidden);
        if (refused !== null) expect([forbidden, [303, 404, 409].includes(refused.status)]).toEqual([forbidden, true]);
        expect([forbidden, await practiceOf(href)]).toEqual([forbidden, before]);
      }
      const answer = await act(href, action);
      if (answer !== null) expect([action, answer.status]).toEqual([action, 303]);
      model = after(model, action) ?? model;
      expect(seen(await practiceOf(href))).toEqual(model);
    }
  });
});
