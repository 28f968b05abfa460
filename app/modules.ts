import { directoryModule } from '../modules/directory/register.ts';
import { identityModule } from '../modules/identity/register.ts';
import type { Module } from '../platform/module.ts';

/** The modules of the product, in the order of their levels: the only place that knows them all. */
export const modules: readonly Module[] = [directoryModule, identityModule];
