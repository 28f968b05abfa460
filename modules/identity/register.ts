import type { Module } from '../../platform/module.ts';
import { issueRoutes } from './activation/issue-routes.ts';
import { accountPart } from './activation/person-part.tsx';
import { activationRoutes } from './activation/routes.ts';
import { charterRoutes } from './charter/routes.ts';
import { manifest } from './module.ts';
import { sessionRoutes } from './sessions/routes.ts';
import { signInRoutes } from './sign-in/routes.ts';
import { texts } from './texts.ts';

/** What identity gives to the house. */
export const identityModule: Module = {
  manifest,
  routes: [...signInRoutes, ...activationRoutes, ...issueRoutes, ...sessionRoutes, ...charterRoutes],
  pageParts: [accountPart],
  menu: [
    {
      key: 'sessions',
      order: 20,
      icon: 'laptop',
      href: '/account/sessions',
      label: (locale) => texts[locale].menu.sessions,
    },
    {
      key: 'sign-out',
      order: 90,
      icon: 'log-out',
      href: '/sign-out',
      method: 'post',
      label: (locale) => texts[locale].menu.signOut,
    },
  ],
};
