import type { RegistryDocument } from '../../ports/protocol-registry.ts';
import type { Practice } from '../../practice/practice.ts';

/** What is sent with the answer to a practice, as it is named on it and in the protocol. */
export const enclosedOf = ({ documents: { documento } }: Practice): readonly RegistryDocument[] =>
  documento === undefined ? [] : [{ ...documento, description: 'Documento rilasciato' }];
