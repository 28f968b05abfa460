import type { Module } from '../../platform/module.ts';
import { listServices } from './contract.ts';
import { manifest } from './module.ts';
import { ownPart, schoolPart } from './parts.tsx';
import { connectorsPersonalData } from './personal-data.ts';
import { declares, openingPolicy, servicePolicy } from './policy.ts';
import { pronoteCard } from './pronote/card.tsx';
import { pronoteRoutes } from './pronote/routes.ts';
import { texts as samlTexts } from './protocols/texts-saml.ts';
import { outerDoors } from './read.ts';
import { connectorRoutes } from './routes.ts';
import { texts } from './texts.ts';
import { actTexts } from './texts-acts.ts';
import { rightsTexts } from './texts-rights.ts';

/** What the connectors give to the house. */
export const connectorsModule: Module = {
  manifest,
  // Before the services by id: its address looks like one.
  routes: [...pronoteRoutes, ...connectorRoutes],
  policies: [servicePolicy, openingPolicy],
  rightsTexts,
  actTexts,
  refusalTexts: {
    fr: { ...texts.fr.refused, ...samlTexts.fr.refused },
    en: { ...texts.en.refused, ...samlTexts.en.refused },
  },
  personalData: connectorsPersonalData,
  outerDoors,
  homeCards: [pronoteCard],
  pageParts: [ownPart, schoolPart],
  tiles: [
    {
      key: 'connectors.catalogue',
      icon: 'blocks',
      href: listServices.path,
      label: (locale) => texts[locale].title,
      detail: (locale) => texts[locale].detail,
      shownTo: ({ actor }) => declares(actor),
    },
  ],
};
