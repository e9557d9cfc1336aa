import type { Clock } from '../ports/clock.ts';
import type { Territory } from '../ports/territory.ts';
import type { Stores } from '../ports/unit-of-work.ts';
import type { IntegrationRequest } from '../practice/integration.ts';
import { integrationDefinition } from '../practice/integration-form.ts';
import type { Practice } from '../practice/practice.ts';
import type { ServiceDefinition } from '../service/definition.ts';
import type { BlockPart, ValidationFacts } from '../service/field-kinds/field-kind.ts';
import { type CompiledService, compileService } from '../service/journey.ts';
import { dayInItaly } from '../shared/calendar.ts';
import { keepForms } from './integration-forms.ts';

export interface CompiledServices {
  /** The service as it was when the practice was started. Throws when the revision is not there: it never goes away. */
  of(stores: Stores, practice: Practice): Promise<CompiledService>;
  compile(definition: ServiceDefinition): CompiledService;
  /** The form in which a request of integration is answered. @param definition that the practice was started on */
  integration(definition: ServiceDefinition, request: IntegrationRequest): CompiledService;
}

/**
 * Builds the schemas of a definition once: a revision never changes, so what was built for its object stays good as
 * long as the store gives back the same object. So do the forms of integrations.
 */
export const makeCompiledServices = (deps: {
  readonly clock: Clock;
  readonly territory: Territory;
  readonly partLabels: Readonly<Record<BlockPart, string>>;
}): CompiledServices => {
  const built = new WeakMap<ServiceDefinition, CompiledService>();
  const { territory, partLabels } = deps;
  const facts: ValidationFacts = { today: () => dayInItaly(deps.clock.now()), territory, partLabels };
  const compile = (definition: ServiceDefinition): CompiledService => {
    const known = built.get(definition);
    if (known !== undefined) return known;
    const compiled = compileService(definition, facts);
    built.set(definition, compiled);
    return compiled;
  };
  return {
    compile,
    integration: keepForms((definition, request) =>
      compileService(integrationDefinition(definition, request, partLabels), facts),
    ),
    async of(stores, practice) {
      const definition = await stores.services.revision(practice.serviceId, practice.revision);
      if (definition === null) throw new Error(`Revision ${practice.revision} of ${practice.serviceId} is not there`);
      return compile(definition);
    },
  };
};
