import { setTimeout as pause } from 'node:timers/promises';
import {
  type AttachmentStorage,
  type BuiltInRegistry,
  type Clock,
  type InPlace,
  makeStepwiseRegistry,
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
import type { z } from 'zod';
import { type GuardedRegistry, withCircuitBreaker } from './circuit-breaker.ts';
import { makeDocareaSteps } from './docarea/make-docarea-steps.ts';
import { makeExternalSteps } from './external/make-external-steps.ts';
import { type EnterPlace, makeOutsidePlaces } from './outside-places.ts';
import { makePecSteps } from './pec/make-pec-steps.ts';
import { makePitreSteps } from './pitre/make-pitre-steps.ts';
import { REGISTRY_SCHEMAS } from './registries.ts';

export interface ChosenRegistryDeps {
  /** The one that the portal keeps by itself. */
  readonly builtIn: BuiltInRegistry;
  readonly unitOfWork: UnitOfWork;
  readonly storage: AttachmentStorage;
  readonly secretBox: SecretBox;
  readonly clock: Clock;
}

const nobody = async (): Promise<never> => {
  throw unusable('There is no registry to ask');
};

/** Who waits for nobody needs no place. */
const atOnce: InPlace = (work) => work();

/** In the place of a registry that is no longer chosen, or cannot be asked any more: what it was asked for is looked up by a person. */
const NO_LONGER: GuardedRegistry = {
  inPlace: atOnce,
  steps: {
    book: '',
    numberLater: false,
    limits: { maxFileBytes: 0, maxTotalBytes: 0 },
    prepare: nobody,
    attach: nobody,
    commit: nobody,
    find: null,
  },
};

/** Enti have one registry, or a few; what was chosen before is forgotten when there are more. */
const MOST_KEPT = 200;

const unusable = (why: string, cause?: unknown): RegistryError => new RegistryError('settings', why, { cause });

interface StepsDeps {
  readonly tenantId: TenantId;
  readonly storage: AttachmentStorage;
  readonly clock: Clock;
}

type MakeSteps = (settings: unknown, secrets: unknown, deps: StepsDeps) => RegistrySteps | null;

const fromSettings =
  <Settings, Secrets>(
    { settings, secrets }: { readonly settings: z.ZodType<Settings>; readonly secrets: z.ZodType<Secrets> },
    make: (settings: Settings, secrets: Secrets, deps: StepsDeps) => RegistrySteps,
  ): MakeSteps =>
  (kept, opened, deps) => {
    const [told, secret] = [settings.safeParse(kept), secrets.safeParse(opened)];
    return told.success && secret.success ? make(told.data, secret.data, deps) : null;
  };

/** Makes the adapter of each kind; null when what was kept is not what it wants to be told. */
const STEPS: Readonly<Record<OutsideRegistry, MakeSteps>> = {
  docarea: fromSettings(REGISTRY_SCHEMAS.docarea, makeDocareaSteps),
  pitre: fromSettings(REGISTRY_SCHEMAS.pitre, makePitreSteps),
  pec: fromSettings(REGISTRY_SCHEMAS.pec, makePecSteps),
  external: fromSettings(REGISTRY_SCHEMAS.external, makeExternalSteps),
};

/** @throws RegistryError `settings` when what was chosen cannot be read, or its secrets not be opened */
const adapterOf = (
  { secretBox, storage, clock }: ChosenRegistryDeps,
  tenantId: TenantId,
  choice: RegistryChoice,
  enter: EnterPlace,
): GuardedRegistry => {
  const opened = secretBox.open(registryContext(tenantId, choice.kind), choice.sealed);
  if (opened === null) throw unusable('The secrets of the registry are sealed with another key');
  const steps = STEPS[choice.kind](choice.settings, JSON.parse(opened), { tenantId, storage, clock });
  if (steps === null) throw unusable('The settings of the registry are not valid');
  return choice.kind === 'external' ? { steps, inPlace: atOnce } : withCircuitBreaker(steps, clock, enter);
};

/**
 * The registry that an ente has chosen for a service: its own, or one outside of the portal. An adapter, with its session and what it
 * knows of failures, is kept as long as the choice is the same.
 */
export const makeChosenRegistry = (deps: ChosenRegistryDeps): ProtocolRegistry => {
  const adapters = new Map<string, GuardedRegistry>();
  const places = makeOutsidePlaces();

  const adapterFor = (tenantId: TenantId, choice: RegistryChoice): GuardedRegistry => {
    const key = JSON.stringify([tenantId, choice]);
    const known = adapters.get(key);
    if (known !== undefined) return known;
    const made = adapterOf(deps, tenantId, choice, places.of(tenantId));
    if (adapters.size >= MOST_KEPT) adapters.clear();
    adapters.set(key, made);
    return made;
  };

  /** @throws RegistryError `settings`, unless it is about something that a registry was asked for already */
  const guardedFor = (tenantId: TenantId, choice: RegistryChoice, isAsked: boolean): GuardedRegistry => {
    try {
      return adapterFor(tenantId, choice);
    } catch (error) {
      if (isAsked && error instanceof RegistryError) return NO_LONGER;
      throw error;
    }
  };

  return {
    async register(tenantId, registration) {
      const { serviceId, key } = registration;
      const { choice, begun } = await deps.unitOfWork.read(tenantId, async ({ registrations }) => ({
        choice: await registrations.choiceFor(serviceId),
        begun: await registrations.byKey(key),
      }));
      const isAsked = begun !== null && begun.state !== 'aperta';
      if (choice === null && !isAsked) return deps.builtIn.register(tenantId, registration);
      // What was registered here before the choice, or asked of a registry that is gone, is not registered elsewhere as well.
      const known = await deps.builtIn.registered(tenantId, registration);
      if (known !== null) return known;
      const guarded = choice === null ? NO_LONGER : guardedFor(tenantId, choice, isAsked);
      return makeStepwiseRegistry({ ...deps, pause, ...guarded }).register(tenantId, registration);
    },
  };
};
