import { describe, expect, it } from '@jest/globals';
import { integrationDefinition } from '../practice/integration-form.ts';
import { compileService } from '../service/journey.ts';
import { aServiceDefinition, aValidation } from '../testing/index.ts';
import { keepForms, MOST_FORMS } from './integration-forms.ts';

const asking = (documents: readonly string[], fields: readonly string[] = []) => ({
  message: 'Manca qualcosa.',
  fields,
  documents,
  payment: null,
  dueDate: '2026-03-31',
});

describe('the forms in which requests of integration are answered', () => {
  const form = keepForms((definition, request) =>
    compileService(integrationDefinition(definition, request, aValidation().partLabels), aValidation()),
  );
  const definition = aServiceDefinition();

  it('are made once for a definition and what is asked, whatever the message and the day', () => {
    const made = form(definition, asking(['Contratto'], ['uso']));
    const later = { ...asking(['Contratto'], ['uso']), message: 'Manca ancora.', dueDate: '2026-04-30' };
    expect(form(definition, later)).toBe(made);
    expect(form(definition, asking(['Contratto']))).not.toBe(made);
    expect(form(definition, asking(['uso'], ['Contratto']))).not.toBe(made);
    expect(form(aServiceDefinition(), asking(['Contratto'], ['uso']))).not.toBe(made);
  });

  it('are kept in a bounded number', () => {
    const first = form(definition, asking(['primo']));
    for (let count = 1; count < MOST_FORMS; count += 1) form(definition, asking([`documento ${count}`]));
    expect(form(definition, asking(['primo']))).toBe(first);
    form(definition, asking(['uno di troppo']));
    expect(form(definition, asking(['primo']))).not.toBe(first);
  });
});
