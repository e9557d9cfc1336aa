import { type ServiceDefinition, serviceDefinitionSchema } from '@stanza/core';
import attestazioneAnagrafica from '../catalogue/attestazione-anagrafica.json' with { type: 'json' };
import certificatoDiNascita from '../catalogue/certificato-di-nascita.json' with { type: 'json' };
import listeElettorali from '../catalogue/liste-elettorali.json' with { type: 'json' };
import statoDiFamiglia from '../catalogue/stato-di-famiglia.json' with { type: 'json' };

/**
 * The services that an ente may activate, each at its newest revision. A definition that does not parse stops the
 * program at once: the file is ours.
 */
export const catalogue: readonly ServiceDefinition[] = [
  certificatoDiNascita,
  statoDiFamiglia,
  attestazioneAnagrafica,
  listeElettorali,
].map((definition) => serviceDefinitionSchema.parse(definition));
