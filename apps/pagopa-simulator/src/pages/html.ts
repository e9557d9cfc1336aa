/** Text of HTML that needs no escaping any more. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replaceAll(/[&<>"']/gu, (found) => ENTITIES[found] ?? found);
const part = (value: string | Html | readonly Html[]): string => {
  if (typeof value === 'string') return escaped(value);
  return value instanceof Html ? value.text : value.map(({ text }) => text).join('');
};

/** A template whose values are escaped, unless they are HTML themselves. */
export const html = (fixed: TemplateStringsArray, ...values: readonly (string | Html | readonly Html[])[]): Html =>
  new Html(fixed.map((text, index) => `${text}${part(values[index] ?? '')}`).join(''));

export const STYLE_PATH = '/simulatore/stile.css';

export const STYLE = `
body { font: 1.0625rem/1.5 "Titillium Web", system-ui, sans-serif; color: #17324d; background: #fff; margin: 0; }
main { max-width: 46rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
.avvertenza { background: #17324d; color: #fff; margin: 0; padding: .75rem 1rem; text-align: center; }
dt { font-weight: 700; margin-top: .75rem; }
dd { margin: 0; }
form { display: inline-block; margin: 1rem 1rem 0 0; }
button { font: inherit; padding: .75rem 1.5rem; border: 2px solid #06c; border-radius: .25rem; color: #06c; background: #fff; }
button.prima { background: #06c; color: #fff; }
button:focus-visible, a:focus-visible { outline: 3px solid #000; outline-offset: 2px; }
li { border-top: 1px solid #b1b1b3; padding: 1rem 0; }
ul { list-style: none; padding: 0; }
`;

/** A whole page. */
export const page = (title: string, content: Html): string =>
  html`<!doctype html>
<html lang="it">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - Simulatore di pagoPA</title>
<link rel="stylesheet" href="${STYLE_PATH}">
</head>
<body>
<header><p class="avvertenza">Simulatore di pagoPA: qui nessuno paga davvero.</p></header>
<main>
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`.text;
