import type { FormFields } from './form.ts';

const VERSION = /^\d{1,9}$/u;
/** What a form says that was not made by a page of ours: nothing has it, so the form is refused as an old one. */
const NO_VERSION = -1;

/** The version, in `versione`, of what whoever sends a form had before their eyes. */
export const formVersion = ({ versione = '' }: FormFields): number =>
  VERSION.test(versione) ? Number(versione) : NO_VERSION;
