import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { compileService, DEFINITION_LIMITS, serviceDefinitionSchema } from '@stanza/core';
import { aValidation } from '@stanza/core/testing';
import fc from 'fast-check';
import { catalogue, definitionProblemPlace, definitionProblemSentence, readDefinitionFile } from './index.ts';

const textOf = (slug: string): string =>
  readFileSync(join(import.meta.dirname, '..', 'catalogue', `${slug}.json`), 'utf8');
const BIRTH = textOf('certificato-di-nascita');

/** What an administrator reads of a file. */
const sentencesOf = (read: ReturnType<typeof readDefinitionFile>): readonly string[] => {
  if (read.ok) return [];
  return read.error.problems.map((one) => `${definitionProblemPlace(one)}: ${definitionProblemSentence(one)}`);
};

const told = (source: string | Uint8Array): readonly string[] => sentencesOf(readDefinitionFile(source));

/** The definition of a catalogue's service after a change, as people write it. */
const changed = (change: (definition: Record<string, never>) => void, slug = 'certificato-di-nascita'): string => {
  const definition = JSON.parse(textOf(slug));
  change(definition);
  return JSON.stringify(definition, null, 2);
};
const part = (of: unknown, ...path: readonly (string | number)[]): Record<string, unknown> =>
  path.reduce<never>((value, key) => value[key], of as never);

