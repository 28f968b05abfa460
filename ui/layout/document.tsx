import type { ReactElement, ReactNode } from 'react';
import type { Locale } from '../../platform/texts/texts.ts';
import { directionOf } from '../../platform/texts/texts.ts';
import { asset } from '../assets.ts';
import { renderMarkup } from '../markup.ts';
import { InLanguage, uiTexts } from '../texts.ts';
import type { AccentName, ThemeName } from '../tokens/palette.ts';
import { themes } from '../tokens/palette.ts';

export type Density = 'petits' | 'eleve' | 'famille' | 'pro' | 'gestion';

/** How this person reads: each is one attribute on `<html>`, so that the first paint is already theirs. */
export interface ReadingSettings {
  /** Without it the page follows the device, light or dark. */
  theme?: ThemeName | undefined;
  accent?: AccentName | undefined;
  density?: Density | undefined;
  font?: 'atkinson' | 'andika' | 'opendyslexic' | undefined;
  /** Per cent. */
  size?: '112' | '125' | '150' | '175' | '200' | undefined;
  leading?: 'wide' | 'widest' | undefined;
  spacing?: 'wide' | 'widest' | undefined;
  measure?: 'narrow' | undefined;
  motion?: 'none' | undefined;
}

export interface DocumentProps {
  /** Of this page alone; the site's name follows it. */
  title: string;
  siteName: string;
  locale: Locale;
  /** `public`: pages before a session, without any script but `script`. `little`: for those who cannot read yet. `app`: all others. */
  kind: 'public' | 'little' | 'app';
  reading?: ReadingSettings | undefined;
  /** The address that tells when this page has changed: `/live?…`. */
  live?: string | undefined;
  /** It shows what its reader was told: news of that refresh it as a whole, not its badges alone. */
  followsReader?: boolean | undefined;
  /** When the session ends if nothing is done: an ISO instant. The person is warned a minute before. */
  sessionExpires?: string | undefined;
  /** An opaque name of the person for this browser: drafts kept in a tab are given back to them alone. */
  draftOwner?: string | undefined;
  /** Nothing is to wait on this device once the page is gone. */
  sharedDevice?: boolean | undefined;
  /** Where the page leads by itself, at once. */
  leadsTo?: string | undefined;
  /** Seconds that it waits before. */
  leadsAfter?: number | undefined;
  /** The form marked so is sent at once. */
  sendsItself?: boolean | undefined;
  /** The one script of a page before a session, for what only a script can do; the page serves without it. */
  script?: 'passkeys' | 'voice' | 'offline' | undefined;
  /** Only public pages are for search engines. */
  indexed?: boolean | undefined;
  children: ReactNode;
}

/** A whole HTML document: language, reading settings, one stylesheet, one preloaded font, at most one script. */
export function Document(props: DocumentProps): ReactElement {
  const {
    title,
    siteName,
    locale,
    kind,
    reading = {},
    live,
    followsReader,
    sessionExpires,
    draftOwner,
    sharedDevice,
    leadsTo,
    leadsAfter = 0,
    sendsItself,
    script,
    indexed,
    children,
  } = props;
  const app = kind === 'app';
  return (
    <html
      lang={locale}
      dir={directionOf(locale)}
      data-theme={reading.theme}
      data-accent={reading.accent}
      data-density={reading.density}
      data-font={reading.font}
      data-size={reading.size}
      data-leading={reading.leading}
      data-spacing={reading.spacing}
      data-measure={reading.measure}
      data-motion={reading.motion}
    >
      <head>
        <meta charSet="utf-8" />
        <title>{title === siteName ? title : `${title} · ${siteName}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {reading.theme ? (
          <meta name="theme-color" content={themes[reading.theme].tokens.paper} />
        ) : (
          <>
            <meta name="theme-color" content={themes.light.tokens.paper} media="(prefers-color-scheme: light)" />
            <meta name="theme-color" content={themes.dark.tokens.paper} media="(prefers-color-scheme: dark)" />
          </>
        )}
        {leadsTo && <meta httpEquiv="refresh" content={`${leadsAfter}; url=${leadsTo}`} />}
        {!indexed && <meta name="robots" content="noindex" />}
        {app && <AppMeta {...{ live, followsReader, sessionExpires, draftOwner, sharedDevice, locale }} />}
        <link rel="preload" href={asset('text.woff2')} as="font" type="font/woff2" crossOrigin="anonymous" />
        <link rel="stylesheet" href={asset(`${kind}.css`)} data-turbo-track="reload" />
        <link rel="icon" href={asset('favicon.svg')} type="image/svg+xml" />
        <link rel="apple-touch-icon" href={asset('icon-180.png')} />
        <link rel="manifest" href={asset('site.webmanifest')} />
        {kind !== 'public' && <script type="module" src={asset(`${kind}.js`)} data-turbo-track="reload" />}
        {sendsItself && <script type="module" src={asset('sender.js')} />}
        {kind === 'public' && script && <script type="module" src={asset(`${script}.js`)} />}
      </head>
      <body>
        <InLanguage locale={locale}>{children}</InLanguage>
      </body>
    </html>
  );
}

function AppMeta({
  live,
  followsReader,
  sessionExpires,
  draftOwner,
  sharedDevice,
  locale,
}: Pick<
  DocumentProps,
  'live' | 'followsReader' | 'sessionExpires' | 'draftOwner' | 'sharedDevice' | 'locale'
>): ReactElement {
  const { session, draftFound, draftForget, draftSaved, draftOffline } = uiTexts[locale];
  return (
    <>
      <meta name="turbo-refresh-method" content="morph" />
      <meta name="turbo-refresh-scroll" content="preserve" />
      <meta name="turbo-cache-control" content="no-preview" />
      {/* A link is followed when it is pressed, not when the pointer passes over it. */}
      <meta name="turbo-prefetch" content="false" />
      {draftOwner && (
        <meta
          name="preau-draft-owner"
          content={draftOwner}
          data-found={draftFound}
          data-forget={draftForget}
          data-saved={draftSaved}
          data-offline={draftOffline}
          data-shared={sharedDevice || undefined}
        />
      )}
      {live && <meta name="preau-live" content={live} data-follows={followsReader || undefined} />}
      {sessionExpires && (
        <meta
          name="preau-session-expires"
          content={sessionExpires}
          data-title={session.title}
          data-text={session.text}
          data-stay={session.stay}
          data-ended-title={session.endedTitle}
          data-ended-text={session.endedText}
          data-sign-in={session.signIn}
        />
      )}
    </>
  );
}

/** The bytes to send: the doctype, then the page. */
export const renderDocument = (page: ReactElement): string => `<!doctype html>${renderMarkup(page)}`;
