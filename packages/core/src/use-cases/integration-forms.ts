import type { IntegrationRequest } from '../practice/integration.ts';
import type { ServiceDefinition } from '../service/definition.ts';
import type { CompiledService } from '../service/journey.ts';

/** How many forms are kept; they are small, and of each request there are a few requests of pages. */
export const MOST_FORMS = 500;

type CompileForm = (definition: ServiceDefinition, request: IntegrationRequest) => CompiledService;

/**
 * Keeps the forms in which requests of integration are answered: what makes one, the definition and what is asked, never changes.
 * Bounded: the one that was made first goes first.
 */
export const keepForms = (compile: CompileForm): CompileForm => {
  const forms = new Map<string, CompiledService>();
  const numbers = new WeakMap<ServiceDefinition, number>();
  let definitions = 0;
  const numberOf = (definition: ServiceDefinition): number => {
    const known = numbers.get(definition);
    if (known !== undefined) return known;
    definitions += 1;
    numbers.set(definition, definitions);
    return definitions;
  };
  return (definition, request) => {
    const key = JSON.stringify([numberOf(definition), request.fields, request.documents, request.payment]);
    const known = forms.get(key);
    if (known !== undefined) return known;
    const form = compile(definition, request);
    for (const oldest of forms.keys()) {
      if (forms.size < MOST_FORMS) break;
      forms.delete(oldest);
    }
    forms.set(key, form);
    return form;
  };
};
