/** A change of an XML text. */
export type Edit = (xml: string) => string;

const ASSERTION = /<saml:Assertion.*<\/saml:Assertion>/su;

/** @throws when nothing has changed, so that no test proves something about a message that is as it was */
const changed = (before: string, after: string): string => {
  if (before === after) throw new Error('Nothing to change');
  return after;
};

/** An element with all that is in it. */
const whole = (element: string): RegExp => new RegExp(`<${element}\\b[^>]*?(?:/>|>.*?</${element}>)`, 'su');

/** A change of the Assertion alone. */
export const inAssertion =
  (edit: Edit): Edit =>
  (xml) =>
    xml.replace(ASSERTION, (assertion) => changed(assertion, edit(assertion)));

/** A change of what is around the Assertion. */
export const aroundAssertion =
  (edit: Edit): Edit =>
  (xml) => {
    const assertion = ASSERTION.exec(xml)?.[0] ?? '';
    const around = xml.replace(assertion, '<assertion/>');
    return changed(around, edit(around)).replace('<assertion/>', () => assertion);
  };

/** Gives the first such element another value of an attribute, which it has; null takes it away. */
export const attribute =
  (element: string, name: string, value: string | null): Edit =>
  (xml) =>
    changed(
      xml,
      xml.replace(new RegExp(`(<${element}\\b[^>]*?) ${name}="[^"]*"`, 'u'), (_, before: string) =>
        value === null ? before : `${before} ${name}="${value}"`,
      ),
    );

/** Puts something else in the place of the first such element, with all that is in it. */
export const replaced =
  (element: string, by: string): Edit =>
  (xml) =>
    changed(
      xml,
      xml.replace(whole(element), () => by),
    );

/** Takes the first such element away. */
export const without = (element: string): Edit => replaced(element, '');

/** Gives the first such element another content, and leaves its attributes. */
export const filled =
  (element: string, content: string): Edit =>
  (xml) =>
    changed(
      xml,
      xml.replace(
        new RegExp(`(<${element}\\b[^>]*>).*?(</${element}>)`, 'su'),
        (_, before: string, after: string) => before + content + after,
      ),
    );

/** Puts something behind the first such element. */
export const followed =
  (element: string, by: string): Edit =>
  (xml) =>
    changed(
      xml,
      xml.replace(whole(element), (it) => it + by),
    );

/** Writes the first such element twice. */
export const twice =
  (element: string): Edit =>
  (xml) =>
    changed(
      xml,
      xml.replace(whole(element), (it) => it + it),
    );

/** Puts one text in the place of another. */
export const text =
  (before: string | RegExp, after: string): Edit =>
  (xml) =>
    changed(
      xml,
      xml.replace(before, () => after),
    );
