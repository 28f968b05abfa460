import { directoryModule } from '../modules/directory/register.ts';
import { identityModule } from '../modules/identity/register.ts';
import { portalModule } from '../modules/portal/register.ts';
import type { Module } from '../platform/module.ts';

const capabilities: readonly Module[] = [directoryModule, identityModule];

/** The modules of the product, in the order of their levels: the only place that knows them all. */
export const modules: readonly Module[] = [...capabilities, portalModule(capabilities)];
