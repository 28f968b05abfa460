import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { exitCodes, OperatorRefusal } from '../../platform/config/operator-refusal.ts';
import { texts } from './texts-charter.ts';

const articles = z.array(z.strictObject({ title: z.string().trim().min(1), text: z.string().trim().min(1) })).min(1);
const file = z.strictObject({ fr: articles, en: articles.optional() });

/** The text of a charter: `{"fr": [{"title", "text"}], "en": […]}`. @throws OperatorRefusal when it cannot be read or is not that */
export async function readArticles(path: string): Promise<Record<string, z.output<typeof articles>>> {
  let given: unknown;
  try {
    given = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new OperatorRefusal(texts.unreadable(path), exitCodes.usage, error);
  }
  const parsed = file.safeParse(given);
  if (!parsed.success) throw new OperatorRefusal(texts.wrongFile(path), exitCodes.usage);
  const { fr, en } = parsed.data;
  return en ? { fr, en } : { fr };
}
