import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Avatar, animalOf } from '../../../ui/avatar.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { RadioGroup } from '../../../ui/choice.tsx';
import { Details } from '../../../ui/disclosure.tsx';
import { animalNames } from '../../../ui/drawing.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { DefinitionList } from '../../../ui/facts.tsx';
import { Form, Hidden } from '../../../ui/form.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { Breadcrumb } from '../../../ui/navigation.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { PrintedPhrase } from '../../../ui/printed-code.tsx';
import { dayInWords, timeInWords } from '../when.ts';
import { sessionMinutes } from './classes.ts';
import * as contract from './contract.ts';
import { texts } from './texts/pages.ts';

type Tablets = Answer<typeof contract.showTablets>;
type Child = Tablets['pupils'][number];
type Words = (typeof texts)['fr']['adult'];

/** The adult's page: open and close the session, print the poster, help a child. */
export function tabletsView(ctx: SessionContext, tablets: Tablets): View {
  const t = texts[ctx.locale].adult;
  const { group, pupils, readers } = tablets;
  const title = t.title(group.label);
  return {
    title,
    shell: 'app',
    destination: 'groups',
    live: [`group:${group.id}`],
    body: (
      <>
        <PageHeader
          above={<Breadcrumb items={[{ label: group.label, href: `/groups/${group.id}` }, { label: t.link }]} />}
          title={title}
          subtitle={t.lead}
        />
        {readers.length > 0 && (
          <Section title={t.readers} aside={readers.length}>
            <p>{t.readersText}</p>
            <List label={t.readers}>
              {readers.map((reader) => (
                <ListRow
                  key={reader.id}
                  title={reader.displayName}
                  href={`/people/${reader.id}`}
                  lead={<Avatar name={reader.displayName} animal={animalOf(reader.id)} />}
                  trail={<NewPhrase groupId={group.id} reader={reader} words={t} />}
                />
              ))}
            </List>
          </Section>
        )}
        {pupils.length === 0 && readers.length === 0 ? (
          <EmptyState drawing="notebook" title={t.none}>
            <p>{t.noneText}</p>
          </EmptyState>
        ) : pupils.length === 0 ? null : (
          <>
            <Section title={t.session}>
              <Session ctx={ctx} tablets={tablets} words={t} />
            </Section>
            <Section title={t.children} aside={pupils.length}>
              <List label={t.children}>
                {[...pupils]
                  .sort((a, b) => Number(b.locked) - Number(a.locked))
                  .map((child) => (
                    <Row key={child.id} ctx={ctx} groupId={group.id} child={child} words={t} />
                  ))}
              </List>
            </Section>
            <Section title={t.poster}>
              <Poster tablets={tablets} words={t} />
            </Section>
          </>
        )}
      </>
    ),
  };
}

function Session({ ctx, tablets, words: t }: { ctx: SessionContext; tablets: Tablets; words: Words }): ReactElement {
  const { group, session } = tablets;
  if (session) {
    return (
      <Notice
        tone="success"
        title={t.isOpen(timeInWords(ctx.locale, session.endsAt))}
        action={
          <>
            <Form action={addressOf(contract.lendTablet, { groupId: group.id })} fullLoad>
              <Button icon="tablet" confirm={{ title: t.lend, text: t.lendText, yes: t.lendYes, no: t.no }}>
                {t.lend}
              </Button>
            </Form>
            <Form action={addressOf(contract.closeTablets, { groupId: group.id })}>
              <Button variant="secondary">{t.close}</Button>
            </Form>
          </>
        }
      >
        <p>
          {t[session.mode]}. {t.closes}
        </p>
      </Notice>
    );
  }
  return (
    <Form action={addressOf(contract.openTablets, { groupId: group.id })}>
      <RadioGroup
        name="mode"
        label={t.mode}
        value="shared"
        options={[
          { value: 'shared', label: t.shared, hint: t.sharedHint },
          { value: 'solo', label: t.solo, hint: t.soloHint },
        ]}
      />
      <RadioGroup
        name="minutes"
        label={t.minutes}
        help={t.closes}
        value="60"
        inline
        options={sessionMinutes.map((minutes) => ({ value: String(minutes), label: t.minutesOptions[minutes] }))}
      />
      <Actions>
        <Button icon="sun">{t.open}</Button>
      </Actions>
    </Form>
  );
}

