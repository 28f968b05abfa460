import { Readable } from 'node:stream';
import { dayOf } from '../../../platform/clock/clock.ts';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import { firstOf, sql } from '../../../platform/db/db.ts';
import type { Context, SessionContext } from '../../../platform/http/context.ts';
import type { Download } from '../../../platform/http/download.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import type { View } from '../../../platform/http/view.ts';
import { pictureBytes } from '../../../platform/pictures/store.ts';
import { placeOfPupil, rosterOf } from '../../directory/index.ts';
import * as sessions from '../sessions/commands.ts';
import { isLittle, type SessionKind } from '../sessions/kinds.ts';
import { phraseView, tabletsView } from './adult-page.tsx';
import { animalsOf } from './animals.ts';
import { endClassSession, startClassSession } from './classes.ts';
import * as commands from './commands.ts';
import * as contract from './contract.ts';
import { CARD_COOKIE, type Little, littleOfCard, littleOfPoster, openClassOf, POSTER_COOKIE, touch } from './enter.ts';
import { calledIn, classView, homeView, picturesView, posterPath, posterView, sceneView } from './pages.tsx';
import type { Placard } from './placard.ts';
import { stageOf } from './stages.ts';
import { texts } from './texts/pages.ts';
import { forgetTouches, keepTouches, touchedSoFar } from './touches.ts';

const HALF_HOUR = 30 * 60;

/** Pages that a pupil who cannot read yet comes by. */
const childRoutes: readonly AnyRoute[] = [
  route(contract.showPoster, {
    handle: async () => ({}),
    page: async (ctx, _, { params }) => {
      ctx.cookies.set(POSTER_COOKIE, params.poster);
      forgetTouches(ctx);
      const open = await openClassOf(ctx, params.poster);
      return open ? posterView(ctx, params.poster, open) : closedView(ctx);
    },
  }),
  route(contract.showPictures, {
    handle: async () => ({}),
    page: async (ctx, _, { params }) => {
      ctx.cookies.set(POSTER_COOKIE, params.poster);
      const little = await littleOfPoster(ctx, params.poster, params.child);
      return little ? asked(ctx, little, formOf(params)) : posterPath(params.poster);
    },
  }),
  route(contract.showFace, {
    handle: async (ctx, { params, query }) => {
      const little = await littleOfPoster(ctx, params.poster, params.child);
      if (little?.face.photo !== params.address) notFound();
      return { bytes: (await pictureBytes(ctx.db, params.address, query.w)) ?? notFound() };
    },
    // The tablet goes from hand to hand, and the class closes: nothing stays.
    picture: (_ctx, { bytes }) => ({ bytes, keptFor: 0 }),
  }),
  route(contract.touchPicture, {
    handle: async () => ({}),
    done: async (ctx, _, { params, body }) => {
      const little = await littleOfPoster(ctx, params.poster, params.child);
      return little ? touched(ctx, little, formOf(params), body.picture) : posterPath(params.poster);
    },
  }),
  route(contract.scanCard, {
    handle: async () => ({}),
    page: (ctx, _, { params }) => {
      ctx.cookies.set(CARD_COOKIE, params.token, { maxAge: HALF_HOUR });
      return contract.showCard.path;
    },
  }),
  route(contract.showCard, {
    handle: async () => ({}),
    page: async (ctx) => {
      const little = await littleOfCard(ctx);
      return little ? asked(ctx, little, { action: contract.showCard.path }) : cardOverView(ctx);
    },
  }),
  route(contract.touchCardPicture, {
    handle: async () => ({}),
    done: async (ctx, _, { body }) => {
      const little = await littleOfCard(ctx);
      return little ? touched(ctx, little, { action: contract.showCard.path }, body.picture) : contract.showCard.path;
    },
  }),
  route(contract.showLittleHome, {
    handle: async () => ({}),
    page: async (ctx) => {
      const inside = await insideOf(ctx);
      return inside
        ? homeView(ctx, {
            givenName: inside.givenName,
            face: inside.face,
            hasClass: inside.kind !== 'card',
            isShared: inside.kind === 'tablet',
          })
        : '/';
    },
  }),
  route(contract.showLittleClass, {
    handle: async () => ({}),
    page: async (ctx) => {
      const inside = await insideOf(ctx);
      if (!inside || inside.kind === 'card') return contract.showLittleHome.path;
      return classView(ctx, inside.classmates, inside.kind === 'tablet');
    },
  }),
  route(contract.leaveLittle, {
    handle: async (ctx) => {
      await sessions.signOut(ctx);
      // A device that goes from hand to hand forgets what pages stored too.
      ctx.clearBrowser(true);
      return {};
    },
    done: (ctx) => {
      const poster = ctx.cookies.get(POSTER_COOKIE);
      return poster ? posterPath(poster) : contract.showCard.path;
    },
  }),
];

interface Way {
  readonly action: string;
  readonly poster?: string;
}

const formOf = (params: { readonly poster: string; readonly child: string }): Way => ({
  action: addressOf(contract.touchPicture, params),
  poster: params.poster,
});

const asked = (ctx: Context, little: Little, way: Way): View => {
  if (little.locked) return sceneView(ctx, texts[ctx.locale].locked, 'letterbox', way.poster && posterPath(way.poster));
  if (!little.hasChosen && little.way.kind === 'card') return sceneView(ctx, texts[ctx.locale].notYet, 'satchel');
  return picturesView(ctx, { little, ...way, touched: touchedSoFar(ctx, little.personId) });
};

