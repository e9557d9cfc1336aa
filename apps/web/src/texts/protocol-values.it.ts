import type { ProtocolValues } from '@stanza/core';

/** What the values of a protocol registry are called. */
export const protocolValueNames: Readonly<Record<keyof ProtocolValues, string>> = {
  office: 'Unità organizzativa',
  classification: 'Titolo e classe',
  dossier: 'Fascicolo',
  documentType: 'Tipo di documento',
};
