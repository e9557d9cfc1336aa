import type { Page, PageRequest } from '../../ports/read-models.ts';

/** Reads a list page by page to its end. @returns the ids of its rows, in order */
export const readToTheEnd = async (
  readPage: (request: PageRequest) => Promise<Page<{ readonly id: string }>>,
  limit: number,
): Promise<readonly string[]> => {
  const ids: string[] = [];
  let after: string | null = null;
  do {
    const page: Page<{ readonly id: string }> = await readPage({ after, limit });
    if (page.rows.length > limit) throw new Error(`${page.rows.length} rows, and ${limit} were asked for`);
    ids.push(...page.rows.map(({ id }) => id));
    after = page.next;
  } while (after !== null);
  return ids;
};
