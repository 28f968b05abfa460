import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../../platform/http/context.ts';
import type { View } from '../../../../platform/http/view.ts';
import { Badge } from '../../../../ui/badge.tsx';
import { Actions, Button, LinkButton } from '../../../../ui/button.tsx';
import { Details } from '../../../../ui/disclosure.tsx';
import { DefinitionList } from '../../../../ui/facts.tsx';
import { FormErrors } from '../../../../ui/form.tsx';
import { Icon } from '../../../../ui/icon.tsx';
import { List, ListRow } from '../../../../ui/list.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { PageHeader, Section } from '../../../../ui/page.tsx';
import { dayInWords, inWords } from '../../when.ts';
import { sentenceOf } from '../door/texts.ts';
import { addWay, linkWaiting, listWays, unlinkWay } from './contract.ts';
import { texts } from './texts.ts';

type Ways = Answer<typeof listWays>;

interface Shown {
  readonly ctx: SessionContext;
  readonly ways: Ways;
  readonly refusal?: Refusal | undefined;
  /** A way that was just added. */
  readonly added?: string | undefined;
}

/** One's ways in: those that there are, and those that one may add. */
export const waysView = (shown: Shown): View => ({
  title: texts[shown.ctx.locale].title,
  shell: 'app',
  body: <Ways {...shown} />,
});

function Ways({ ctx, ways, refusal, added }: Shown): ReactElement {
  const t = texts[ctx.locale];
  const message = refusal && sentenceOf(ctx.locale, refusal.code, nameIn(refusal));
  return (
    <>
      <PageHeader title={t.title} subtitle={<p>{t.lead}</p>} />
      {message && <FormErrors errors={[{ message }]} />}
      {added && (
        <Notice tone="success" announce>
          <p>{t.added(added)}</p>
        </Notice>
      )}
      {ways.waiting && <Waiting ctx={ctx} waiting={ways.waiting} />}
      <List label={t.title}>
        <ListRow
          lead={<Icon name="key-round" />}
          title={t.password}
          subtitle={
            ways.passwordSetAt
              ? t.passwordSince(ways.login, dayInWords(ctx.locale, ways.passwordSetAt))
              : t.passwordNone(ways.login)
          }
        />
        {ways.identities.map((identity) => (
          <Identity key={identity.id} ctx={ctx} identity={identity} />
        ))}
        {ways.recognised.map(({ key, name }) => (
          <ListRow key={key} lead={<Icon name="school" />} title={name} subtitle={t.recognised} />
        ))}
      </List>
      <Section title={t.addTitle}>
        {ways.open.length === 0 ? (
          <p>{t.noMore}</p>
        ) : (
          ways.open.map(({ key, name }) => (
            <form key={key} action={addressOf(addWay, { provider: key })} method="post" data-turbo="false">
              <Button variant="secondary" icon="plus">
                {t.add(name)}
              </Button>
            </form>
          ))
        )}
      </Section>
    </>
  );
}

function Waiting({ ctx, waiting }: { ctx: SessionContext; waiting: NonNullable<Ways['waiting']> }): ReactElement {
  const t = texts[ctx.locale];
  return (
    <Section title={t.waitingTitle}>
      <p>{t.waiting(waiting.provider, waiting.label)}</p>
      <form action={linkWaiting.path} method="post">
        <Button icon="link">{t.linkWaiting(waiting.provider)}</Button>
      </form>
    </Section>
  );
}

function Identity({ ctx, identity }: { ctx: SessionContext; identity: Ways['identities'][number] }): ReactElement {
  const t = texts[ctx.locale];
  const { provider, label, lastUsedAt } = identity;
  const facts = [
    t.linked(label, dayInWords(ctx.locale, identity.linkedAt)),
    identity.isOpen ? (lastUsedAt ? t.used(inWords(ctx.locale, lastUsedAt, ctx.now)) : t.neverUsed) : t.shut,
  ];
  return (
    <ListRow
      lead={<Icon name="id-card" />}
      title={provider}
      subtitle={facts.join(' · ')}
      trail={
        identity.isLastWay ? undefined : (
          <form action={addressOf(unlinkWay, { identityId: identity.id })} method="post">
            <Button variant="secondary" size="small" aria-label={t.removeLabel(provider, label)}>
              {t.remove}
            </Button>
          </form>
        )
      }
      below={identity.compared ? <Compared ctx={ctx} identity={identity} compared={identity.compared} /> : undefined}
    />
  );
}

/** What a certified identity was compared with, and what came of it. */
function Compared({
  ctx,
  identity,
  compared,
}: {
  ctx: SessionContext;
  identity: Ways['identities'][number];
  compared: NonNullable<Ways['identities'][number]['compared']>;
}): ReactElement {
  const t = texts[ctx.locale];
  return (
    <>
      {identity.certifiedAt ? (
        <p>
          <Badge tone="mousse" icon="badge-check">
            {t.certified(identity.provider, dayInWords(ctx.locale, identity.certifiedAt))}
          </Badge>
        </p>
      ) : (
        <p>{t.notCertified(identity.provider)}</p>
      )}
      <Details summary={t.compared}>
        <DefinitionList
          items={(['familyName', 'givenName', 'birthDate'] as const).map((fact) => ({
            term: t.facts[fact],
            value: t.outcomes[compared[fact]],
          }))}
        />
      </Details>
    </>
  );
}

/** Before leaving for a provider from one's account: a link, since a form may not lead to another site. */
export function leavingView(ctx: SessionContext, { name, to }: Answer<typeof addWay>): View {
  const t = texts[ctx.locale].leave;
  return {
    title: t.title(name),
    shell: 'app',
    body: (
      <>
        <PageHeader title={t.title(name)} subtitle={<p>{t.text(name)}</p>} />
        <Actions>
          <LinkButton href={to}>{t.go(name)}</LinkButton>
          <LinkButton href={listWays.path} variant="quiet">
            {t.back}
          </LinkButton>
        </Actions>
      </>
    ),
  };
}

const nameIn = ({ details }: Refusal): string | undefined =>
  typeof details.provider === 'string' ? details.provider : undefined;
