import type { ReactElement } from 'react';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import type { Context } from '../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import type { View } from '../../../platform/http/view.ts';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { Form, Hidden } from '../../../ui/form.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { stop } from '../choices/keep.ts';
import { texts } from '../choices/texts.ts';
import { ANY_KIND } from '../deliveries/rules.ts';
import { noteReturned } from './bounces.ts';
import { showStop, stopMails, takeReturned } from './contract.ts';
import { readReturned } from './returned.ts';
import { readStop } from './token.ts';

const door = (title: string, body: ReactElement): View => ({
  title,
  shell: 'door',
  body: (
    <>
      <PageHeader title={title} />
      {body}
    </>
  ),
});

/** The page of the link in a mail: one press, no session. */
function stopView(ctx: Context, kind: string, token: string, known: boolean): View {
  const t = texts[ctx.locale];
  const words = ctx.extensions.notificationKinds.find(({ key }) => key === kind)?.texts[ctx.locale];
  if (!known) return door(t.stopTitle, <p>{t.stopUnknown}</p>);
  const action = addressOf(stopMails, { token });
  return door(
    t.stopTitle,
    <>
      <p>{words ? t.stopOne(words.label) : t.stopAny}</p>
      {kind !== ANY_KIND && (
        <Form action={action}>
          <Button wide>{t.stop}</Button>
        </Form>
      )}
      <Form action={action}>
        <Hidden name="all" value="yes" />
        <Button wide variant={kind === ANY_KIND ? 'primary' : 'secondary'}>
          {t.stopAll}
        </Button>
      </Form>
    </>,
  );
}

export const mailRoutes: readonly AnyRoute[] = [
  route(showStop, {
    handle: async ({ keys }, { params }) => {
      const found = readStop(keys.session, params.token);
      return { kind: found?.kind ?? ANY_KIND, known: found !== undefined };
    },
    page: (ctx, { kind, known }, { params }) => stopView(ctx, kind, params.token, known),
  }),
  route(takeReturned, {
    handle: async (ctx, { file }) => {
      const returned = file && readReturned(Buffer.from(file.bytes).toString('latin1'));
      const whose = returned && readStop(ctx.keys.session, returned.stopToken);
      if (!returned || !whose) return { known: false };
      return { known: await noteReturned(ctx, { ...returned, personId: whose.personId }) };
    },
  }),
  route(stopMails, {
    handle: async (ctx, { params, body }) => {
      const { personId, kind } = readStop(ctx.keys.session, params.token) ?? notFound();
      const wanted = body.all ? ANY_KIND : kind;
      await ctx.transaction((tx) => stop(tx, { personId, kind: wanted }, ctx.extensions.notificationKinds, ctx.now));
      return { kind: wanted };
    },
    done: (ctx) => {
      const t = texts[ctx.locale];
      return door(
        t.stoppedTitle,
        <>
          <p>{t.stopped}</p>
          <Actions>
            <LinkButton href="/">{t.home}</LinkButton>
          </Actions>
        </>,
      );
    },
  }),
];