function Row(props: { ctx: SessionContext; groupId: string; child: Child; words: Words }): ReactElement {
  const { ctx, groupId, child, words: t } = props;
  const state = child.locked ? 'locked' : child.hasChosen ? 'ready' : 'new';
  const animal = animalNames.find((name) => name === child.animal);
  return (
    <ListRow
      title={child.displayName}
      lead={<Avatar name={child.displayName} animal={animal} tint={child.tint} />}
      subtitle={[child.locked && t.state.locked, child.cardUntil && t.card(dayInWords(ctx.locale, child.cardUntil))]
        .filter(Boolean)
        .join(' · ')}
      below={
        <Details
          summary={
            <>
              {t.more}
              <span className="visually-hidden"> {t.moreFor(child.displayName)}</span>
            </>
          }
        >
          <ChildActions groupId={groupId} child={child} words={t} />
        </Details>
      }
      trail={
        child.locked ? (
          <form action={addressOf(contract.unlockChild, { groupId })} method="post">
            <Hidden name="child" value={child.id} />
            <Button size="small">{t.unlock}</Button>
          </form>
        ) : (
          <Badge tone={state === 'ready' ? 'mousse' : 'neutral'}>{t.state[state]}</Badge>
        )
      }
    />
  );
}

function ChildActions({ groupId, child, words: t }: { groupId: string; child: Child; words: Words }): ReactElement {
  const post = (endpoint: { readonly path: string }, label: string, text: string, fullLoad = false): ReactElement => (
    <Form action={addressOf(endpoint, { groupId })} fullLoad={fullLoad}>
      <Hidden name="child" value={child.id} />
      <Button variant="secondary" size="small" confirm={{ title: label, text, yes: t.yes, no: t.no }}>
        {label}
      </Button>
    </Form>
  );
  return (
    <Actions>
      {child.hasChosen && post(contract.resetPictures, t.reset, t.resetText)}
      {post(contract.printCard, t.printCard, t.cardText, true)}
      {child.cardUntil && post(contract.revokeCard, t.revokeCard, t.revokeCard)}
    </Actions>
  );
}

function Poster({ tablets, words: t }: { tablets: Tablets; words: Words }): ReactElement {
  const action = addressOf(contract.printPoster, { groupId: tablets.group.id });
  return (
    <>
      <p>{t.posterText}</p>
      <Form action={action} fullLoad>
        <Actions>
          <Button icon="printer" variant="secondary">
            {t.printPoster}
          </Button>
          {tablets.hasPoster && (
            <Button
              variant="quiet"
              name="anew"
              value="yes"
              confirm={{ title: t.renewPoster, text: t.renewPosterText, yes: t.yes, no: t.no }}
            >
              {t.renewPoster}
            </Button>
          )}
        </Actions>
      </Form>
    </>
  );
}

/** First tap; the question that follows is the second. The answer is shown once: a full load, which leaves no copy in the page cache. */
function NewPhrase(props: {
  groupId: string;
  reader: { id: string; displayName: string };
  words: Words;
}): ReactElement {
  const { groupId, reader, words: t } = props;
  return (
    <form action={addressOf(contract.resetPhrase, { groupId })} method="post" data-turbo="false">
      <Hidden name="child" value={reader.id} />
      <Button
        variant="secondary"
        size="small"
        aria-label={t.newPhraseFor(reader.displayName)}
        confirm={{ title: t.newPhraseFor(reader.displayName), text: t.newPhraseText, yes: t.newPhrase, no: t.no }}
      >
        {t.newPhrase}
      </Button>
    </form>
  );
}

/** The three words, this once, ready to print or to copy into the pupil's notebook. */
export function phraseView(ctx: SessionContext, given: Answer<typeof contract.resetPhrase>, groupId: string): View {
  const t = texts[ctx.locale].adult;
  const title = t.phraseTitle(given.displayName);
  return {
    title,
    shell: 'app',
    destination: 'groups',
    body: (
      <>
        <PageHeader title={title} />
        <Notice tone="attention" announce>
          <p>{t.phraseOnce}</p>
        </Notice>
        <Card>
          <PrintedPhrase phrase={given.phrase} />
          <DefinitionList items={[{ term: t.login, value: given.login }]} />
        </Card>
        <p>{t.phraseHow}</p>
        <LinkButton variant="secondary" href={addressOf(contract.showTablets, { groupId })}>
          {t.back}
        </LinkButton>
      </>
    ),
  };
}
