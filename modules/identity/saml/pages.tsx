import type { ReactElement } from 'react';
import type { Context } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { Form, Hidden } from '../../../ui/form.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { texts as casTexts } from '../cas/texts.ts';
import type { RelyingParty } from '../relying-parties/party.ts';
import { showSignIn } from '../sign-in/contract.ts';
import type { Answer } from './logout.ts';
import { texts } from './texts.ts';

/** A message that goes to a service in a form. */
export interface Parcel {
  readonly to: string;
  readonly kind: 'SAMLRequest' | 'SAMLResponse';
  readonly xml: string;
  readonly relayState: string | null;
}

const ParcelForm = ({
  parcel,
  label,
  own,
  after,
}: {
  parcel: Parcel;
  label: string;
  own?: boolean;
  after?: number;
}): ReactElement => (
  <Form action={parcel.to} fullLoad sendsItself={own} sendsAfter={after}>
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

/** Seconds for which a browser tells other services, before it goes on. */
const TELLING = 3;

/** A session ended at a service's wish: others are told by the browser, in frames, and it goes back there, be they dead or not. */
export function goodbyeView(
  ctx: Context,
  {
    service,
    answer,
    relayState,
    frames,
  }: {
    readonly service: string;
    readonly answer: Answer;
    readonly relayState: string | undefined;
    readonly frames: readonly string[];
  },
): View {
  const t = texts[ctx.locale];
  const after = frames.length > 0 ? TELLING : 0;
  const back = t.backTo(service);
  return {
    title: t.goodbye,
    shell: 'door',
    ...(frames.length > 0 ? { frames } : {}),
    ...(answer.by === 'redirect' ? { leadsTo: answer.to, leadsAfter: after } : {}),
    ...(answer.by === 'post' ? { formTarget: answer.to, formLeadsOn: true, sendsItself: true } : {}),
    body: (
      <>
        <PageHeader title={t.goodbye} subtitle={<p>{frames.length > 0 ? t.goodbyeText : t.goodbyePlain}</p>} />
        <Frames ctx={ctx} addresses={frames} />
        {answer.by === 'post' ? (
          <ParcelForm
            parcel={{ to: answer.to, kind: 'SAMLResponse', xml: answer.xml, relayState: relayState ?? null }}
            label={back}
            own
            after={after}
          />
        ) : (
          <Actions>
            <LinkButton href={answer.by === 'redirect' ? answer.to : showSignIn.path}>
              {answer.by === 'redirect' ? back : t.signInAgain}
            </LinkButton>
          </Actions>
        )}
      </>
    ),
  };
}

/** A service says that its session is over: nothing more is to be done. */
export const answeredView = (ctx: Context): View => ({
  title: texts[ctx.locale].answered,
  shell: 'door',
  body: <PageHeader title={texts[ctx.locale].answered} subtitle={<p>{texts[ctx.locale].answeredText}</p>} />,
});

const Frames = ({ ctx, addresses }: { ctx: Context; addresses: readonly string[] }): ReactElement => (
  <>
    {addresses.map((address, at) => (
      <iframe key={address} src={address} title={texts[ctx.locale].goodbyeFrame(at + 1)} hidden />
    ))}
  </>
);
