import type { Actor } from '../../platform/authz/policy.ts';
import { notFound, Refusal, refuse } from '../../platform/contract/refusal.ts';
import { type Db, rowsOf, sql } from '../../platform/db/db.ts';
import type { SessionContext } from '../../platform/http/context.ts';
import { beforeWideSend } from '../../platform/http/proof.ts';
import { emptyText, type RichText, saysNothing } from '../../platform/rich-text/model.ts';
import { plainOf } from '../../platform/rich-text/plain.ts';
import { mayAddress, readAudience, readAudiences } from '../directory/index.ts';
import { isOfClosedYear } from '../directory/rules.ts';
import { hoursPolicyOf, mayBeUrgent } from '../notifications/index.ts';
import { type Publication, publicationIn, type UrgentCategory } from '../notifications/rules.ts';
import { refuseIfStopped } from '../safety/index.ts';
import type { Typed } from './contract.ts';
import { placeOfKey } from './places.ts';
import { headedSchools } from './policy.ts';
import {
  eventOf,
  type Fault,
  instantAt,
  isFault,
  nextDay,
  type PostEvent,
  type PostPoll,
  pollOf,
  UNDO_SECONDS,
} from './rules.ts';

/** A circle to which a post goes, as its row keeps it. */
export interface Addressed {
  readonly key: string;
  readonly place: string;
  readonly schoolId: string | null;
}

/** A post as it will be written: checked, with its rights and its hour. Pictures are looked at apart (`pictures.ts`). */
export interface Prepared {
  readonly title: string;
  readonly body: RichText | null;
  readonly words: string;
  readonly authorRole: string;
  readonly audiences: readonly Addressed[];
  readonly event: PostEvent | null;
  readonly poll: PostPoll | null;
  readonly endsOn: string | null;
  readonly urgent: UrgentCategory | null;
  readonly isPublic: boolean;
  readonly publication: Publication;
}

/** A refusal of one field of the form, said beside it. */
export const faulty = ({ field, code }: Fault): never => {
  throw new Refusal(code, {}, [{ field, code }]);
};

/**
 * What a form says, once it is found that the actor may say it there and then. A draft is only read, nothing is asked of it yet.
 * @throws Refusal `platform.not-found` for a circle that is not theirs to tell something; as the contract of `writePost` lists
 */
export async function prepare(ctx: SessionContext, typed: Typed): Promise<Prepared> {
  const { actor, db, now } = ctx;
  const isDraft = typed.do === 'draft';
  const keys = [...new Set(typed.to)];
  const audiences = await addressed(db, actor, keys, isDraft);
  const body = typed.text && !saysNothing(typed.text) ? typed.text : null;
  const event = settled(eventOf(typed), isDraft);
  const poll = settled(pollOf({ ...typed, pollSeveral: typed.pollSeveral === 'yes' }, actor.today), isDraft);
  const prepared = {
    title: typed.title,
    body,
    words: plainOf(body ?? emptyText),
    authorRole: standingOf(actor, audiences),
    audiences,
    event,
    poll,
    endsOn: typed.until ? nextDay(typed.until) : null,
    urgent: typed.urgent || null,
    isPublic: typed.isPublic === 'yes',
  };
  if (isDraft) return { ...prepared, publication: { at: now, queued: false, reason: 'open' } };
  if (audiences.length === 0) faulty({ field: 'to', code: 'news.audience-missing' });
  if (!prepared.title && !body && !event && !poll && typed.filesIds.length === 0)
    faulty({ field: 'text', code: 'news.nothing-said' });
  const schoolIds = [...new Set(audiences.flatMap(({ schoolId }) => (schoolId ? [schoolId] : [])))];
  const headed = headedSchools(actor);
  const runsAll =
    schoolIds.length > 0 && schoolIds.every((id) => headed.includes(id)) && audiences.every(({ schoolId }) => schoolId);
  if (prepared.isPublic && !(runsAll && schoolIds.length === 1))
    faulty({ field: 'isPublic', code: 'news.public-without-school' });
  if (prepared.urgent && !(runsAll && mayBeUrgent(actor, schoolIds)))
    faulty({ field: 'urgent', code: 'news.urgent-not-yours' });
  // A notice of the head goes out even while everything else is stopped.
  if (!prepared.urgent) await refuseIfStopped(ctx, { schoolIds, act: 'publish' });
  if (audiences.some(({ place }) => place === 'platform' || place.startsWith('commune:'))) beforeWideSend(ctx);
  return { ...prepared, publication: await publicationFor(ctx, typed, prepared, schoolIds) };
}

