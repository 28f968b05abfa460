import type { ReactElement } from 'react';
import type { Context } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { Form, Hidden } from '../../../ui/form.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { texts as casTexts } from '../cas/texts.ts';
import type { RelyingParty } from '../relying-parties/party.ts';
import { texts } from './texts.ts';

/** A message that goes to a service in a form. */
export interface Parcel {
  readonly to: string;
  readonly kind: 'SAMLRequest' | 'SAMLResponse';
  readonly xml: string;
  readonly relayState: string | null;
}

const ParcelForm = ({ parcel, label, own }: { parcel: Parcel; label: string; own?: boolean }): ReactElement => (
  <Form action={parcel.to} fullLoad sendsItself={own}>
    <Hidden name={parcel.kind} value={Buffer.from(parcel.xml).toString('base64')} />
    {parcel.relayState !== null && <Hidden name="RelayState" value={parcel.relayState} />}
    <Actions>
      <Button>{label}</Button>
    </Actions>
  </Form>
);

/** On the way to a service: sent at once, with a button for whose browser runs no script. */
export function sendingView(ctx: Context, party: Pick<RelyingParty, 'name'>, parcel: Parcel): View {
  const t = casTexts[ctx.locale];
  return {
    title: t.opening(party.name),
    shell: 'door',
    formTarget: parcel.to,
    formLeadsOn: true,
    sendsItself: true,
    body: (
      <>
        <PageHeader title={t.opening(party.name)} subtitle={<p>{t.byItself}</p>} />
        <ParcelForm parcel={parcel} label={t.goOn} own />
      </>
    ),
  };
}

/** No school of the person opened it for them; the service may be told. */
export function closedView(ctx: Context, { name }: Pick<RelyingParty, 'name'>, parcel: Parcel): View {
  const t = casTexts[ctx.locale];
  return {
    title: t.closed(name),
    shell: 'door',
    status: 403,
    formTarget: parcel.to,
    formLeadsOn: true,
    body: (
      <>
        <PageHeader title={t.closed(name)} subtitle={<p>{t.closedText}</p>} />
        <Actions>
          <LinkButton href="/" variant="secondary">
            {t.home}
          </LinkButton>
        </Actions>
        <ParcelForm parcel={parcel} label={texts[ctx.locale].tellService(name)} />
      </>
    ),
  };
}

type Why = 'refused' | 'replayed' | 'notStarted';

/** A request that is not followed: nothing is sent, not even the person. */
export function refusedView(ctx: Context, why: Why): View {
  const t = texts[ctx.locale];
  const title = t[why];
  return {
    title,
    shell: 'door',
    status: 403,
    body: (
      <>
        <PageHeader title={title} subtitle={<p>{t[`${why}Text`]}</p>} />
        <Actions>
          <LinkButton href="/" variant="secondary">
            {casTexts[ctx.locale].home}
          </LinkButton>
        </Actions>
      </>
    ),
  };
}
