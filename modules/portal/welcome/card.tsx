import type { ReactElement } from 'react';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { HomeCard, HomeScope } from '../../../platform/module.ts';
import { Card } from '../../../ui/card.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { placesOf, reaches } from '../audience.ts';
import { PictureOfSchool } from '../school/picture-part.tsx';
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

/** The picture of one's school and its word of welcome, on the first page of those they are for. */
export const welcomeCard: HomeCard = {
  key: 'portal.welcome',
  order: 5,
  shownTo: ({ actor }) => placesOf(actor).size > 0,
  async render(ctx, scope) {
    const { actor, db, locale } = ctx;
    const schoolIds = schoolsAsked(ctx, scope);
    if (schoolIds.length === 0) return null;
    const places = placesOf(actor);
    const fronts = await frontsOf(db, schoolIds, actor.today);
    const t = texts[locale];
    // The picture of one's school; those of several would push everything else down.
    const [only] = schoolIds.length === 1 ? fronts : [];
    const words = fronts.flatMap(({ schoolId, name, welcome }) =>
      welcome && reaches(welcome.audiences, places.get(schoolId)) ? [{ schoolId, name, ...welcome }] : [],
    );
    if (!only?.picture && words.length === 0) return null;
    return (
      <>
        {only?.picture && <PictureOfSchool uai={only.uai} picture={only.picture} />}
        {words.map(({ schoolId, name, words: said, signature }) => (
          <WelcomeWords key={schoolId} title={t.of(name)} words={said} signature={signature} />
        ))}
      </>
    );
  },
};
