import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { z } from 'zod';

/** An element of the structure tree, as the reader gives it: the leaves are pieces of content. */
interface Node {
  readonly role?: string | undefined;
  readonly children?: readonly Node[] | undefined;
}

const node: z.ZodType<Node> = z.lazy(() =>
  z.object({ role: z.string().optional(), children: z.array(node).optional() }),
);
const information = z.object({ Title: z.string(), Language: z.string(), PDFFormatVersion: z.string() });

export interface PdfRead {
  /** The text of each page in the order of its content, blanks and line ends as single spaces. */
  readonly pages: readonly string[];
  /** How often each role occurs in the structure tree of the first page. */
  readonly roles: ReadonlyMap<string, number>;
  readonly info: z.infer<typeof information>;
  /** The XMP packet. */
  readonly xmp: string;
}

const countRoles = (counted: Map<string, number>, { role, children = [] }: Node): void => {
  if (role !== undefined) counted.set(role, (counted.get(role) ?? 0) + 1);
  for (const child of children) countRoles(counted, child);
};

/** Reads a PDF with a reader that shares nothing with the writer. Throws when it is damaged. */
export const readPdf = async (bytes: Uint8Array): Promise<PdfRead> => {
  const task = getDocument({ data: bytes.slice(), stopAtErrors: true, useSystemFonts: false, verbosity: 0 });
  const document = await task.promise;
  const pages: string[] = [];
  const roles = new Map<string, number>();
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    const parts = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : ''));
    pages.push(parts.join('').replace(/\s+/gu, ' ').trim());
    if (number === 1) countRoles(roles, node.parse(await page.getStructTree()));
  }
  const { info, metadata } = await document.getMetadata();
  await task.destroy();
  const xmp: unknown = metadata.getRaw();
  return { pages, roles, info: information.parse(info), xmp: z.string().parse(xmp) };
};
