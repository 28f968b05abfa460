import type { ReactElement } from 'react';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { Context } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { Drawing, Picture, pictureNames, type SceneName } from '../../../ui/drawing.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { LittleCard, LittleGrid, LittleLeave, LittleShell, LittleSlots, Say } from '../../../ui/layout/little.tsx';
import type { ClassPupil } from '../../directory/index.ts';
import { showLittleSafety } from '../../safety/contract.ts';
import { lengths } from '../sessions/kinds.ts';
import type { Face } from './animals.ts';
import { leaveLittle, showFace, showLittleClass, showLittleHome, showPictures, showPoster } from './contract.ts';
import type { Little, OpenClass } from './enter.ts';
import { CHOSEN } from './pictures.ts';
import { texts } from './texts/pages.ts';
import type { Touched } from './touches.ts';

type Words = (typeof texts)['fr'];

/** The way to help, on each of these pages. */
const helpIn = ({ locale }: Context) => ({ href: showLittleSafety.path, label: texts[locale].help });

const view = (title: string, body: ReactElement): View => ({ title, shell: 'little', density: 'petits', body });

/** One sentence that can be heard, and a drawing: the class is closed, an adult is needed. */
export function sceneView(
  ctx: Context,
  words: { title: string; say: string },
  drawing: SceneName,
  back?: string,
): View {
  const t = texts[ctx.locale];
  return view(
    words.title,
    <LittleShell
      title={words.title}
      say={words.say}
      sayLabel={t.say}
      help={helpIn(ctx)}
      leave={back && <BackLink href={back} words={t} />}
    >
      <div className="little-scene">
        <Drawing name={drawing} />
        <p>{words.say}</p>
      </div>
    </LittleShell>,
  );
}

/** The poster of an open class: its animals, each with a given name. */
export function posterView(ctx: Context, poster: string, open: OpenClass): View {
  const t = texts[ctx.locale];
  return view(
    t.animals.title,
    <LittleShell title={t.animals.title} sayLabel={t.say} help={helpIn(ctx)}>
      <LittleGrid label={t.animals.label}>
        {open.pupils.map((pupil) => {
          const name = calledIn(pupil, open.pupils);
          return (
            <LittleCard
              key={pupil.uid}
              href={addressOf(showPictures, { poster, child: pupil.uid })}
              label={name}
              sayLabel={t.sayName(name)}
              face={<FaceDrawing name={name} face={pupil.face} source={sourceOf(poster, pupil)} />}
            />
          );
        })}
      </LittleGrid>
    </LittleShell>,
  );
}

/** The given name; with the initial of the family name where two children of the class share it. */
export function calledIn(pupil: ClassPupil, all: readonly ClassPupil[]): string {
  const name = pupil.givenName ?? pupil.familyName;
  const isShared = all.some((other) => other.uid !== pupil.uid && other.givenName === pupil.givenName);
  return isShared ? `${name} ${pupil.familyName.slice(0, 1)}.` : name;
}

/** Where somebody stands in front of the twelve pictures. */
export interface Standing {
  readonly little: Little;
  /** Where the form goes. */
  readonly action: string;
  /** The poster by which the child came, to go back to the animals; not at home. */
  readonly poster?: string | undefined;
  readonly touched: Touched;
}

/** The twelve pictures: each touch sends one. What was touched shows as full circles, never as pictures. */
export function picturesView(ctx: Context, { little, action, poster, touched }: Standing): View {
  const t = texts[ctx.locale];
  const p = t.pictures;
  const { sofar, first, again } = touched;
  const ask = little.hasChosen ? p.title(little.givenName) : p.choose(little.givenName);
  const title = first.length > 0 ? p.confirm : again ? p.again : ask;
  return view(
    title,
    <LittleShell
      title={title}
      lead={<FaceDrawing name={little.givenName} face={little.face} source={poster && sourceOf(poster, little)} />}
      sayLabel={t.say}
      help={helpIn(ctx)}
      leave={poster && <BackLink href={posterPath(poster)} words={t} />}
    >
      <form className={again ? 'little-main little-again' : 'little-main'} action={action} method="post">
        <LittleSlots full={Math.min(sofar.length, CHOSEN)} label={p.slots(sofar.length)} />
        <LittleGrid label={p.label} kind="pictures">
          {pictureNames.map((name, rank) => (
            <li key={name} className="little-cell">
              <button
                type="submit"
                className="little-card little-picture"
                name="picture"
                value={rank}
                aria-label={p.names[name]}
              >
                <Picture name={name} />
              </button>
            </li>
          ))}
        </LittleGrid>
      </form>
    </LittleShell>,
  );
}

