import { type FiledBy, printedFile, registryStepsContract } from '@stanza/core/testing/contracts';
import { makeDocareaSteps } from './make-docarea-steps.ts';
import { DOCAREA_DIALECTS, type DocareaDialect } from './settings.ts';
import { aDocareaServer, PASSWORD, someSettings } from './testing/sample-docarea.ts';

/** Names of the vendor for the request that a document follows. */
const PARAMETERS = { numeroPrecedente: '{numero_richiesta}', annoPrecedente: '{anno_richiesta}' };

const underTest = async (dialect: DocareaDialect, filedBy: FiledBy) => {
  const { server, clock, world } = await aDocareaServer(dialect);
  const settings = someSettings({
    dialect,
    endpoint: server.url,
    parameters: filedBy === 'request' ? PARAMETERS : {},
  });
  return {
    steps: makeDocareaSteps(settings, { password: PASSWORD }, { clock }),
    canSearch: false,
    filedBy,
    secrets: [PASSWORD, server.url],
    book: () =>
      server.book.lines.map(({ number, year, flusso, oggetto, codiceFiscale, staged, parameters }) => ({
        number: String(number).padStart(7, '0'),
        year,
        direction: flusso === 'E' ? ('entrata' as const) : ('uscita' as const),
        subject: oggetto,
        codiceFiscale,
        documents: staged.map(({ sha256 }) => sha256),
        file: printedFile(parameters.numeroPrecedente, parameters.annoPrecedente),
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

for (const dialect of DOCAREA_DIALECTS) {
  registryStepsContract(`DOCAREA ${dialect}`, () => underTest(dialect, 'request'));
}
// The protocol itself has no place for it: only what the vendor has agreed on says it (ADR 41).
registryStepsContract('DOCAREA without the parameters of a vendor', () => underTest('inline', 'nothing'));
