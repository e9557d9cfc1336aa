/** A row as PostgreSQL writes it in JSON: instants are text. */
export type FromJson<Row> = {
  [Column in keyof Row]: Row[Column] extends Date
    ? string
    : Row[Column] extends Date | null
      ? string | null
      : Row[Column];
};

export const instant = (text: string | null): Date | null => (text === null ? null : new Date(text));
