import type { Page, PageRequest, PracticeRow } from '../../ports/read-models.ts';

/** Reads a list page by page to its end. @returns the ids of its rows, in order */
export const readToTheEnd = async (
  readPage: (request: PageRequest) => Promise<Page<PracticeRow>>,
  limit: number,
): Promise<readonly string[]> => {
  const ids: string[] = [];
  let after: string | null = null;
  do {
    const page: Page<PracticeRow> = await readPage({ after, limit });
    if (page.rows.length > limit) throw new Error(`${page.rows.length} rows, and ${limit} were asked for`);
    ids.push(...page.rows.map(({ id }) => id));
    after = page.next;
  } while (after !== null);
  return ids;
};