/** Takes one picture and says where to go on: every page of a child is one that may be asked for again. */
async function touched(ctx: Context, little: Little, way: Way, picture: number): Promise<string> {
  const step = await touch(ctx, little, picture);
  if (step.kind === 'in' || step.kind === 'locked') forgetTouches(ctx);
  else keepTouches(ctx, little.personId, { sofar: [], first: [], ...step, again: step.kind === 'again' });
  return step.kind === 'in' ? contract.showLittleHome.path : way.action;
}

const closedView = (ctx: Context): View => sceneView(ctx, texts[ctx.locale].closed, 'key');
const cardOverView = (ctx: Context): View => sceneView(ctx, texts[ctx.locale].cardOver, 'letterbox');

/** Who is in by pictures, and the class as they may see it; undefined for anybody else. */
async function insideOf(ctx: SessionContext) {
  const session = await firstOf(
    ctx.db,
    sql<{ kind: SessionKind }>`select kind from identity.sessions where id = ${ctx.session.id}`,
  );
  if (!session || !isLittle(session.kind)) return undefined;
  const today = dayOf(ctx.now);
  const place = await placeOfPupil(ctx.db, ctx.actor.personId, today);
  if (!place?.groupId) return undefined;
  const group = { id: place.groupId, schoolId: place.schoolId };
  const pupils = (await rosterOf(ctx.db, group, today)).filter((pupil) => stageOf(pupil) === 'pictures');
  const faces = await animalsOf(ctx.db, group, pupils);
  const children = pupils.flatMap((pupil) => {
    const face = faces.get(pupil.personId);
    return face ? [{ uid: pupil.uid, name: calledIn(pupil, pupils), face }] : [];
  });
  const own = children.find(({ uid }) => uid === place.uid);
  return (
    own && { kind: session.kind, givenName: place.givenName ?? place.familyName, face: own.face, classmates: children }
  );
}

/** Pages of the adult of the class. */
const adultRoutes: readonly AnyRoute[] = [
  route(contract.showTablets, {
    handle: (ctx, { params }) => commands.readTablets(ctx, params.groupId),
    page: (ctx, tablets) => tabletsView(ctx, tablets),
  }),
  route(contract.openTablets, {
    handle: async (ctx, { params, body }) => {
      await startClassSession(ctx, await commands.ownClass(ctx, params.groupId), body);
      return {};
    },
    done: (ctx, _, { params }) => told(ctx, params, texts[ctx.locale].adult.opened),
  }),
  route(contract.closeTablets, {
    handle: async (ctx, { params }) => {
      await endClassSession(ctx, await commands.ownClass(ctx, params.groupId));
      return {};
    },
    done: (ctx, _, { params }) => told(ctx, params, texts[ctx.locale].adult.nowClosed),
  }),
  route(contract.lendTablet, {
    handle: (ctx, { params }) => commands.lendTablet(ctx, params.groupId),
    done: (_ctx, { poster }) => posterPath(poster),
  }),
  route(contract.unlockChild, {
    handle: (ctx, { params, body }) => commands.unlock(ctx, params.groupId, body.child),
    done: (ctx, { name }, { params }) => told(ctx, params, texts[ctx.locale].adult.unlocked(name)),
  }),
  route(contract.resetPictures, {
    handle: (ctx, { params, body }) => commands.forgetPictures(ctx, params.groupId, body.child),
    done: (ctx, { name }, { params }) => told(ctx, params, texts[ctx.locale].adult.wasReset(name)),
  }),
  route(contract.revokeCard, {
    handle: (ctx, { params, body }) => commands.revokeCard(ctx, params.groupId, body.child),
    done: (ctx, { name }, { params }) => told(ctx, params, texts[ctx.locale].adult.revoked(name)),
  }),
  route(contract.resetPhrase, {
    handle: (ctx, { params, body }) => commands.drawNewPhrase(ctx, params.groupId, body.child),
    done: (ctx, given, { params }) => phraseView(ctx, given, params.groupId),
  }),
  route(contract.printPoster, {
    handle: (ctx, { params, body }) => commands.makePoster(ctx, params.groupId, body.anew === 'yes'),
    download: (ctx, answer) => fileOf(ctx, answer, 'poster', texts[ctx.locale].adult.posterFile),
  }),
  route(contract.printCard, {
    handle: (ctx, { params, body }) => commands.makeCard(ctx, params.groupId, body.child),
    download: (ctx, answer) => fileOf(ctx, answer, 'card', texts[ctx.locale].adult.cardFile),
  }),
];

const told = (ctx: Context, params: { readonly groupId: string }, words: string): string => {
  ctx.flash(words);
  return addressOf(contract.showTablets, params);
};

const fileOf = (
  ctx: Context,
  answer: Answer<typeof contract.printPoster>,
  kind: Placard['kind'],
  name: (title: string) => string,
): Download => ({
  name: name(answer.title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')),
  type: 'application/pdf',
  content: Readable.from(printed({ ...answer, kind, madeAt: ctx.now }), { objectMode: false }),
});

/** What sets the page is read when the first one is asked for: the product starts without (140 files of the PDF writer and of the square). */
async function* printed(placard: Placard): AsyncGenerator<Uint8Array> {
  const { printPlacard } = await import('./placard.ts');
  yield* printPlacard(placard);
}

export const littleRoutes: readonly AnyRoute[] = [...childRoutes, ...adultRoutes];
