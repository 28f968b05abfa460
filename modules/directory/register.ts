import type { Module } from '../../platform/module.ts';
import { manifest } from './module.ts';
import { deliveryPolicy, groupPolicy, personPolicy, schoolPolicy } from './policy.ts';
import { rightsTexts } from './rights-texts.ts';
import { routes } from './routes.ts';

/** What the directory gives to the house. */
export const directoryModule: Module = {
  manifest,
  routes,
  policies: [personPolicy, groupPolicy, schoolPolicy, deliveryPolicy],
  rightsTexts,
};
