import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

const PEM = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/gu;
const BEGIN = /-----BEGIN CERTIFICATE-----/gu;
/** Lines before the first certificate, as PEM allows. */
const ISSUED = /^# issued: (\S+)$/mu;
const NEXT = /^# next: (\S+)$/mu;

/** The authorities whose certificates for signatures are trusted. */
export interface AuthorityList {
  readonly authorities: readonly X509Certificate[];
  /** When the list was made, and when the next one is due: ISO 8601, null of a bundle, which does not say it. */
  readonly issuedAt: string | null;
  readonly nextUpdate: string | null;
}

/** The certificates of a text in PEM, in their order; those that cannot be read are left out. */
export const certificatesInPem = (text: string): readonly X509Certificate[] =>
  (text.match(PEM) ?? []).flatMap((pem) => {
    try {
      return [new X509Certificate(pem)];
    } catch {
      return [];
    }
  });

/** The platform's list; `absent` when it has none, `damaged` when what is there is not all a list. */
export const readAuthorityList = (file: string): AuthorityList | 'absent' | 'damaged' => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return 'absent';
    return 'damaged';
  }
  const authorities = certificatesInPem(text);
  if (authorities.length === 0 || authorities.length !== text.match(BEGIN)?.length) return 'damaged';
  return { authorities, issuedAt: ISSUED.exec(text)?.[1] ?? null, nextUpdate: NEXT.exec(text)?.[1] ?? null };
};

const textOf = ({ authorities, issuedAt, nextUpdate }: AuthorityList): string =>
  [
    issuedAt === null ? '' : `# issued: ${issuedAt}\n`,
    nextUpdate === null ? '' : `# next: ${nextUpdate}\n`,
    ...authorities.map((authority) => authority.toString()),
  ].join('');

/** Makes this the platform's list. Who reads it meanwhile, or after a crash, finds the old one or the new one, never a part. */
export const writeAuthorityList = async (file: string, list: AuthorityList): Promise<void> => {
  const draft = `${file}.${process.pid}`;
  await mkdir(dirname(file), { recursive: true });
  const handle = await open(draft, 'w');
  try {
    await handle.writeFile(textOf(list));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
};
