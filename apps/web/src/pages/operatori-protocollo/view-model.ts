import { type AppIoKey, PROTOCOL_VALUES, type RegistryChoice, type Service, type ServiceId } from '@stanza/core';
import { protocolValueNames } from '../../texts/protocol-values.it.ts';
import { dataTable } from '../../ui/components.ts';
import { isComplete, registryView } from './registry-view.ts';
import { registryNames, texts } from './texts.it.ts';

interface Chosen {
  readonly serviceId: ServiceId | null;
  readonly choice: RegistryChoice;
}

export interface ProtocolConfiguration {
  /** That the operator works on. */
  readonly services: readonly Service[];
  /** What the ente has chosen, for all of its services. */
  readonly choices: readonly Chosen[];
  readonly appIoKeys: readonly Pick<AppIoKey, 'serviceId'>[];
}

const chosenFor = (choices: readonly Chosen[], id: ServiceId): Chosen | null =>
  choices.find(({ serviceId }) => serviceId === id) ?? choices.find(({ serviceId }) => serviceId === null) ?? null;

const registryCell = (chosen: Chosen | null) => {
  if (chosen === null) return { text: texts.delPortale };
  const text = registryNames[chosen.choice.kind];
  return isComplete(chosen.choice) ? { text } : { text, detail: texts.daCompletare };
};

/** Each registry of others that one of these services is registered with, once. */
const registries = ({ services, choices }: ProtocolConfiguration) => {
  const used = new Set(services.map(({ id }) => chosenFor(choices, id)));
  const forAll = choices.some(({ serviceId }) => serviceId !== null) ? texts.perAltri : texts.perTutti;
  return choices
    .filter((chosen) => used.has(chosen))
    .map(({ serviceId, choice }) => {
      const service = services.find(({ id }) => id === serviceId);
      return registryView(choice, service?.definition.name ?? forAll);
    });
};

export const operatoriProtocolloView = (configuration: ProtocolConfiguration) => {
  const { services, choices, appIoKeys } = configuration;
  const values = PROTOCOL_VALUES.map((name) => protocolValueNames[name]);
  const rows = services.map(({ id, definition, settings }) => [
    { text: definition.name },
    registryCell(chosenFor(choices, id)),
    ...PROTOCOL_VALUES.map((name) => ({ text: settings.protocol[name] || texts.vuoto })),
    { text: appIoKeys.some(({ serviceId }) => serviceId === null || serviceId === id) ? texts.si : texts.no },
  ]);
  const lists = registries(configuration);
  return {
    heading: { title: texts.titolo, lead: texts.introduzione },
    none: rows.length > 0 ? null : { title: texts.nessuno, text: texts.nessunoTesto },
    table:
      rows.length === 0
        ? null
        : dataTable(texts.titolo, [texts.servizio, texts.protocollo, ...values, texts.appIo], rows),
    registries: lists.length === 0 ? null : lists,
  };
};
