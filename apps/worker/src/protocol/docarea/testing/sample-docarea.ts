import { makeSettableClock } from '@stanza/core/testing';
import { type DocareaDialect, type DocareaSettings, docareaSettingsSchema } from '../settings.ts';
import { startDocareaServer } from './start-docarea-server.ts';

export const PASSWORD = 'pa<ss>&wörd';

/** Settings of a Comune, as they are kept. */
export const someSettings = (given: Readonly<Record<string, unknown>> = {}): DocareaSettings =>
  docareaSettingsSchema.parse({
    dialect: 'classic',
    endpoint: 'https://protocollo.comune.example/docarea',
    ente: 'c_h612',
    user: 'stanza',
    administration: { code: 'c_h612', name: 'Comune di Roverè', email: 'protocollo@pec.comune.example' },
    aoo: 'c_h612',
    office: 'UO1',
    titolario: '7.1',
    fascicolo: null,
    documentTypes: { entrata: 'ISTANZA', uscita: 'RISPOSTA', allegato: 'ALL' },
    application: 'STANZA',
    parameters: { uo: 'UO1', dataDocumento: '{data_invio}' },
    ...given,
  });

/** A registry of a dialect that knows those settings. */
export const aDocareaServer = async (dialect: DocareaDialect) => {
  const clock = makeSettableClock(new Date('2026-03-02T09:00:00.000Z'));
  const world = {
    ente: 'c_h612',
    user: 'stanza',
    password: PASSWORD,
    titolari: { '7.1': 'open', '7.2': 'closed' },
    fascicoli: ['12/2026'],
    documentTypes: ['ISTANZA', 'RISPOSTA', 'ALL'],
    tokenMs: 60 * 60 * 1000,
    now: clock.now,
  } as const;
  const changing = { ...world, password: PASSWORD as string };
  return { clock, world: changing, server: await startDocareaServer(dialect, changing) };
};
