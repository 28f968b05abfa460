import { directionOf } from '../texts/texts.ts';
import type { Mail } from './mailer.ts';

/** A mail laid out: the two bodies say the same. */
export interface LaidOutMail {
  readonly html: string;
  readonly text: string;
}

/** Mail programs know no style sheet and no variable: the product's colours, written out, on the elements themselves. */
const INK = '#22303a';
const QUIET = '#5d6a73';
const PAPER = '#fbf8f3';
const SURFACE = '#ffffff';
const LINE = '#e2dacd';
const ACTION = '#0f6b6b';

/**
 * Lays a mail out. No image, no remote address but the action's, nothing that tells whether it was opened. `siteName` signs it.
 */
export function layOut(mail: Mail, siteName: string): LaidOutMail {
  return { html: asHtml(mail, siteName), text: asText(mail, siteName) };
}

function asText({ heading, paragraphs, action, notes = [] }: Mail, siteName: string): string {
  const parts = [heading, ...paragraphs];
  if (action) parts.push(`${action.label}\n${action.href}`);
  parts.push(...notes, `-- \n${siteName}`);
  return `${parts.join('\n\n')}\n`;
}

function asHtml({ locale, subject, heading, paragraphs, action, notes = [] }: Mail, siteName: string): string {
  const font = "font-family:'Atkinson Hyperlegible Next',Verdana,Arial,sans-serif";
  const paragraph = (text: string, style: string): string => `<p style="margin:0 0 16px;${style}">${escaped(text)}</p>`;
  const button = action
    ? `<p style="margin:24px 0"><a href="${escaped(action.href)}" style="display:inline-block;padding:12px 20px;border-radius:8px;` +
      `background:${ACTION};color:#ffffff;font-weight:bold;text-decoration:none">${escaped(action.label)}</a></p>` +
      paragraph(action.href, `font-size:14px;line-height:1.5;color:${QUIET};word-break:break-all`)
    : '';
  return `<!doctype html>
<html lang="${locale}" dir="${directionOf(locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light">
<title>${escaped(subject)}</title>
</head>
<body style="margin:0;padding:24px 12px;background:${PAPER};color:${INK};${font};font-size:16px;line-height:1.6">
<div style="max-width:560px;margin:0 auto;padding:28px;background:${SURFACE};border:1px solid ${LINE};border-radius:12px">
<h1 style="margin:0 0 16px;font-size:22px;line-height:1.3">${escaped(heading)}</h1>
${paragraphs.map((text) => paragraph(text, '')).join('\n')}
${button}
${notes.map((text) => paragraph(text, `font-size:14px;line-height:1.5;color:${QUIET}`)).join('\n')}
</div>
<p style="max-width:560px;margin:16px auto 0;font-size:14px;color:${QUIET}">${escaped(siteName)}</p>
</body>
</html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
