import { describe, expect, it } from '@jest/globals';
import type { Ids } from '../../ports/ids.ts';
import { deliveryIdSchema, practiceIdSchema, tenantIdSchema } from '../../shared/ids.ts';

/** The promise of `Ids`. */
export const idsContract = (name: string, open: () => Ids): void => {
  describe(`${name} as identifiers`, () => {
    const ids = open();
    const many = Array.from({ length: 2_000 }, () => ids.next());

    it('are never the same', () => {
      expect(new Set(many).size).toBe(many.length);
    });

    it('are UUIDs of version 7, fit for whatever has an id', () => {
      for (const id of many) {
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u);
        for (const schema of [tenantIdSchema, practiceIdSchema, deliveryIdSchema]) expect(schema.parse(id)).toBe(id);
      }
    });

    it('grow with time', () => {
      expect(many.toSorted()).toEqual(many);
    });
  });
};
