import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { Context, SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { DefinitionList } from '../../../ui/facts.tsx';
import { Form, Hidden } from '../../../ui/form.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { texts as casTexts } from '../cas/texts.ts';
import type { Release } from '../relying-parties/release.ts';
import { texts as attributeTexts } from '../relying-parties/texts.ts';
import { attributesOf, claimNames } from './claims.ts';
import { confirmLogout, readNotice } from './contract.ts';
import type { Door } from './store.ts';
import { texts } from './texts.ts';

const Home = ({ ctx }: { ctx: Context }) => (
  <LinkButton href="/" variant="secondary">
    {casTexts[ctx.locale].home}
  </LinkButton>
);

/** A request that cannot be answered, and whose service cannot be told so either: nothing was sent. */
export const problemView = (ctx: Context, code: string, status: number): View => ({
  title: texts[ctx.locale].problem,
  shell: 'door',
  status,
  body: (
    <>
      <PageHeader title={texts[ctx.locale].problem} subtitle={<p>{texts[ctx.locale].problemText}</p>} />
      <DefinitionList items={[{ term: texts[ctx.locale].code, value: code }]} />
      <Actions>
        <Home ctx={ctx} />
      </Actions>
    </>
  ),
});

/** A request that waited too long. */
export const lateView = (ctx: Context): View => ({
  title: texts[ctx.locale].late,
  shell: 'door',
  status: 404,
  body: (
    <>
      <PageHeader title={texts[ctx.locale].late} subtitle={<p>{texts[ctx.locale].lateText}</p>} />
      <Actions>
        <Home ctx={ctx} />
      </Actions>
    </>
  ),
});

/** An answer that goes in a form: the service asked for it so. */
export function sendingView(
  ctx: Context,
  {
    to,
    fields,
    service,
  }: { readonly to: string; readonly fields: Readonly<Record<string, string>>; readonly service: string },
): View {
  const t = casTexts[ctx.locale];
  return {
    title: t.opening(service),
    shell: 'door',
    formTarget: to,
    body: (
      <>
        <PageHeader title={t.opening(service)} subtitle={<p>{t.byButton}</p>} />
        <Form action={to} fullLoad>
          {Object.entries(fields).map(([name, value]) => (
            <Hidden key={name} name={name} value={value} />
          ))}
          <Actions>
            <Button>{t.goOn}</Button>
          </Actions>
        </Form>
      </>
    ),
  };
}

/** Before the first time: what the service receives, on the person's own data. */
export function noticeView(
  ctx: SessionContext,
  { door, release, request }: { readonly door: Door; readonly release: Release; readonly request: string },
): View {
  const t = casTexts[ctx.locale];
  const words = attributeTexts[ctx.locale].attributes;
  const called = (name: string): string =>
    attributesOf(claimNames.filter((known) => known === name))
      .map((attribute) => words[attribute])
      .join(', ');
  return {
    title: t.notice(door.name),
    shell: 'door',
    body: (
      <>
        <PageHeader title={t.notice(door.name)} subtitle={<p>{t.noticeText}</p>} />
        <DefinitionList
          items={[
            { term: words.pairwiseId, value: release.user ?? t.noticeEmpty },
            ...release.attributes.map(({ name, values }) => ({ term: called(name), value: values.join(', ') })),
          ]}
        />
        <p>{t.noticeLater}</p>
        <Form action={addressOf(readNotice, { request })} fullLoad>
          <Actions>
            <Button>{t.goOn}</Button>
            <LinkButton href="/" variant="quiet">
              {t.home}
            </LinkButton>
          </Actions>
        </Form>
      </>
    ),
  };
}

/** A service asks that the session end, and cannot show that it is one of this session: the person says. */
export function confirmView(ctx: Context, wish: string, service: string | undefined): View {
  const t = texts[ctx.locale];
  return {
    title: t.confirm,
    shell: 'door',
    body: (
      <>
        <PageHeader title={t.confirm} subtitle={<p>{service ? t.confirmText(service) : t.confirmPlain}</p>} />
        <Form action={confirmLogout.path} fullLoad>
          <Hidden name="wish" value={wish} />
          <Actions>
            <Button>{t.signOut}</Button>
            <LinkButton href="/" variant="quiet">
              {t.stay}
            </LinkButton>
          </Actions>
        </Form>
      </>
    ),
  };
}

/** Signed out: services that can only be told in the browser are told by this page, which then leads on. */
export function signedOutView(
  ctx: Context,
  { frames, to }: { readonly frames: readonly string[]; readonly to: string },
): View {
  const t = texts[ctx.locale];
  return {
    title: t.signedOut,
    shell: 'door',
    ...(frames.length === 0 ? { leadsTo: to } : { frames }),
    body: (
      <>
        <PageHeader title={t.signedOut} subtitle={<p>{casTexts[ctx.locale].signedOut}</p>} />
        {frames.map((address, at) => (
          <iframe key={address} src={address} title={t.telling(at + 1)} hidden />
        ))}
        <Actions>
          <LinkButton href={to}>{casTexts[ctx.locale].goOn}</LinkButton>
        </Actions>
      </>
    ),
  };
}
