import type { ReactElement } from 'react';
import type { Place } from '../../platform/tables/table.ts';
import { ContextSwitch } from '../../ui/navigation.tsx';

/** The switch between the places that a page may be about; undefined for whoever has one. */
export const placeSwitch = (
  label: string,
  places: readonly Place[],
  shown: { readonly key: string } | null,
  hrefOf: (place: Place) => string,
): ReactElement | undefined =>
  places.length > 1 ? (
    <ContextSwitch
      label={label}
      items={places.map((place) => ({
        label: place.label,
        href: hrefOf(place),
        current: place.key === shown?.key,
        icon: 'school' as const,
      }))}
    />
  ) : undefined;
