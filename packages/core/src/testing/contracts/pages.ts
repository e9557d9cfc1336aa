import type { OfficeQuery, OperatorList, Page, PageRequest } from '../../ports/read-models.ts';

/** A whole list of the office, the newest first. */
export const anOfficeQuery = (list: OperatorList): OfficeQuery & { readonly order: 'data-desc' } => ({
  list,
  serviceId: null,
  state: null,
  search: null,
  order: 'data-desc',
  sent: { from: null, to: null },
});

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