/** Who is in: an animal and a name, and whether the class may be seen. */
export interface Inside {
  readonly givenName: string;
  readonly face: Face;
  readonly hasClass: boolean;
  /** Shared from hand to hand: leaves by itself. */
  readonly isShared: boolean;
}

/** The child's first page: four doors at most, nothing to scroll. */
export function homeView(ctx: Context, inside: Inside): View {
  const t = texts[ctx.locale];
  const title = t.home.title(inside.givenName);
  return view(
    title,
    <LittleShell
      title={title}
      sayLabel={t.say}
      help={helpIn(ctx)}
      leave={<Leave words={t} isShared={inside.isShared} />}
    >
      <div className="little-scene">
        <FaceDrawing name={inside.givenName} face={inside.face} />
        <p>{t.home.soon}</p>
      </div>
      {inside.hasClass && (
        <LittleGrid label={t.home.own} kind="doors">
          <LittleCard
            href={showLittleClass.path}
            label={t.home.class}
            sayLabel={t.sayName(t.home.class)}
            face={<Drawing name="preau" />}
          />
        </LittleGrid>
      )}
    </LittleShell>,
  );
}

/** The children of the class, to look at and to hear. */
export function classView(
  ctx: Context,
  children: readonly { readonly uid: string; readonly name: string; readonly face: Face }[],
  isShared: boolean,
): View {
  const t = texts[ctx.locale];
  return view(
    t.class.title,
    <LittleShell
      title={t.class.title}
      sayLabel={t.say}
      help={helpIn(ctx)}
      leave={<Leave words={t} isShared={isShared} />}
    >
      <LittleGrid label={t.class.label}>
        {children.map((child) => (
          <li key={child.uid} className="little-cell">
            <div className="little-card">
              <FaceDrawing name={child.name} face={child.face} />
              <span>{child.name}</span>
            </div>
            <Say words={child.name} label={t.sayName(child.name)} />
          </li>
        ))}
      </LittleGrid>
      <p>
        <a className="button button-secondary" href={showLittleHome.path}>
          <Icon name="chevron-left" />
          {t.class.back}
        </a>{' '}
        <Say words={t.class.back} label={t.sayName(t.class.back)} />
      </p>
    </LittleShell>,
  );
}

/** Where the photo of a pupil of an open class is; none: the animal. */
const sourceOf = (poster: string, { uid, face }: { readonly uid: string; readonly face: Face }): string | undefined =>
  face.photo && `${addressOf(showFace, { poster, child: uid, address: face.photo })}?w=256`;

const FaceDrawing = (props: { name: string; face: Face; source?: string | undefined }): ReactElement => (
  <Avatar name={props.name} animal={props.face.animal} tint={props.face.tint} photo={props.source} size="large" />
);

const BackLink = ({ href, words }: { href: string; words: Words }): ReactElement => (
  <>
    <a className="button button-secondary" href={href}>
      <Icon name="chevron-left" />
      {words.pictures.back}
    </a>
    <Say words={words.pictures.back} label={words.sayName(words.pictures.back)} />
  </>
);

const Leave = ({ words, isShared }: { words: Words; isShared: boolean }): ReactElement => (
  <>
    <LittleLeave
      action={leaveLittle.path}
      label={words.home.leave}
      icon="check"
      after={isShared ? lengths.tablet.idle / 1000 : undefined}
    />
    <Say words={words.home.leave} label={words.sayName(words.home.leave)} />
  </>
);

export const posterPath = (poster: string): string => addressOf(showPoster, { poster });
