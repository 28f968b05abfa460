import type { ReactElement } from 'react';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { listConnections } from '../connections/contract.ts';
import { texts as journal } from '../connections/texts.ts';
import { showSignInHelp } from '../doctor/contract.ts';
import { texts as doctorTexts } from '../doctor/texts.ts';
import { signOut } from '../sign-in/contract.ts';
import { inWords } from '../when.ts';
import { endSession, signOutEverywhere } from './contract.ts';
import type { OpenSession } from './queries.ts';
import { texts } from './texts.ts';

type Shown = OpenSession & { readonly current: boolean };

const HAND_HELD = new Set(['iPhone', 'iPad', 'Android']);

/** Where my account is open, and the way to close it there. */
export function sessionsView(ctx: SessionContext, sessions: readonly Shown[]): View {
  return { title: texts[ctx.locale].title, shell: 'app', body: <Sessions ctx={ctx} sessions={sessions} /> };
}

function Sessions({ ctx, sessions }: { ctx: SessionContext; sessions: readonly Shown[] }): ReactElement {
  const t = texts[ctx.locale];
  return (
    <>
      <PageHeader title={t.title} subtitle={<p>{t.lead}</p>} />
      <List label={t.title}>
        {sessions.map((session) => (
          <Row key={session.id} ctx={ctx} session={session} />
        ))}
      </List>
      {sessions.length < 2 && <p>{t.onlyOne}</p>}
      <Actions>
        {sessions.length > 1 && (
          <form action={signOutEverywhere.path} method="post">
            <Button variant="secondary">{t.endOthers}</Button>
          </form>
        )}
        <form action={signOut.path} method="post" data-turbo="false">
          <Button variant="secondary" icon="log-out">
            {t.signOut}
          </Button>
        </form>
        <LinkButton variant="quiet" href={listConnections.path}>
          {journal[ctx.locale].title}
        </LinkButton>
        <LinkButton variant="quiet" href={showSignInHelp.path}>
          {doctorTexts[ctx.locale].help.number}
        </LinkButton>
        <LinkButton variant="quiet" href="/account/password">
          {t.changePassword}
        </LinkButton>
      </Actions>
    </>
  );
}

function Row({ ctx, session }: { ctx: SessionContext; session: Shown }): ReactElement {
  const t = texts[ctx.locale];
  const name = t.device(session.browser, session.system);
  const facts = [
    t.lastSeen(inWords(ctx.locale, session.lastSeenAt, ctx.now)),
    t.startedAt(inWords(ctx.locale, session.startedAt, ctx.now)),
    session.provider ? t.by(session.provider) : '',
    session.kind === 'own' ? t.kept : session.kind === 'shared' ? t.shared : '',
  ];
  return (
    <ListRow
      lead={<Icon name={HAND_HELD.has(session.system ?? '') ? 'smartphone' : 'laptop'} />}
      title={name}
      subtitle={facts.filter(Boolean).join(' · ')}
      trail={
        session.current ? (
          <Badge>{t.here}</Badge>
        ) : (
          <form action={addressOf(endSession, { sessionId: session.id })} method="post">
            <Button variant="secondary" size="small" aria-label={t.endLabel(name)}>
              {t.end}
            </Button>
          </form>
        )
      }
    />
  );
}
