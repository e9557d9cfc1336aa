/** How large a definition may be that is published from a file. What was published before the limits goes on as it is. */
export const DEFINITION_LIMITS = {
  /** Bytes of the file. */
  bytes: 256 * 1024,
  /** Objects and lists inside each other. */
  depth: 20,
  /** Entries of any list or object. */
  entries: 300,
  steps: 40,
  /** In all steps together, those of the rows of a block included. */
  fields: 400,
  /** Characters of a title. */
  title: 150,
  /** Characters of the name of an office, or of who is responsible. */
  office: 200,
  /** Characters of any other text, unless its schema says less. */
  text: 5000,
} as const;
