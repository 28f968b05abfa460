import { recordAct } from '../../../platform/audit/audit.ts';
import type { Answer } from '../../../platform/contract/endpoint.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { heldOf } from '../../../platform/personal-data/held.ts';
import { leftChildrenOf } from '../../directory/index.ts';
import { heldPolicy } from '../policy.ts';
import type { downloadHeld, showHeld } from './contract.ts';

interface Named {
  readonly personId: string;
  readonly uid: string;
  readonly name: string;
  readonly answeredBy?: readonly string[];
}

/** The caller, and the children whose data they may ask for; those too who left, until they are erased. */
async function peopleOf({ actor, db }: SessionContext): Promise<readonly Named[]> {
  const children = actor.children.map(({ personId, uid, displayName: name }) => ({ personId, uid, name }));
  const left = (await leftChildrenOf(db, actor.personId)).map((child) => ({ ...child, answeredBy: [actor.personId] }));
  const people: Named[] = [
    { personId: actor.personId, uid: actor.uid, name: actor.displayName },
    ...children,
    ...left.filter(({ personId }) => children.every((child) => child.personId !== personId)),
  ];
  return people.filter((person) => heldPolicy.can(actor, 'see', person));
}

/** The caller, or a child whose data they may ask for, by public id; of anybody else nothing is known. */
export const chosenPerson = async (ctx: SessionContext, uid: string): Promise<Named> =>
  chosen(await peopleOf(ctx), uid);

const chosen = (people: readonly Named[], uid: string): Named =>
  people.find((person) => person.uid === uid) ?? notFound();

/** All that is held of the caller or of a child; of anybody else nothing is known. A program with a token does not ask for it. */
export async function readHeld(ctx: SessionContext, uid: string | undefined): Promise<Answer<typeof showHeld>> {
  const people = await peopleOf(ctx);
  const person = chosen(people, uid ?? ctx.actor.uid);
  return {
    person: { id: person.uid, name: person.name },
    at: ctx.now,
    modules: await modulesOf(ctx, person),
    isLeaving: person.answeredBy !== undefined || (person.personId === ctx.actor.personId && ctx.actor.leftOn !== null),
    people: people.map((one) => ({ id: one.uid, name: one.name, isShown: one.uid === person.uid })),
  };
}

/** The same, to take away; a line of the audit says who took it. */
export async function takeHeld(
  ctx: SessionContext,
  given: { readonly person: string; readonly format: 'json' | 'html' },
): Promise<Answer<typeof downloadHeld>> {
  const person = await chosenPerson(ctx, given.person);
  heldPolicy.authorize(ctx.actor, 'download', person);
  return ctx.transaction(async (tx) => {
    const modules = await modulesOf({ ...ctx, db: tx.db }, person);
    await recordAct(tx.db, {
      act: 'privacy.data-downloaded',
      at: ctx.now,
      actorId: ctx.actor.personId,
      subjectId: person.personId,
      details: { format: given.format },
      requestId: ctx.requestId,
    });
    return { person: { id: person.uid, name: person.name }, at: ctx.now, modules };
  });
}

/** Module by module, without the headings under which nothing lies. */
async function modulesOf(
  { db, extensions, locale }: Pick<SessionContext, 'db' | 'extensions' | 'locale'>,
  { personId }: Named,
): Promise<Answer<typeof downloadHeld>['modules']> {
  const modules = await heldOf(db, extensions.personalData, personId, locale);
  return modules.map((module) => ({
    key: module.key,
    title: module.title,
    exceptions: [...module.exceptions],
    sections: module.sections
      .filter(({ rows }) => rows.length > 0)
      .map((section) => ({ ...section, fields: [...section.fields], rows: [...section.rows] })),
  }));
}
