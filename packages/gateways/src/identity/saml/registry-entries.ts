import type { Federation, IdentityProviderEntry } from '@stanza/core';
import { isNotOver } from './instant.ts';
import { attributeOf, childrenNamed, isNamed } from './parse-xml.ts';
import { type EntryProblem, readRegistryEntry } from './registry-entry.ts';
import { NAMESPACES } from './saml-names.ts';

const METADATA = NAMESPACES.metadata;

/** An entity of a file and what it says of itself as an identity provider. */
export interface FoundProvider {
  readonly entity: Element;
  readonly descriptor: Element;
}

/** What has to be known to judge a provider besides its metadata. */
export interface RegistryPlace {
  readonly federation: Federation;
  readonly now: Date;
  /** In production no address may be of plain HTTP. */
  readonly production: boolean;
}

/** Those that can be used, and why each of the others cannot. */
export interface RegistryEntries {
  readonly providers: readonly IdentityProviderEntry[];
  readonly skipped: readonly EntryProblem[];
}

/** Whether the time of metadata is over (`validUntil`). */
export const isExpired = (element: Element, now: Date): boolean => {
  const end = attributeOf(element, 'validUntil');
  return end !== null && !isNotOver(end, now);
};

/** The identity providers of a file. Entities of other kinds are passed over: a list may have some. */
export const providersIn = (root: Element): readonly FoundProvider[] => {
  const entities = isNamed(root, METADATA, 'EntityDescriptor')
    ? [root]
    : childrenNamed(root, METADATA, 'EntityDescriptor');
  return entities.flatMap((entity) =>
    childrenNamed(entity, METADATA, 'IDPSSODescriptor').map((descriptor) => ({ entity, descriptor })),
  );
};

const entityIdOf = ({ entity }: FoundProvider): string => attributeOf(entity, 'entityID') ?? '';

/** Reads each provider for itself. Of one that is there twice nobody can say which is right: neither is taken. */
export const readEntries = (found: readonly FoundProvider[], place: RegistryPlace): RegistryEntries => {
  const providers: IdentityProviderEntry[] = [];
  const skipped: EntryProblem[] = [];
  for (const [entityId, same] of Map.groupBy(found, entityIdOf)) {
    const [one, ...others] = same;
    if (one === undefined || others.length > 0) skipped.push({ code: 'provider_twice', entityId });
    else if (isExpired(one.entity, place.now) || isExpired(one.descriptor, place.now)) {
      skipped.push({ code: 'provider_expired', entityId });
    } else {
      const entry = readRegistryEntry(one.entity, one.descriptor, place);
      if (entry.ok) providers.push(entry.value);
      else skipped.push(entry.error);
    }
  }
  return { providers, skipped };
};
