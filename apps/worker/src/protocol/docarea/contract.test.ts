import { registryStepsContract } from '@stanza/core/testing/contracts';
import { makeDocareaSteps } from './make-docarea-steps.ts';
import { DOCAREA_DIALECTS, type DocareaDialect } from './settings.ts';
import { aDocareaServer, PASSWORD, someSettings } from './testing/sample-docarea.ts';

const underTest = async (dialect: DocareaDialect) => {
  const { server, clock, world } = await aDocareaServer(dialect);
  const settings = someSettings({ dialect, endpoint: server.url });
  return {
    steps: makeDocareaSteps(settings, { password: PASSWORD }, { clock }),
    canSearch: false,
    secrets: [PASSWORD, server.url],
    book: () =>
      server.book.lines.map(({ number, year, flusso, oggetto, codiceFiscale, staged }) => ({
        number: String(number).padStart(7, '0'),
        year,
        direction: flusso === 'E' ? ('entrata' as const) : ('uscita' as const),
        subject: oggetto,
        codiceFiscale,
        documents: staged.map(({ sha256 }) => sha256),
      })),
    cut: (step: 'attach' | 'commit', when: 'before' | 'after') =>
      server.next(step === 'attach' ? 'Inserimento' : 'Protocollazione', { is: 'cut', done: when === 'after' }),
    listen: server.listen,
    endSessions: server.book.endSessions,
    believePassword(believed: boolean) {
      world.password = believed ? PASSWORD : 'un’altra';
    },
    throwAway: server.book.throwAway,
    close: server.close,
  };
};

for (const dialect of DOCAREA_DIALECTS) registryStepsContract(`DOCAREA ${dialect}`, () => underTest(dialect));