describe('the definition of a service in a file', () => {
  it.each(catalogue.map(({ slug }) => slug))('is read as the catalogue reads it: %s', (slug) => {
    const expected = catalogue.find((one) => one.slug === slug);
    const bytes = new TextEncoder().encode(`\uFEFF${textOf(slug).replaceAll('\n', '\r\n')}`);
    expect(readDefinitionFile(bytes)).toEqual({ ok: true, value: { ...expected, revision: 1 } });
  });

  it('needs no revision, and whatever one it has does not count', () => {
    for (const revision of [undefined, -3, 'x', 9]) {
      const text = changed((definition) => Object.assign(definition, { revision }));
      expect(readDefinitionFile(text)).toMatchObject({ ok: true, value: { revision: 1 } });
    }
  });

  it.each([
    ['', [/^: Non c’è scritto niente/u]],
    [
      '{\n  "slug": "x"\n  "name": "y"\n}',
      [/^riga 3, colonna 3: Il testo non è JSON: prima di questo punto ci vuole una virgola/u],
    ],
    ['{"slug": "x",}', [/^riga 1, colonna 14: .*Dopo l’ultima proprietà non ci vuole la virgola/u]],
    ['{"slug": tru}', [/^riga 1, colonna 10: .*una parola che JSON non conosce/u]],
    ['{"slug": "x', [/^riga 1, colonna 10: .*un testo che non finisce/u]],
    ['// ciao\n{}', [/^riga 1, colonna 1: .*un commento/u]],
    ['{"slug": "x"} altro', [/^riga 1, colonna 15: .*una parola che JSON non conosce/u]],
    ['{"slug":\u00A0"x"}', [/Il testo non è JSON/u]],
    ['[]', [/^riga 1: Il valore non va bene: ci vuole un oggetto tra parentesi graffe/u]],
    ['7', [/ci vuole un oggetto/u]],
    ['['.repeat(100_000), [/^riga 1: Ci sono più di 20 parentesi una dentro l’altra/u]],
    ['"'.padEnd(DEFINITION_LIMITS.bytes + 1, 'x'), [/^: Il testo è troppo lungo: può avere al massimo 256 KB/u]],
  ])('that is %j is refused where it breaks', (text, expected) => {
    const found = told(text);
    expect(found).toHaveLength(expected.length);
    expected.forEach((one, at) => {
      expect(found[at]).toMatch(one);
    });
  });

  it('that is not UTF-8 is refused', () => {
    expect(told(Uint8Array.of(0x22, 0xff, 0xfe, 0x22))).toEqual([
      ': Il file non è un testo in UTF-8: salvalo di nuovo con questa codifica.',
    ]);
  });

  it('is told what is wrong with every part at once, by line, path and name', () => {
    const text = changed((definition) => {
      Object.assign(definition, { colore: 'blu', deadlineDays: 0, audience: ['tutti'] });
      delete definition.office;
      Object.assign(part(definition, 'sheet'), { tempi: 'Subito' });
      Object.assign(part(definition, 'steps', 2, 'fields', 0), { kind: 'colore' });
      Object.assign(part(definition, 'steps', 3), { when: { field: 'mai', equals: 'si' } });
    });
    const lineOf = (sought: string) => text.split('\n').findIndex((line) => line.includes(sought)) + 1;
    const step = part(JSON.parse(text), 'steps', 2);
    const field = part(step, 'fields', 0);
    const found = told(text);
    expect(found).toContain(`riga 1, office: Manca questa proprietà: scrivila.`);
    expect(found).toContain(
      `riga ${lineOf('"colore": ')}: La proprietà «colore» qui non esiste: controlla come è scritta, oppure toglila.`,
    );
    expect(found).toContain(
      `riga ${lineOf('"deadlineDays"')}, deadlineDays: Il numero è troppo piccolo: può essere al minimo 1.`,
    );
    expect(found).toContain(
      `riga ${lineOf('"tutti"')}, audience[0]: Il valore non è tra quelli possibili: «cittadini», «famiglie», «associazioni», «imprese», «professionisti».`,
    );
    expect(found).toContain(
      `riga ${lineOf('"Subito"')}, sheet.tempi: Il valore non va bene: ci vuole un elenco tra parentesi quadre.`,
    );
    expect(found.join('\n')).toMatch(
      new RegExp(
        `riga ${lineOf('"kind": "colore"')}, steps\\[2\\]\\.fields\\[0\\]\\.kind, passo «${step.title}», campo «${field.id}»: Il valore non è tra quelli possibili: «text»`,
        'u',
      ),
    );
    expect(found.join('\n')).toContain('steps[3].when, passo');
    expect(found.join('\n')).toContain('La condizione guarda «mai», che non è un campo che viene prima');
    const lines = found.map((one) => Number(/^riga (\d+)/u.exec(one)?.[1]));
    expect(lines).toEqual(lines.toSorted((a, b) => a - b));
  });

  it('blames nothing that is right because of a field that is wrong', () => {
    // Other fields and steps depend on this one.
    const text = changed((definition) => delete part(definition, 'steps', 2, 'fields', 0).label);
    expect(told(text)).toEqual([expect.stringMatching(/label, .*: Manca questa proprietà: scrivila\.$/u)]);
  });

  it('may not have a key twice', () => {
    const text = BIRTH.replace('"office"', '"office": "Uno",\n  "office"');
    expect(told(text)).toEqual([
      expect.stringMatching(/^riga \d+: La proprietà «office» c’è due volte: lasciane una\.$/u),
    ]);
  });

  it.each([
    ['steps', { steps: Array.from({ length: 41 }, () => ({})) }, 'I passi sono troppi: possono essere al massimo 40.'],
    [
      'fields',
      { steps: Array.from({ length: 3 }, () => ({ fields: Array.from({ length: 150 }, () => ({})) })) },
      'I campi sono troppi: in tutti i passi insieme possono essere al massimo 400.',
    ],
    [
      'entries',
      { audience: Array.from({ length: 9999 }, () => 1) },
      'Ci sono troppi elementi: possono essere al massimo 300.',
    ],
  ])('has a limit of %s', (_what, given, sentence) => {
    const text = changed((definition) => Object.assign(definition, given));
    expect(told(text)).toEqual([expect.stringContaining(sentence)]);
  });

  it('has limits of its texts, and loses the marks that nobody sees', () => {
    const long = changed((definition) => {
      Object.assign(part(definition, 'steps', 0), { title: 'x'.repeat(151), guide: ['y'.repeat(5001)] });
    });
    expect(told(long)).toEqual([
      expect.stringMatching(/steps\[0\]\.title.*al massimo 150 caratteri/u),
      expect.stringMatching(/steps\[0\]\.guide\[0\].*al massimo 5000 caratteri/u),
    ]);
    const hidden = changed((definition) => Object.assign(definition, { name: 'Certi\u0000fica\u202Eto\ud800 ' }));
    expect(readDefinitionFile(hidden)).toMatchObject({ ok: true, value: { name: 'Certificato' } });
  });

  it('tells at most a hundred problems, and how many more there are', () => {
    const many = { steps: [{ kind: 'form', fields: Array.from({ length: 200 }, () => ({ kind: 'text' })) }] };
    const read = readDefinitionFile(JSON.stringify(many));
    expect(read.ok ? 0 : read.error.problems.length).toBe(100);
    expect(read.ok ? 0 : read.error.left).toBeGreaterThan(100);
  });

  it.each([
    `{"__proto__": {"slug": "x"}, ${BIRTH.trim().slice(1)}`,
    `{"constructor": 1, "toString": [], ${BIRTH.trim().slice(1)}`,
  ])('has no key that every object has', (text) => {
    expect(told(text).join('\n')).toMatch(/La proprietà «(?:__proto__|constructor)» qui non esiste/u);
    expect(Object.hasOwn(Object.prototype, 'slug')).toBe(false);
  });
});

