import type { RegistryErrorKind } from '@stanza/core';

/** What P.I.Tre's words for errors mean (standards.md 1.4). One that is not here is as unclear as `APPLICATION_ERROR`. */
export const PITRE_ERRORS: Readonly<Record<string, RegistryErrorKind | 'unclear'>> = {
  MISSING_PARAMETER: 'settings',
  USER_NO_EXIST: 'settings',
  ROLE_NO_EXIST: 'settings',
  USER_NO_ROLE: 'settings',
  CLASSIFICATION_NOT_FOUND: 'settings',
  GENERAL_NODE_NOT_FOUND: 'settings',
  PROJECT_NOT_FOUND: 'settings',
  TEMPLATE_NOT_FOUND: 'settings',
  REQUIRED_ID: 'settings',
  REQUIRED_DESCRIPTION: 'settings',
  REQUIRED_FILE: 'refused',
  FILE_CREATION_ERROR: 'again',
  DOCUMENT_NOT_FOUND: 'start-over',
  APPLICATION_ERROR: 'unclear',
};
