import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';
import { audiences } from '../audience.ts';
import { several } from '../several.ts';

export const bannerKinds = ['information', 'maintenance', 'incident', 'closed', 'summer'] as const;
export type BannerKind = (typeof bannerKinds)[number];

const day = z.iso.date('portal.banner-day-missing');

/** Where a banner shows: `platform`, `commune:<id>` or `school:<id>`. */
const place = z.string().regex(/^(?:platform|(?:commune|school):[0-9a-f-]{36})$/, 'portal.banner-place-missing');

export const listBanners = endpoint({
  name: 'portal.listBanners',
  method: 'GET',
  path: '/banners',
  summary: 'The banners of the places that the person speaks for: shown now or to come.',
  access: 'session',
  answer: z.object({
    banners: z.array(
      z.object({
        id: z.uuid(),
        kind: z.enum(bannerKinds),
        words: z.string(),
        from: z.iso.date(),
        /** The last day on which it shows. */
        until: z.iso.date(),
        place: z.string().nullable(),
        audiences: z.array(z.enum(audiences)).nullable(),
      }),
    ),
    places: z.array(z.object({ value: z.string(), name: z.string().nullable() })),
  }),
});

export const writeBanner = endpoint({
  name: 'portal.writeBanner',
  method: 'POST',
  path: '/banners',
  summary:
    'Writes a banner across the pages of a school, of a commune’s schools or of the platform, from one day to another.',
  access: 'session',
  // A sentence for the schools of a whole commune, or for everybody, is asked of who has a second factor.
  stepUp: 'when-wide',
  body: z.object({
    kind: z.enum(bannerKinds).default('information'),
    words: z.string().trim().min(1, 'portal.banner-words-missing').max(280, 'portal.banner-words-long'),
    place,
    from: day,
    /** The last day on which it shows. */
    until: day,
    /** For these profiles only; none: everyone. */
    audiences: several(z.enum(audiences)).default([]),
  }),
  answer: z.object({ id: z.uuid() }),
  refusals: { 'portal.banner-days-crossed': 422, 'portal.closed-without-school': 422 },
});

export const removeBanner = endpoint({
  name: 'portal.removeBanner',
  method: 'POST',
  path: '/banners/:bannerId/remove',
  summary: 'Takes a banner away at once.',
  access: 'session',
  params: z.object({ bannerId: z.uuid() }),
  answer: z.object({ removed: z.boolean() }),
});