/** Something that JSON may hold, nasty of preference. */
const nasty = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -0,
    1e308,
    -1e308,
    1e-320,
    '',
    '\u0000',
    '\ud800',
    '__proto__',
    'constructor',
    [],
    {},
  ),
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(
    { field: 'x', equals: 'y' },
    { not: { not: { all: [] } } },
    { kind: 'rows', id: 'a', fields: [{}] },
  ),
);

/** A definition of the catalogue with some of its parts taken away, replaced or doubled. */
const mutated = fc
  .record({
    slug: fc.constantFrom(...catalogue.map(({ slug }) => slug)),
    changes: fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        how: fc.constantFrom('delete', 'replace', 'twice', 'rename'),
        value: nasty,
      }),
      { minLength: 1, maxLength: 6 },
    ),
  })
  .map(({ slug, changes }) => {
    const definition: unknown = JSON.parse(textOf(slug));
    for (const { at, how, value } of changes) {
      const places: (readonly [Record<string, unknown>, string])[] = [];
      const walk = (node: unknown) => {
        if (typeof node !== 'object' || node === null) return;
        for (const [key, below] of Object.entries(node)) {
          places.push([node as Record<string, unknown>, key]);
          walk(below);
        }
      };
      walk(definition);
      const place = places[Math.floor(at * (places.length - 1))];
      if (place === undefined) continue;
      const [holder, key] = place;
      // A copy: one value that is put into itself would have no end.
      if (how === 'replace') holder[key] = structuredClone(value);
      else if (how === 'twice' && Array.isArray(holder)) holder.push(holder[Number(key)]);
      else if (how === 'rename') holder[`${key}x`] = holder[key];
      else delete holder[key];
    }
    return JSON.stringify(definition);
  });

/** Of work, not of waiting: others work on the machine of the tests too. */
const MOMENT_MS = 2000;

/** Whatever it is, it is read or refused with sentences, within a moment; and what is read can be walked. */
const holds = (text: string): void => {
  const begun = process.cpuUsage();
  const read = readDefinitionFile(text);
  const sentences = sentencesOf(read);
  const { user, system } = process.cpuUsage(begun);
  expect((user + system) / 1000).toBeLessThan(MOMENT_MS);
  expect(sentences.filter((sentence) => /undefined|\[object|NaN/u.test(sentence))).toEqual([]);
  if (!read.ok) expect(sentences.length).toBeGreaterThan(0);
  else {
    compileService(read.value, aValidation());
    // What is published is read again from the database.
    expect(serviceDefinitionSchema.parse(JSON.parse(JSON.stringify(read.value)))).toEqual(read.value);
  }
};

describe('whatever is uploaded', () => {
  it('is read or refused within a moment when it was a definition once', () => {
    fc.assert(fc.property(mutated, holds), { numRuns: 150 });
  });

  it('is read or refused within a moment when its text was cut, doubled or spoilt', () => {
    const spoilt = fc
      .record({
        from: fc.nat(BIRTH.length),
        to: fc.nat(BIRTH.length),
        put: fc.string({ unit: 'binary', maxLength: 8 }),
      })
      .map(({ from, to, put }) => BIRTH.slice(0, from) + put + BIRTH.slice(to));
    fc.assert(fc.property(fc.oneof(spoilt, fc.string(), fc.json()), holds), { numRuns: 150 });
  });

  const MAX = DEFINITION_LIMITS.bytes;
  it.each([
    [
      'as many empty fields as fit',
      `{"steps":[{"kind":"form","id":"a","fields":[${'{},'.repeat(300).slice(0, -1)}]}]}`,
    ],
    ['one key after another', `{${Array.from({ length: 20_000 }, (_, at) => `"k${at}":1`).join(',')}}`],
    ['one key again and again', `{${'"k":1,'.repeat(30_000)}"k":1}`],
    ['lists in lists', `{"a":${'['.repeat(19)}${'1,'.repeat(100_000)}1${']'.repeat(19)}}`],
    ['many lists', `{"steps":[${`{"fields":[${'1,'.repeat(299)}1]},`.repeat(39)}{}]}`],
    [
      'a wide condition',
      changed((definition) =>
        Object.assign(part(definition, 'steps', 3), {
          when: {
            all: Array.from({ length: 300 }, () => ({
              any: Array.from({ length: 20 }, () => ({ field: 'x', equals: 1 })),
            })),
          },
        }),
      ),
    ],
    ['lines alone', '\n'.repeat(MAX)],
    ['brackets of both kinds', '[{'.repeat(MAX / 2)],
    ['a number without end', `{"deadlineDays":${'9'.repeat(100_000)}}`],
    ['the name of a number', '{"deadlineDays":1e999}'],
  ])('is refused within a moment: %s', (_what, text) => {
    holds(text);
    expect(readDefinitionFile(text).ok).toBe(false);
  });
});
