import type { SessionContext } from '../../../platform/http/context.ts';
import { type AudienceChoice, addressable, personLine, reach } from '../../directory/index.ts';
import { foldName } from '../../directory/rules.ts';
import { personToken } from '../sending/recipients.ts';

/** Somebody, or some people, whom one may choose to write to. */
export interface Choice {
  readonly token: string;
  readonly label: string;
  readonly detail: string;
  readonly people: number;
}

const MOST_PEOPLE = 12;
const MOST_AUDIENCES = 8;

/** The audiences that the actor may write to, the nearest first. */
export const audienceChoices = (ctx: SessionContext): Promise<readonly AudienceChoice[]> =>
  addressable(ctx.db, ctx.actor, 'write', ctx.locale);

export const asChoice = ({ key, label, people }: AudienceChoice, detail: string): Choice => ({
  token: key,
  label,
  detail,
  people: people ?? 0,
});

/** People and groups to whom the actor may write and whose names begin with these words; nobody for no words. */
export async function lookFor(
  ctx: SessionContext,
  words: string,
  countOf: (people: number) => string,
): Promise<Choice[]> {
  const asked = foldName(words).split(' ').filter(Boolean).slice(0, 6);
  if (asked.length === 0) return [];
  const [people, audiences] = await Promise.all([
    reach(ctx.db, ctx.actor, { verb: 'write', words: asked, limit: MOST_PEOPLE }),
    audienceChoices(ctx),
  ]);
  const fits = (label: string): boolean => asked.every((word) => ` ${foldName(label)}`.includes(` ${word}`));
  return [
    ...audiences
      .filter(({ label }) => fits(label))
      .slice(0, MOST_AUDIENCES)
      .map((audience) => asChoice(audience, audience.people === null ? '' : countOf(audience.people))),
    ...people.rows.map((row) => {
      const { id, displayName, subtitle } = personLine(row, ctx);
      return { token: personToken(id), label: displayName, detail: subtitle, people: 1 };
    }),
  ];
}
