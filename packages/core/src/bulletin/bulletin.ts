/** The two kinds of bulletins of the ente: notices, and deadlines. */
export const BULLETIN_KINDS = ['news', 'deadline'] as const;
export type BulletinKind = (typeof BULLETIN_KINDS)[number];

/** A notice or a deadline of the ente, shown in "La mia stanza" (manual §7). */
export interface Bulletin {
  readonly title: string;
  /** Plain text; paragraphs are apart by an empty line. */
  readonly text: string;
  /** Day of publication of a notice, day of expiry of a deadline: `YYYY-MM-DD`. */
  readonly day: string;
  /** `https` address outside the portal (from a feed `http` too), or null. */
  readonly link: string | null;
}

/** The days, both inclusive, on which citizens see it: `YYYY-MM-DD`; null when there is no bound. */
export interface BulletinVisibility {
  readonly visibleFrom: string | null;
  readonly visibleUntil: string | null;
}

/** One that was published, with what it is known by among those of its kind. */
export interface PublishedBulletin extends Bulletin {
  readonly id: string;
}

/** As its administrators see it. */
export interface KeptBulletin extends PublishedBulletin, BulletinVisibility {
  /** It comes from the feed of the ente: it is changed there, and goes when it is no longer there. */
  readonly imported: boolean;
  /** Grows with each change, so that nobody overwrites one that they have not seen. */
  readonly version: number;
}

/** One read from a feed. */
export interface ImportedBulletin extends Omit<Bulletin, 'day'> {
  /** Null when the feed gives none: then it is the day on which it was first read. */
  readonly day: string | null;
  /** What the feed calls it: the same at each reading. */
  readonly key: string;
}

/** Longest title and text, in characters, of those that are written and of those that are imported. */
export const MAX_BULLETIN_TITLE = 150;
export const MAX_BULLETIN_TEXT = 2000;
/** Longest address, of a bulletin and of a feed. */
export const MAX_BULLETIN_LINK = 500;
