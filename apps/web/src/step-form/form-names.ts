/**
 * The names of a step's form that are not the id of a field. No field can have one of them: ids of fields have no colon, and
 * a definition may not use the names of the form.
 */

/** The list of earlier files beside a field of files. */
export const reuseName = (field: string): string => `riusa:${field}`;
/** The box that takes a file out of a field. */
export const removeName = (field: string, file: string): string => `togli:${field}:${file}`;
/** The buttons of a block that is repeated, sent as `azione`. */
export const addRowAction = (block: string): string => `aggiungi:${block}`;
export const removeRowAction = (block: string, row: number): string => `togli:${block}:${row}`;

/** The address of a field in the page: an id of the domain may have dots, which a selector would take for classes. */
export const anchorOf = (field: string): string => field.replaceAll('.', '-');
