/** A place that a codice fiscale can name: an Italian municipality or a foreign country. */
export interface Place {
  /** Code of the land registry (Belfiore): `H612` Rovereto, `Z110` Francia. */
  readonly code: string;
  readonly name: string;
  /** `TN`; null for countries. */
  readonly province: string | null;
  /** No longer exists: people were born there all the same. */
  readonly ceased: boolean;
}

/**
 * Italian municipalities and foreign countries, those that ceased to exist included (archive of ANPR).
 *
 * Promise: answers at once and from memory; letter case, accents and apostrophes do not matter to a search.
 */
export interface Territory {
  municipality(code: string): Place | null;
  country(code: string): Place | null;
  /**
   * The places with exactly the name that was typed: "Rovereto", "rovereto (TN)". More than one when municipalities share
   * a name: existing ones first.
   */
  municipalitiesNamed(typed: string): readonly Place[];
  countriesNamed(typed: string): readonly Place[];
  /** Places whose name begins with a text, existing ones first, then by name; for suggestions while one types. */
  suggestMunicipalities(beginning: string, limit: number): readonly Place[];
  suggestCountries(beginning: string, limit: number): readonly Place[];
}

/** "Rovereto (TN)", "Francia": what a person reads and may type. */
export const placeName = ({ name, province }: Place): string => (province === null ? name : `${name} (${province})`);
