import { PROTOCOL_VALUES, type Service } from '@stanza/core';
import { protocolValueNames } from '../../texts/protocol-values.it.ts';
import { dataTable } from '../../ui/components.ts';
import { texts } from './texts.it.ts';

/** @param services that the operator works on */
export const operatoriProtocolloView = (services: readonly Service[]) => {
  const columns = [texts.servizio, ...PROTOCOL_VALUES.map((name) => protocolValueNames[name])];
  const rows = services.map(({ definition, settings }) => [
    { text: definition.name },
    ...PROTOCOL_VALUES.map((name) => ({ text: settings.protocol[name] || texts.vuoto })),
  ]);
  return {
    heading: { title: texts.titolo, lead: texts.introduzione },
    none: rows.length > 0 ? null : { title: texts.nessuno, text: texts.nessunoTesto },
    table: rows.length === 0 ? null : dataTable(texts.titolo, columns, rows),
  };
};