/** A draft keeps what can be kept; a post has to be right. */
function settled<T extends object>(read: T | Fault | null, isDraft: boolean): T | null {
  if (!isFault(read)) return read;
  return isDraft ? null : faulty(read);
}

/** The circles named, each one the actor's to tell something, none of a year that is over. */
async function addressed(db: Db, actor: Actor, keys: readonly string[], isDraft: boolean): Promise<Addressed[]> {
  if (keys.length === 0) return [];
  const allowed = await mayAddress(db, actor, 'publish', keys);
  const groupIds = readAudiences(keys).flatMap(({ place, id }) => (place === 'group' && id ? [id] : []));
  const terms = await rowsOf(
    db,
    sql<{ groupId: string; schoolId: string; year: number; endsOn: string | null }>`
      select t.group_id as "groupId", t.school_id as "schoolId", t.year, t.ends_on as "endsOn"
      from directory.group_terms t where t.group_id = any(${groupIds}::uuid[]) order by t.group_id`,
  );
  if (terms.some((term) => isOfClosedYear(term, actor.today))) refuse('directory.year-closed');
  // A draft forgets a circle that is no longer the author's; a post is refused it.
  if (!isDraft && keys.some((key) => !allowed.has(key))) notFound();
  return keys
    .filter((key) => allowed.has(key))
    .map((key) => {
      const audience = readAudience(key);
      const schoolId =
        audience?.place === 'school'
          ? audience.id
          : (terms.find(({ groupId }) => groupId === audience?.id)?.schoolId ?? null);
      return { key, place: placeOfKey(key) ?? key, schoolId };
    });
}

/** When it is told: at its own hour or in ten seconds, but never in quiet hours of one of its schools. */
async function publicationFor(
  { db, now, actor }: SessionContext,
  typed: Typed,
  { urgent, audiences, endsOn }: Pick<Prepared, 'urgent' | 'audiences' | 'endsOn'>,
  schoolIds: readonly string[],
): Promise<Publication> {
  const soonest = new Date(now.getTime() + UNDO_SECONDS * 1000);
  const wished = typed.publishOn ? instantAt(typed.publishOn, typed.publishTime || '07:00') : soonest;
  if (typed.publishOn && wished < now) faulty({ field: 'publishOn', code: 'news.day-past' });
  const isWide = audiences.some(({ schoolId }) => !schoolId);
  const policies = await Promise.all([...schoolIds, ...(isWide ? [null] : [])].map((id) => hoursPolicyOf(db, id)));
  const publication = publicationIn(policies, {
    at: wished > soonest ? wished : soonest,
    authorRole: actor.roles.includes('platform') ? 'platform' : 'staff',
    to: audiences.every(({ key }) => readAudience(key)?.role === 'staff') ? 'staff-only' : 'anybody',
    ...(urgent ? { urgent } : {}),
  });
  if (endsOn && instantAt(endsOn, '00:00') <= publication.at) faulty({ field: 'until', code: 'news.day-past' });
  return publication;
}

/** As what the author speaks there: shown beside the name, for a class and its after-school are not the same house. */
function standingOf(actor: Actor, audiences: readonly Addressed[]): string {
  const [first] = audiences;
  if (!first) return actor.roles[0] ?? 'staff';
  if (first.place === 'platform') return actor.roles.includes('platform') ? 'platform' : 'academy';
  if (first.place.startsWith('commune:')) return 'commune';
  const held = actor.profiles.filter(({ schoolId }) => schoolId === first.schoolId).map(({ role }) => role as string);
  const teachesHere = actor.groups.some(
    ({ groupId, role }) => first.place === `group:${groupId}` && (role === 'teacher' || role === 'main_teacher'),
  );
  if (teachesHere) return 'teacher';
  const order = ['head', 'school_life', 'teacher', 'librarian', 'staff', 'after_school'];
  return (
    order.find((role) => held.includes(role)) ??
    (actor.roles.includes('after_school') ? 'after_school' : (actor.roles[0] ?? 'staff'))
  );
}
