import { describe, expect, it } from '@jest/globals';
import { answerColumns, compileService, serviceIdSchema } from '@stanza/core';
import { aValidation, makeCountingIds } from '@stanza/core/testing';
import { catalogue } from '@stanza/services';
import { headingsOf } from './table.ts';

const ids = makeCountingIds();
const services = catalogue.map((definition) => ({
  serviceId: serviceIdSchema.parse(ids.next()),
  name: definition.name,
  columns: answerColumns([compileService(definition, aValidation())]),
}));

describe('the first line of the file', () => {
  it('has a heading of its own for each question of the whole catalogue, which fit into a spreadsheet', () => {
    const headings = headingsOf(services);
    expect(new Set(headings).size).toBe(headings.length);
    expect(headings.length).toBeLessThan(2_000);
  });

  it('says of which service, which step and which part a question is', () => {
    const headings = headingsOf(services);
    expect(headings.slice(0, 4)).toEqual(['Codice', 'Servizio', 'Revisione', 'Stato']);
    expect(headings).toContain('Richiedente: Codice fiscale');
    const [step, part] = ['Chi si trasferisce con te', 'Persone che si trasferiscono con te'];
    expect(headings).toContain(`Cambio di residenza – ${step}: ${part}, Componente 2, Codice fiscale`);
  });

  it('tells two questions apart that are put in the same words', () => {
    const column = { step: 'Dati', labels: ['Nome'] };
    const columns = [
      { ...column, key: 'a' },
      { ...column, key: 'b' },
    ];
    const [service] = services;
    if (service === undefined) throw new Error('The catalogue is empty');
    const headings = headingsOf([{ ...service, name: 'Prova', columns }]);
    expect(headings.slice(-2)).toEqual(['Prova – Dati: Nome', 'Prova – Dati: Nome (2)']);
  });
});
