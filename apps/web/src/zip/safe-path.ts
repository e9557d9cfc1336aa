import { cleanFileName } from '@stanza/core';

/**
 * A path inside an archive that no other file has and every system can unpack: the number makes it unique and keeps away from
 * the names that Windows reserves; spaces and dots at the end, which Windows drops, go.
 * @param number of the file in its folder, from 1
 */
export const safePath = (folder: string, number: number, fileName: string): string => {
  const name = cleanFileName(fileName).replace(/[ .]+$/u, '');
  return `${folder}/${String(number).padStart(3, '0')}-${name === '' ? 'documento' : name}`;
};
