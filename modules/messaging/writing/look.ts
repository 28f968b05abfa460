import type { SessionContext } from '../../../platform/http/context.ts';
import { type AudienceChoice, mayWrite, personLine, reach } from '../../directory/index.ts';
import { foldName } from '../../directory/rules.ts';
import { audienceChoices } from '../group-lists/lists.ts';
import { personsNamed, personToken, refusedPerson } from '../sending/recipients.ts';
import { texts } from '../texts.ts';
import { latelyWritten } from './lately.ts';

/** Somebody, or some people, whom one may choose to write to. */
export interface Choice {
  readonly token: string;
  readonly label: string;
  readonly detail: string;
  readonly people: number;
  /** Why they cannot be written to, in words; null where they can. */
  readonly why: string | null;
}

const MOST_PEOPLE = 12;
const MOST_AUDIENCES = 8;
/** People of that name whom one sees but may not write to, named only where few others are. */
const MOST_REFUSED = 3;

export const asChoice = ({ key, label, people }: AudienceChoice, detail: string): Choice => ({
  token: key,
  label,
  detail,
  people: people ?? 0,
  why: null,
});

const asPerson = (token: string, label: string, detail: string, why: string | null = null): Choice => ({
  token,
  label,
  detail,
  people: 1,
  why,
});

/**
 * People, then groups, whose names begin with these words and to whom the actor may write; then the few of that name to whom they may not, and
 * why. For no words, those with whom the actor wrote lately.
 */
export async function lookFor(ctx: SessionContext, words: string): Promise<Choice[]> {
  const countOf = texts[ctx.locale].people;
  const asked = foldName(words).split(' ').filter(Boolean).slice(0, 6);
  if (asked.length === 0) return lately(ctx);
  const [people, audiences] = await Promise.all([
    reach(ctx.db, ctx.actor, { verb: 'write', words: asked, limit: MOST_PEOPLE }),
    audienceChoices(ctx),
  ]);
  const fits = (label: string): boolean => asked.every((word) => ` ${foldName(label)}`.includes(` ${word}`));
  const written = people.rows.map((row) => {
    const { id, displayName, subtitle } = personLine(row, ctx);
    return asPerson(personToken(id), displayName, subtitle);
  });
  return [
    // A class often bears its teacher's name: whoever types it means the person.
    ...written,
    ...audiences
      .filter(({ label }) => fits(label))
      .slice(0, MOST_AUDIENCES)
      .map((audience) => asChoice(audience, audience.people === null ? '' : countOf(audience.people))),
    ...(written.length < MOST_REFUSED ? await outOfReach(ctx, asked, new Set(written.map(({ token }) => token))) : []),
  ];
}

/** Those whom the actor sees under that name but may not write to, each with the reason. */
async function outOfReach(
  ctx: SessionContext,
  asked: readonly string[],
  known: ReadonlySet<string>,
): Promise<Choice[]> {
  const { db, actor, locale } = ctx;
  const seen = await reach(db, actor, { verb: 'see', words: asked, limit: MOST_PEOPLE });
  const others = seen.rows
    .filter(({ id, uid }) => id !== actor.personId && !known.has(personToken(uid)))
    .slice(0, MOST_REFUSED);
  const may =
    others.length > 0
      ? await mayWrite(
          db,
          actor,
          others.map(({ id }) => id),
        )
      : new Set<string>();
  // One question a person, for these few.
  return Promise.all(
    others
      .filter(({ id }) => !may.has(id))
      .map(async (row) => {
        const { id, displayName, subtitle } = personLine(row, ctx);
        const token = personToken(id);
        const { reason } = await refusedPerson(db, actor, { id: row.id, token, name: displayName });
        return asPerson(token, displayName, subtitle, texts[locale].why[reason]);
      }),
  );
}

/** Those with whom the actor wrote lately and to whom they may still write, the last one first. */
async function lately({ db, actor, locale }: SessionContext): Promise<Choice[]> {
  const people = await latelyWritten(db, actor);
  const may =
    people.length > 0
      ? await mayWrite(
          db,
          actor,
          people.map(({ id }) => id),
        )
      : new Set<string>();
  return people
    .filter(({ id }) => may.has(id))
    .map(({ uid, name }) => asPerson(personToken(uid), name, texts[locale].compose.lately));
}

/** Those whom a link proposes, as far as the actor may write to them. */
export async function proposed({ db, actor }: SessionContext, tokens: readonly string[]): Promise<Choice[]> {
  const people = await personsNamed(db, actor, tokens);
  const may =
    people.length > 0
      ? await mayWrite(
          db,
          actor,
          people.map(({ id }) => id),
        )
      : new Set<string>();
  return people.filter(({ id }) => may.has(id)).map(({ token, name }) => asPerson(token, name, ''));
}
