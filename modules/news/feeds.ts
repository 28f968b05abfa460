/** A post as a feed carries it; texts are plain. */
export interface FeedItem {
  readonly id: string;
  readonly title: string;
  readonly words: string;
  /** Absolute. */
  readonly address: string;
  readonly publishedAt: Date;
  readonly changedAt: Date;
}

/** The public news of a school, as a feed. */
export interface Feed {
  readonly title: string;
  readonly description: string;
  readonly language: string;
  /** Absolute addresses: of the page, and of this feed itself. */
  readonly page: string;
  readonly self: string;
  /** When it last changed; the day it was asked for, when it holds nothing. */
  readonly changedAt: Date;
  readonly items: readonly FeedItem[];
}

/** RSS 2.0, with the link to itself that readers ask for. */
export const rssOf = (feed: Feed): string => `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>${xml(feed.title)}</title>
<link>${xml(feed.page)}</link>
<description>${xml(feed.description)}</description>
<language>${xml(feed.language)}</language>
<lastBuildDate>${feed.changedAt.toUTCString()}</lastBuildDate>
<atom:link href="${xml(feed.self)}" rel="self" type="application/rss+xml"/>
${feed.items
  .map(
    (item) => `<item>
<title>${xml(item.title)}</title>
<link>${xml(item.address)}</link>
<guid isPermaLink="false">urn:uuid:${item.id}</guid>
<pubDate>${item.publishedAt.toUTCString()}</pubDate>
<description>${xml(item.words)}</description>
</item>
`,
  )
  .join('')}</channel>
</rss>
`;

/** Atom (RFC 4287). */
export const atomOf = (feed: Feed): string => `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${xml(feed.language)}">
<id>${xml(feed.page)}</id>
<title>${xml(feed.title)}</title>
<subtitle>${xml(feed.description)}</subtitle>
<updated>${feed.changedAt.toISOString()}</updated>
<link rel="alternate" type="text/html" href="${xml(feed.page)}"/>
<link rel="self" type="application/atom+xml" href="${xml(feed.self)}"/>
<author><name>${xml(feed.title)}</name></author>
${feed.items
  .map(
    (item) => `<entry>
<id>urn:uuid:${item.id}</id>
<title>${xml(item.title)}</title>
<link rel="alternate" type="text/html" href="${xml(item.address)}"/>
<published>${item.publishedAt.toISOString()}</published>
<updated>${item.changedAt.toISOString()}</updated>
<content type="text">${xml(item.words)}</content>
</entry>
`,
  )
  .join('')}</feed>
`;

/** Text as XML carries it; signs that XML 1.0 does not know are left out. */
const xml = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the signs to leave out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
