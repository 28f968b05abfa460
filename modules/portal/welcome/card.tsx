import type { ReactElement } from 'react';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { HomeCard, HomeScope } from '../../../platform/module.ts';
import { Card } from '../../../ui/card.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { placesOf, reaches } from '../audience.ts';
import { frontsOf } from './queries.ts';
import { texts } from './texts.ts';

/** The words as they are read, on the first page and in the preview. */
export function WelcomeWords(props: { title: string; words: string; signature: string }): ReactElement {
  return (
    <Card title={props.title} level={2} lead={<Icon name="message-circle" />}>
      <p className="as-written">{props.words}</p>
      <p>
        <strong>{props.signature}</strong>
      </p>
    </Card>
  );
}

/** The schools that "Aujourd’hui" is about: one child’s, one of them, or all. */
function schoolsAsked({ actor }: SessionContext, { child, school }: HomeScope): readonly string[] {
  if (child) return actor.children.find(({ uid }) => uid === child)?.schoolIds ?? [];
  const all = [...placesOf(actor).keys()];
  if (!school) return all;
  return actor.profiles.filter(({ schoolUai }) => schoolUai === school).map(({ schoolId }) => schoolId);
}

/** Words of welcome, on the first page of those they are for. */
export const welcomeCard: HomeCard = {
  key: 'portal.welcome',
  order: 5,
  shownTo: ({ actor }) => placesOf(actor).size > 0,
  async render(ctx, scope) {
    const { actor, db, locale } = ctx;
    const schoolIds = schoolsAsked(ctx, scope);
    if (schoolIds.length === 0) return null;
    const places = placesOf(actor);
    const fronts = (await frontsOf(db, schoolIds, actor.today)).filter((front) =>
      reaches(front.audiences, places.get(front.schoolId)),
    );
    if (fronts.length === 0) return null;
    const t = texts[locale];
    return (
      <>
        {fronts.map((front) => (
          <WelcomeWords key={front.schoolId} title={t.of(front.name)} words={front.words} signature={front.signature} />
        ))}
      </>
    );
  },
};
