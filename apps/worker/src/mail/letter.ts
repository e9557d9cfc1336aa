import { MAIL_FRAME } from './texts.it.ts';

const HTML_ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/gu, (character) => HTML_ENTITIES[character] ?? '');

/** @throws Error when the text asks for a fact that is not given */
export const fill = (text: string, facts: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{(\w+)\}/gu, (_match, name: string) => {
    const value = facts[name];
    if (value === undefined) throw new Error(`A mail text asks for ${name}, which does not exist`);
    return value;
  });

/** A page without images, scripts or style sheets: every mail program and screen reader shows it as it is. */
const htmlPage = (
  subject: string,
  paragraphs: readonly string[],
  link: { readonly href: string; readonly text: string },
  signature: string,
): string => `<!DOCTYPE html>
<html lang="it">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(subject)}</title>
</head>
<body style="font-family: Arial, sans-serif; font-size: 16px; line-height: 1.5; color: #17324d; background: #ffffff">
${paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join('\n')}
<p><a href="${escapeHtml(link.href)}" style="color: #0066cc">${escapeHtml(link.text)}</a></p>
<p>${escapeHtml(signature)}</p>
<p><small>${escapeHtml(MAIL_FRAME.doNotAnswer)}</small></p>
</body>
</html>
`;

interface Letter {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  /** Where it leads, what is said before its address in plain text, and on it in HTML. */
  readonly link: { readonly href: string; readonly introduction: string; readonly text: string };
  /** The ente, in whose name it is written. */
  readonly signature: string;
}

/** A message in both forms. */
export const letter = ({ subject, paragraphs, link, signature }: Letter) => ({
  subject,
  text: `${[...paragraphs, `${link.introduction}\n${link.href}`, signature, MAIL_FRAME.doNotAnswer].join('\n\n')}\n`,
  html: htmlPage(subject, paragraphs, link, signature),
});
