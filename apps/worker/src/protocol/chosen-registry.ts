import {
  type AttachmentStorage,
  type Clock,
  makeStepwiseRegistry,
  NumberLater,
  type OutsideRegistry,
  type ProtocolRegistry,
  type RegistryChoice,
  RegistryError,
  type RegistrySteps,
  registryContext,
  type SecretBox,
  type TenantId,
  type UnitOfWork,
} from '@stanza/core';
import { withCircuitBreaker } from './circuit-breaker.ts';
import { makeDocareaSteps } from './docarea/make-docarea-steps.ts';
import { docareaSecretsSchema, docareaSettingsSchema } from './docarea/settings.ts';
import { makeExternalSteps } from './external/make-external-steps.ts';
import { type EnterPlace, makeOutsidePlaces } from './outside-places.ts';
import { makePecSteps } from './pec/make-pec-steps.ts';
import { pecSecretsSchema, pecSettingsSchema } from './pec/settings.ts';
import { makePitreSteps } from './pitre/make-pitre-steps.ts';
import { pitreSecretsSchema, pitreSettingsSchema } from './pitre/settings.ts';

export interface ChosenRegistryDeps {
  /** The one that the portal keeps by itself. */
  readonly builtIn: ProtocolRegistry;
  readonly unitOfWork: UnitOfWork;
  readonly storage: AttachmentStorage;
  readonly secretBox: SecretBox;
  readonly clock: Clock;
}

/** Enti have one registry, or a few; what was chosen before is forgotten when there are more. */
const MOST_KEPT = 200;

const unusable = (why: string, cause?: unknown): RegistryError => new RegistryError('settings', why, { cause });

interface StepsDeps {
  readonly tenantId: TenantId;
  readonly storage: AttachmentStorage;
  readonly clock: Clock;
}

type MakeSteps = (settings: unknown, secrets: unknown, deps: StepsDeps) => RegistrySteps | null;

/** Makes the adapter of each kind; null when what was kept is not what it wants to be told. */
const STEPS: Readonly<Record<OutsideRegistry, MakeSteps>> = {
  docarea(settings, secrets, deps) {
    const [told, secret] = [docareaSettingsSchema.safeParse(settings), docareaSecretsSchema.safeParse(secrets)];
    return told.success && secret.success ? makeDocareaSteps(told.data, secret.data, deps) : null;
  },
  pitre(settings, secrets, deps) {
    const [told, secret] = [pitreSettingsSchema.safeParse(settings), pitreSecretsSchema.safeParse(secrets)];
    return told.success && secret.success ? makePitreSteps(told.data, secret.data, deps) : null;
  },
  pec(settings, secrets, deps) {
    const [told, secret] = [pecSettingsSchema.safeParse(settings), pecSecretsSchema.safeParse(secrets)];
    return told.success && secret.success ? makePecSteps(told.data, secret.data, deps) : null;
  },
  external: () => makeExternalSteps(),
};

/** @throws RegistryError `settings` when what was chosen cannot be read, or its secrets not be opened */
const adapterOf = (
  { secretBox, storage, clock }: ChosenRegistryDeps,
  tenantId: TenantId,
  choice: RegistryChoice,
  enter: EnterPlace,
): RegistrySteps => {
  const opened = secretBox.open(registryContext(tenantId, choice.kind), choice.sealed);
  if (opened === null) throw unusable('The secrets of the registry are sealed with another key');
  const steps = STEPS[choice.kind](choice.settings, JSON.parse(opened), { tenantId, storage, clock });
  if (steps === null) throw unusable('The settings of the registry are not valid');
  return withCircuitBreaker(steps, clock, enter);
};

/**
 * The registry that an ente has chosen for a service: its own, or one outside of the portal. An adapter, with its session and what it
 * knows of failures, is kept as long as the choice is the same.
 */
export const makeChosenRegistry = (deps: ChosenRegistryDeps): ProtocolRegistry => {
  const adapters = new Map<string, RegistrySteps>();
  const places = makeOutsidePlaces();

  const stepsOf = (tenantId: TenantId, choice: RegistryChoice): RegistrySteps => {
    const key = JSON.stringify([tenantId, choice]);
    const known = adapters.get(key);
    if (known !== undefined) return known;
    const made = adapterOf(deps, tenantId, choice, places.of(tenantId));
    if (adapters.size >= MOST_KEPT) adapters.clear();
    adapters.set(key, made);
    return made;
  };

  return {
    async register(tenantId, registration) {
      const { serviceId, key } = registration;
      const { choice, begun } = await deps.unitOfWork.read(tenantId, async ({ registrations }) => ({
        choice: await registrations.choiceFor(serviceId),
        begun: await registrations.byKey(key),
      }));
      // What a registry has been asked is not registered elsewhere as well, whatever was chosen since.
      if (choice === null && begun !== null && begun.state !== 'aperta') {
        if (begun.number !== null) return begun.number;
        if (begun.state === 'in_attesa') throw new NumberLater('The number will be said by somebody else');
        throw unusable('The registry that was asked for the number is no longer chosen');
      }
      if (choice === null) return deps.builtIn.register(tenantId, registration);
      return makeStepwiseRegistry({ ...deps, steps: stepsOf(tenantId, choice) }).register(tenantId, registration);
    },
  };
};
