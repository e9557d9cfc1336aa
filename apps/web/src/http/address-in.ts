import type { Address } from '@stanza/core';
import type { FormFields } from './form.ts';

/** The address that was typed in a form. @param name of the block: `residenza` for `residenza.via` and the others */
export const addressIn = (fields: FormFields, name: string): Address => ({
  stato: fields[`${name}.stato`] ?? '',
  via: fields[`${name}.via`] ?? '',
  civico: fields[`${name}.civico`] ?? '',
  cap: fields[`${name}.cap`] ?? '',
  comune: fields[`${name}.comune`] ?? '',
  provincia: fields[`${name}.provincia`] ?? '',
});
