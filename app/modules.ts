import { directoryModule } from '../modules/directory/register.ts';
import { identityModule } from '../modules/identity/register.ts';
import { portalModule } from '../modules/portal/register.ts';
import type { Module } from '../platform/module.ts';
import { houseModule } from './house/module.ts';

/** What the portal shows parts of: every module, and the house itself. */
const shown: readonly Module[] = [directoryModule, identityModule, houseModule(() => modules)];

/** The modules of the product, in the order of their levels: the only place that knows them all. */
export const modules: readonly Module[] = [...shown, portalModule(shown)];
