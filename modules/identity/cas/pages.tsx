import type { Context, SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { DefinitionList } from '../../../ui/facts.tsx';
import { Form, Hidden } from '../../../ui/form.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { WhyLink } from '../doctor/help-page.tsx';
import type { RelyingParty } from '../relying-parties/party.ts';
import type { Release } from '../relying-parties/release.ts';
import { texts as attributeTexts } from '../relying-parties/texts.ts';
import { texts } from './texts.ts';

/** On the way, after a form: leads on by itself, with a button for whose browser does not. */
export function openingView(ctx: Context, party: string, door: string): View {
  const t = texts[ctx.locale];
  return {
    title: t.opening(party),
    shell: 'door',
    leadsTo: door,
    body: (
      <>
        <PageHeader title={t.opening(party)} subtitle={<p>{t.byItself}</p>} />
        <Actions>
          <LinkButton href={door}>{t.goOn}</LinkButton>
        </Actions>
      </>
    ),
  };
}

/** A ticket that goes in a form: the service asked for it so. */
export function sendingView(
  ctx: Context,
  {
    to,
    name,
    value,
    party,
  }: { readonly to: string; readonly name: string; readonly value: string; readonly party: string },
): View {
  const t = texts[ctx.locale];
  return {
    title: t.opening(party),
    shell: 'door',
    formTarget: to,
    body: (
      <>
        <PageHeader title={t.opening(party)} subtitle={<p>{t.byButton}</p>} />
        <Form action={to} fullLoad>
          <Hidden name={name} value={value} />
          <Actions>
            <Button>{t.goOn}</Button>
          </Actions>
        </Form>
      </>
    ),
  };
}

const sayNo = (ctx: Context, title: string, text: string, status: number): View => ({
  title,
  shell: 'door',
  status,
  body: (
    <>
      <PageHeader title={title} subtitle={<p>{text}</p>} />
      <WhyLink ctx={ctx} />
      <Actions>
        <LinkButton href="/" variant="secondary">
          {texts[ctx.locale].home}
        </LinkButton>
      </Actions>
    </>
  ),
});

/** An address that nobody declared: nothing is sent there, not even the person. */
export const unknownView = (ctx: Context): View =>
  sayNo(ctx, texts[ctx.locale].unknown, texts[ctx.locale].unknownText, 403);

/** A service that no school of the person opened for them. */
export const closedView = (ctx: Context, party: string): View =>
  sayNo(ctx, texts[ctx.locale].closed(party), texts[ctx.locale].closedText, 403);

/** Before the first time: what the service receives, on the person's own data. */
export function noticeView(
  ctx: SessionContext,
  {
    party,
    release,
    form,
  }: {
    readonly party: RelyingParty;
    readonly release: Release;
    /** Where it goes on, once it was read. */
    readonly form: { readonly action: string; readonly name: string; readonly value: string };
  },
): View {
  const t = texts[ctx.locale];
  const words = attributeTexts[ctx.locale].attributes;
  const values = new Map(release.attributes.map(({ name, values: list }) => [name, list.join(', ')]));
  const listed = party.form === 'plain' ? [] : party.released;
  return {
    title: t.notice(party.name),
    shell: 'door',
    body: (
      <>
        <PageHeader title={t.notice(party.name)} subtitle={<p>{t.noticeText}</p>} />
        <DefinitionList
          items={[
            { term: words[party.principal], value: release.user ?? t.noticeEmpty },
            ...listed.map(({ attribute, as }) => ({ term: words[attribute], value: values.get(as) || t.noticeEmpty })),
          ]}
        />
        <p>{t.noticeLater}</p>
        <Form action={form.action} fullLoad>
          <Hidden name={form.name} value={form.value} />
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
