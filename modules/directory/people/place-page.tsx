import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { dayInWords } from '../../../platform/texts/days.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Actions, Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { DateField, SelectField } from '../../../ui/field.tsx';
import { Form, FormErrors, Hidden } from '../../../ui/form.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { Breadcrumb } from '../../../ui/navigation.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { showPerson } from '../contract.ts';
import { errorOf, formErrors } from '../form-errors.ts';
import { underSchool } from '../pages/under-school.tsx';
import { words } from '../texts.ts';
import {
  endPost,
  givePost,
  handPosts,
  type listDepartures,
  moveClass,
  noteDeparture,
  noteReturn,
  type showPlace,
} from './contract.ts';
import { refusalTexts, texts } from './texts.ts';

type Place = Answer<typeof showPlace>;

interface Shown {
  readonly ctx: SessionContext;
  readonly place: Place;
  readonly refusal?: Refusal | undefined;
  readonly typed?: Readonly<Record<string, string>>;
}

/** Somebody's place in a school: class, posts, departure. */
export function placeView(shown: Shown): View {
  const { ctx, place, refusal } = shown;
  const t = texts[ctx.locale];
  const title = t.placeTitle(place.displayName, place.school.name);
  const errors = formErrors(refusal, { ...t.faults, ...refusalTexts[ctx.locale] }, t.faulty);
  const isPupil = place.posts.some((post) => post.role === 'pupil');
  return {
    title,
    shell: 'app',
    density: 'gestion',
    destination: 'schools',
    live: [`person:${place.id}`],
    body: (
      <>
        <PageHeader
          above={
            <Breadcrumb
              items={[
                { label: place.displayName, href: addressOf(showPerson, { personUid: place.id }) },
                { label: place.school.name },
              ]}
            />
          }
          title={place.displayName}
          subtitle={place.school.name}
        />
        <FormErrors errors={errors} />
        {place.departure && <Departed ctx={ctx} place={place} />}
        {isPupil && <ClassPart ctx={ctx} place={place} />}
        <Posts ctx={ctx} place={place} isPupil={isPupil} />
        {!place.departure && <Leaving {...shown} error={errorOf(errors, 'on')} />}
      </>
    ),
  };
}

const paramsOf = (place: Place) => ({ personUid: place.id, schoolUai: place.school.uai });

function Departed({ ctx, place }: { ctx: SessionContext; place: Place }): ReactElement {
  const t = texts[ctx.locale];
  return (
    <Notice
      tone="info"
      title={t.leftOn(dayInWords(place.departure?.leftOn ?? '', ctx.locale))}
      action={
        <Form action={addressOf(noteReturn, paramsOf(place))}>
          <Button variant="secondary">{t.return}</Button>
        </Form>
      }
    />
  );
}

function ClassPart({ ctx, place }: { ctx: SessionContext; place: Place }): ReactElement {
  const t = texts[ctx.locale];
  return (
    <Section title={t.class}>
      <p>
        {place.class ? t.classNow(place.class.label) : t.classNone} {place.class?.bySchool && t.classBySchool}
      </p>
      <Form action={addressOf(moveClass, paramsOf(place))}>
        <SelectField
          name="class"
          label={t.classNew}
          value={place.class?.id}
          options={place.classes.map(({ id, label }) => ({ value: id, label }))}
        />
        <Actions>
          <Button>{t.classMove}</Button>
        </Actions>
      </Form>
    </Section>
  );
}

function Posts({ ctx, place, isPupil }: { ctx: SessionContext; place: Place; isPupil: boolean }): ReactElement {
  const t = texts[ctx.locale];
  const { roles } = words[ctx.locale];
  const free = handPosts.filter((role) => !place.posts.some((post) => post.role === role));
  return (
    <Section title={t.posts}>
      {place.posts.length === 0 ? (
        <p>{t.noPost}</p>
      ) : (
        <List>
          {place.posts.map((post) => (
            <ListRow
              key={post.role}
              title={roles[post.role] ?? post.role}
              subtitle={`${post.owner === 'academy' ? t.academyPost : t.schoolPost} · ${t.since(dayInWords(post.since, ctx.locale))}`}
              trail={
                post.owner === 'school' &&
                post.role !== 'pupil' && (
                  <form action={addressOf(endPost, paramsOf(place))} method="post">
                    <Hidden name="role" value={post.role} />
                    <Button variant="secondary" size="small" aria-label={t.endPostLabel(roles[post.role] ?? post.role)}>
                      {t.endPost}
                    </Button>
                  </form>
                )
              }
            />
          ))}
        </List>
      )}
      {!isPupil && !place.isOneself && !place.departure && free.length > 0 && (
        <Form action={addressOf(givePost, paramsOf(place))}>
          <SelectField
            name="role"
            label={t.addPost}
            options={free.map((role) => ({ value: role, label: t.kinds[role] ?? role }))}
          />
          <Actions>
            <Button variant="secondary">{t.addPost}</Button>
          </Actions>
        </Form>
      )}
    </Section>
  );
}

function Leaving({ ctx, place, typed = {}, error }: Shown & { error: string | undefined }): ReactElement | null {
  const t = texts[ctx.locale];
  if (place.posts.every((post) => post.role === 'guardian')) return null;
  if (place.isOneself || place.isHead) {
    return (
      <Section title={t.leaveTitle}>
        <p>{place.isOneself ? t.oneself : t.headStays}</p>
      </Section>
    );
  }
  return (
    <Section title={t.leaveTitle}>
      <p>{t.leaveLead}</p>
      <Form action={addressOf(noteDeparture, paramsOf(place))}>
        <DateField name="on" label={t.leaveOn} value={typed.on ?? ctx.actor.today} error={error} />
        <Actions>
          <Button variant="danger">{t.leave}</Button>
        </Actions>
      </Form>
    </Section>
  );
}

/** Who left by the school's word. */
export function departuresPage(ctx: SessionContext, { school, departures }: Answer<typeof listDepartures>): View {
  const t = texts[ctx.locale];
  return underSchool(
    { school, title: t.departuresTitle, lead: t.departuresLead },
    departures.length === 0 ? (
      <EmptyState drawing="path" level={2} title={t.noDepartures}>
        <p>{t.noDeparturesHint}</p>
      </EmptyState>
    ) : (
      <List>
        {departures.map((one) => (
          <ListRow
            key={one.id}
            title={one.displayName}
            subtitle={t.departure(dayInWords(one.leftOn, ctx.locale), one.by)}
            trail={
              one.settled ? (
                <Badge>{t.departureSettled}</Badge>
              ) : (
                <form action={addressOf(noteReturn, { personUid: one.id, schoolUai: school.uai })} method="post">
                  <Button variant="secondary" size="small" aria-label={`${t.return} : ${one.displayName}`}>
                    {t.return}
                  </Button>
                </form>
              )
            }
          />
        ))}
      </List>
    ),
  );
}
