import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { bareEnvironment, readTestConfig } from './config.ts';
import { describeWithPrograms } from './describe-with-programs.ts';

const PROGRAM = 'pdfsig';

/** Declares a suite of tests that let pdfsig, of poppler, judge the same signed PDFs as we do. */
export const describeWithPdfsig = (name: string, define: () => void): void => {
  const folders = readTestConfig().PATH.split(delimiter);
  const missing = folders.some((folder) => existsSync(join(folder, PROGRAM))) ? [] : [PROGRAM];
  describeWithPrograms(name, { missing, called: PROGRAM, packages: 'poppler-utils' }, define);
};

const valuesOf = (text: string, line: RegExp): readonly string[] =>
  [...text.matchAll(line)].map(([, value]) => value ?? '');

/** What pdfsig says of the signatures of a PDF: whether each holds, and whether it is over the whole file. */
export const pdfsigVerdicts = async (
  pdf: Uint8Array,
): Promise<readonly { readonly isValid: boolean; readonly isWhole: boolean }[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'stanza-pdf-'));
  const file = join(folder, 'file.pdf');
  try {
    await writeFile(file, pdf);
    const text = await new Promise<string>((resolve) => {
      execFile(PROGRAM, ['-nocert', file], { env: bareEnvironment(), timeout: 30_000 }, (_error, stdout) =>
        resolve(stdout),
      );
    });
    const whole = valuesOf(text, /- (Total|Not total) document signed/gu);
    return valuesOf(text, /- Signature Validation: (.*)$/gmu).map((said, index) => ({
      isValid: said === 'Signature is Valid.',
      isWhole: whole[index] === 'Total',
    }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
