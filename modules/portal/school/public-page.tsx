import { Fragment, type ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { Context } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { phoneInPairs } from '../../../platform/texts/phone.ts';
import { LinkButton } from '../../../ui/button.tsx';
import { DefinitionList } from '../../../ui/facts.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import type { showPublicPage } from './contract.ts';
import { PictureOfSchool } from './picture-part.tsx';
import { texts } from './texts.ts';

/** What anybody may read of a school: who it is and how to reach it. */
export function publicView(
  ctx: Context,
  school: Answer<typeof showPublicPage>,
  parts: readonly { readonly key: string; readonly body: ReactElement }[],
): View {
  const t = texts[ctx.locale].public;
  const kinds: Readonly<Record<string, string>> = t.kinds;
  const place = [school.street, [school.postalCode, school.city].filter(Boolean).join(' ')].filter(Boolean).join(', ');
  return {
    title: t.title(school.name),
    shell: 'reading',
    body: (
      <>
        <PageHeader title={school.name} subtitle={<p>{kinds[school.kind] ?? t.kinds.other}</p>} />
        {school.picture && <PictureOfSchool uai={school.uai} picture={school.picture} />}
        <DefinitionList
          items={[
            ...(place ? [{ term: t.address, value: place }] : []),
            ...(school.phone
              ? [
                  {
                    term: t.phone,
                    value: (
                      <a className="alone" href={`tel:${school.phone}`}>
                        {phoneInPairs(school.phone)}
                      </a>
                    ),
                  },
                ]
              : []),
            ...(school.hours ? [{ term: t.hours, value: <span className="as-written">{school.hours}</span> }] : []),
          ]}
        />
        {parts.length === 0 && <p>{t.coming}</p>}
        {parts.map(({ key, body }) => (
          <Fragment key={key}>{body}</Fragment>
        ))}
        {!ctx.actor && (
          <LinkButton href={addressOf({ path: '/sign-in' })} variant="secondary">
            {t.signIn}
          </LinkButton>
        )}
      </>
    ),
  };
}
