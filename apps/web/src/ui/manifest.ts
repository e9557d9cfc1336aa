import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** The built static files: where they lie and the address each is served at. */
export interface Assets {
  /** Folder to serve under {@link ASSETS_PREFIX}; every file but the manifest is immutable and has `.br` and `.gz` beside it. */
  readonly dir: string;
  /** Address of a file by its plain name (`stile.css` → `/assets/stile.1a2b3c4d.css`). Throws on a name that was not built. */
  url(name: string): string;
}

/** Path under which the application serves the built files. */
export const ASSETS_PREFIX = '/assets/';

const manifestSchema = z.record(z.string(), z.string());

/**
 * Reads the manifest that `npm run assets` leaves beside the built files. Read once, at start.
 * @param dir absolute path of the folder holding `manifest.json`
 * @throws when the assets were not built or the manifest is damaged
 */
export function readAssets(dir: string): Assets {
  const manifest = new Map(
    Object.entries(manifestSchema.parse(JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8')))),
  );
  return {
    dir,
    url(name) {
      const file = manifest.get(name);
      if (file === undefined) throw new Error(`Asset "${name}" is not in the manifest`);
      return ASSETS_PREFIX + file;
    },
  };
}
