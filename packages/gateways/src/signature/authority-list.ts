import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

const PEM = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/gu;

/** The certificates of a text in PEM, in their order; those that cannot be read are left out. */
export const certificatesInPem = (text: string): readonly X509Certificate[] =>
  (text.match(PEM) ?? []).flatMap((pem) => {
    try {
      return [new X509Certificate(pem)];
    } catch {
      return [];
    }
  });

/** The authorities of the platform's list; null when it has none. */
export const readAuthorityList = (file: string): readonly X509Certificate[] | null => {
  const authorities = existsSync(file) ? certificatesInPem(readFileSync(file, 'utf8')) : [];
  return authorities.length === 0 ? null : authorities;
};

/** Makes these the platform's list. Who reads it meanwhile finds the old one or the new one, never a part. */
export const writeAuthorityList = async (file: string, authorities: readonly X509Certificate[]): Promise<void> => {
  const draft = `${file}.${process.pid}`;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(draft, authorities.map((authority) => authority.toString()).join(''));
  await rename(draft, file);
};
